import type { GraphNode } from '../graph/graph.ts';
import { functions } from '../ops/functions.ts';
import { sameShape, type Shape, shapeText } from '../tensor/tensor.ts';

/** Ops in the notation that they are typed in, their operands being names and numbers. */

type OpNode = GraphNode & { kind: 'op' };

const infix: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  matmul: '*',
  equal: '==',
  unequal: '!=',
  smaller: '<',
  smallerEq: '<=',
  larger: '>',
  largerEq: '>=',
  and: 'and',
  or: 'or',
  xor: 'xor',
};

const postfix: Readonly<Record<string, string>> = { square: '^2', cube: '^3', factorial: '!' };

/** An operator that is another one on arrays: `*` and `.*`. The operand that decides is the one at `by`. */
const scaling = (name: string, shapes: readonly Shape[]): string | undefined => {
  const scalar = (i: number): boolean => shapes[i]?.length === 0;
  switch (name) {
    case 'mul':
      return scalar(0) || scalar(1) ? '*' : '.*';
    case 'div':
      return scalar(1) ? '/' : './';
    case 'pow':
      return scalar(0) && scalar(1) ? '^' : '.^';
    default:
      return undefined;
  }
};

/** Functions by the op that they apply to their operands as they are; ops that only functions made of ops apply. */
const names = new Map([
  ...[...functions.values()].flatMap((f) => (f.op ? [[f.op.name, f.name] as const] : [])),
  ['maximum', 'max'],
  ['minimum', 'min'],
  ['logBase', 'log'],
  ['roundTo', 'round'],
  ['heldGreatest', 'max'],
  ['heldScale', 'scale'],
]);

const axesOf = ({ attrs }: OpNode, operand: Shape): string => {
  const axes = (attrs['axes'] ?? []) as readonly number[];
  return axes.length === operand.length ? '' : `, ${axes.map((a) => a + 1).join(', ')}`;
};

/** Binds tighter than any operator: a name, a number, a call or brackets. */
const atom = (text: string): string =>
  /^[^\s+\-*/^']+$|^\[.*\]$|^[\p{L}\d_$]+[([][^()]*[)\]]$/u.test(text) ? text : `(${text})`;

/** A node as it would be typed, over the texts and shapes of its operands: `sqrt(c)`, `a + b`, `[u, v]`. */
export function nodeText(node: OpNode, operands: readonly string[], shapes: readonly Shape[]): string {
  const [a = '', b = ''] = operands;
  const operator = infix[node.op] ?? scaling(node.op, shapes);
  if (operator && operands.length === 2) {
    const tight = operator === '^' || operator === '.^';
    return tight ? `${atom(a)}${operator}${atom(b)}` : `${atom(a)} ${operator} ${atom(b)}`;
  }
  if (postfix[node.op]) {
    const dot = shapes[0]?.length ? '.' : '';
    return `${atom(a)}${node.op === 'factorial' ? '' : dot}${postfix[node.op]}`;
  }
  switch (node.op) {
    case 'neg':
      return `-${atom(a)}`;
    case 'recip':
      return `1/${atom(a)}`;
    case 'transpose':
      return shapes[0]?.length === 2 ? `${atom(a)}'` : `transpose(${a})`;
    case 'polygamma':
      return `polygamma(${[...Object.values(node.attrs), a].join(', ')})`;
    case 'concat':
      return joined(node, operands);
    case 'cumsum':
      return `cumsum(${a}, ${Number(node.attrs['axis']) + 1})`;
    case 'sum':
    case 'max':
      return `${node.op}(${a}${axesOf(node, shapes[0] ?? [])})`;
    case 'broadcastTo':
    case 'spread':
    case 'stretch':
      return `${a} repeated to ${shapeText(node.shape)}`;
    case 'sumTo':
    case 'sumKeeping':
      return `${a} summed to ${shapeText(node.shape)}`;
    default:
      return `${names.get(node.op) ?? node.op}(${operands.join(', ')})`;
  }
}

const joined = (node: OpNode, operands: readonly string[]): string =>
  node.attrs['axis'] === 0
    ? `[${operands.join(', ')}]`
    : `concat(${operands.join(', ')}, ${Number(node.attrs['axis']) + 1})`;

/** Positions along one axis as they are typed: `2`, `1:3`, `1:2:5`, `[1, 4]`. */
export function positionsText(node: OpNode): string {
  if (node.op === 'take') {
    const indices = (node.attrs['indices'] as readonly number[]).map((i) => i + 1);
    const text = indices.length <= 4 ? indices.join(', ') : `${indices[0]}, .., ${indices.at(-1)}`;
    return indices.length === 1 ? text : `[${text}]`;
  }
  const [start, step, count] = ['start', 'step', 'count'].map((key) => Number(node.attrs[key])) as [
    number,
    number,
    number,
  ];
  const last = start + (count - 1) * step;
  return count === 1 ? String(start + 1) : `${start + 1}:${step === 1 ? '' : `${step}:`}${last + 1}`;
}

/** Whether a node picks entries: what is typed with square brackets. */
export const isSelection = (node: GraphNode): node is OpNode =>
  node.kind === 'op' && (node.op === 'slice' || node.op === 'take');

const moves: readonly string[] = [
  'slice',
  'take',
  'transpose',
  'concat',
  'reshape',
  'broadcastTo',
  'spread',
  'stretch',
  'put',
  'place',
];

/** Whether a node only moves or repeats entries. */
export const isMove = (node: GraphNode): boolean => node.kind === 'op' && moves.includes(node.op);

/**
 * Whether a node is its first operand under another shape, or standing for itself: reshaped, repeated no times, or
 * chosen where a branch was decided. It has no row of its own.
 */
export const isAlias = (node: GraphNode, nodes: readonly GraphNode[]): node is OpNode =>
  node.kind === 'op' &&
  (node.op === 'reshape' ||
    node.op === 'undecided' ||
    (node.op === 'spread' && sameShape(node.shape, nodes[node.args[0]!]!.shape)));
