import { opOf } from '../graph/builder.ts';
import type { GraphNode, OpNode } from '../graph/graph.ts';
import { functions } from '../ops/functions.ts';
import type { Read } from '../ops/structure.ts';
import { type Shape, shapeText } from '../tensor/tensor.ts';

/** Ops in the notation that they are typed in, their operands being names and numbers. */

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

/** What stands behind the operand; with a dot where it is an array. */
const postfix: Readonly<Record<string, string>> = { square: '^2', cube: '^3', factorial: '!' };

const prefix: Readonly<Record<string, string>> = { neg: '-', recip: '1/' };

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
  ['zetaDerivative', 'zeta'],
  ['heldGreatest', 'max'],
  ['heldScale', 'scale'],
]);

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
  const behind = postfix[node.op];
  if (behind) return `${atom(a)}${behind.startsWith('^') && shapes[0]?.length ? '.' : ''}${behind}`;
  const before = prefix[node.op];
  if (before) return `${before}${atom(a)}`;
  return placedText(node, operands, shapes[0] ?? []) ?? called(node, ...operands);
}

const called = ({ op }: OpNode, ...args: readonly string[]): string => `${names.get(op) ?? op}(${args.join(', ')})`;

/** An op that moves, joins or gathers entries, or has its orders before its operand; undefined for a plain call. */
function placedText(node: OpNode, operands: readonly string[], shape: Shape): string | undefined {
  const { structure } = opOf(node);
  const [a = ''] = operands;
  switch (structure.kind) {
    case 'entry':
      if (node.op === 'polygamma') return called(node, ...Object.values(node.attrs).map(String), a);
      return node.op === 'zetaDerivative' ? called(node, a, ...Object.values(node.attrs).map(String)) : undefined;
    case 'join':
      return structure.axis === 0 ? `[${operands.join(', ')}]` : called(node, ...operands, String(structure.axis + 1));
    case 'scan':
      return called(node, a, String(structure.axis + 1));
    case 'gather': {
      if (node.attrs['shape']) return `${a} summed to ${shapeText(node.shape)}`;
      const axes = structure.axes(shape);
      return called(node, a, ...(axes.length === shape.length ? [] : axes.map((axis) => String(axis + 1))));
    }
    case 'move':
      if (isTransposition(node)) return shape.length === 2 ? `${atom(a)}'` : called(node, a);
      return structure.read.by === 'repeating' || structure.read.by === 'axes'
        ? `${a} repeated to ${shapeText(node.shape)}`
        : undefined;
    case 'alias':
    case 'assembly':
    case 'scatter':
    case 'product':
    case 'whole':
      return undefined;
  }
}

/** Positions along one axis as they are typed: `2`, `1:3`, `1:2:5`, `[1, 4]`; `count` of them. */
export function positionsText(read: Selection, count: number): string {
  if (read.by === 'indices') {
    const indices = read.indices.map((i) => i + 1);
    const text = indices.length <= 4 ? indices.join(', ') : `${indices[0]}, .., ${indices.at(-1)}`;
    return indices.length === 1 ? text : `[${text}]`;
  }
  const { start, step } = read;
  const last = start + (count - 1) * step;
  return count === 1 ? String(start + 1) : `${start + 1}:${step === 1 ? '' : `${step}:`}${last + 1}`;
}

type Selection = Read & { by: 'steps' | 'indices' };

const readOf = (node: GraphNode): Read | undefined => {
  const structure = node.kind === 'op' ? opOf(node).structure : undefined;
  return structure?.kind === 'move' ? structure.read : undefined;
};

/** Which entries a node picks, if that is what it does: what is typed with square brackets. */
export function selectionOf(node: GraphNode): Selection | undefined {
  const read = readOf(node);
  return read?.by === 'steps' || read?.by === 'indices' ? read : undefined;
}

/** Whether a node has its operand's axes in another order. */
export const isTransposition = (node: GraphNode): boolean => {
  const read = readOf(node);
  return read?.by === 'axes' && read.along.length === node.shape.length;
};

/**
 * Whether a node is its first operand under another shape, or standing for itself where a branch was decided. It has no
 * row of its own.
 */
export const isAlias = (node: GraphNode): node is OpNode =>
  node.kind === 'op' && (readOf(node)?.by === 'order' || opOf(node).structure.kind === 'alias');
