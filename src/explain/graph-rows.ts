import { opOf } from '../graph/builder.ts';
import type { Graph, GraphNode, Ref } from '../graph/graph.ts';
import { live } from '../graph/live.ts';
import { sameShape, type Shape, shapeText, type Tensor } from '../tensor/tensor.ts';
import { arrayText } from '../notation/array-text.ts';
import { constants } from '../evaluate/constants.ts';
import { isMove } from '../ops/structure.ts';
import { isAlias, isTransposition, nodeText, positionsText, selectionOf } from './node-text.ts';

/** A value on the way through a function as a reader is told of it: nodes that only reshape it are part of it. */
export interface GraphRow {
  /** The node that computes it: what adjoints and tangents are read at. */
  readonly root: Ref;
  /** The node whose shape it is shown in. */
  readonly shown: Ref;
  /** The block's name for it, the argument's, `x[1]`, the function's for its answer, or else `v1`, `v2`, .. */
  readonly name: string;
  /** As it would be typed over the names of other rows: `sqrt(c)`; `input` for an argument. */
  readonly text: string;
  /** `input`, or the op. */
  readonly op: string;
  /** The rows it is computed from, by position among all rows. */
  readonly args: readonly number[];
  readonly shape: Shape;
  readonly isInput: boolean;
  /** Moves or repeats entries without arithmetic. */
  readonly isMove: boolean;
}

/** What is known of a graph besides itself. */
export interface GraphNames {
  readonly inputs: readonly string[];
  readonly output: string;
  /** The session's arrays by name: what constants are called. */
  readonly arrays: readonly (readonly [string, Tensor])[];
}

const longestName = 14;
const longestConstant = 16;

/** The extents that are not 1: what a column and a vector have in common. */
const essential = (shape: Shape): Shape => shape.filter((d) => d !== 1);

const round = (x: number): string => String(Number(x.toPrecision(6)));

const famous = [...constants].filter(([name]) => name === 'pi' || name === 'e' || name === 'tau');

function constantText({ shape, data }: Tensor, arrays: GraphNames['arrays']): string {
  if (data.length === 1) {
    const x = data[0]!;
    const text = famous.find(([, value]) => value === x)?.[0] ?? round(x);
    return text.startsWith('-') ? `(${text})` : text;
  }
  const same = (t: Tensor): boolean =>
    t.data === data || (data.length > 1 && t.data.length === data.length && t.data.every((x, i) => x === data[i]));
  const known = arrays.find(([, t]) => same(t));
  if (known) return known[0];
  const text = data.length <= longestConstant ? arrayText({ shape, data: data.map((x) => Number(round(x))) }) : '';
  return text && text.length <= longestConstant ? text : `constant${shapeText(shape)}`;
}

/** The rows of a graph, operands first. */
export function graphRows(graph: Graph, names: GraphNames): readonly GraphRow[] {
  const { nodes } = graph;
  const marks = live(graph, [...graph.inputs, ...graph.outputs]);
  const uses = new Int32Array(nodes.length);
  nodes.forEach((node, ref) => {
    if (marks[ref] && node.kind === 'op') for (const a of new Set(node.args)) uses[a] = uses[a]! + 1;
  });
  for (const ref of graph.outputs) uses[ref] = uses[ref]! + 1;

  // A reshaped value is the same one, and so is one that only stands for itself where a branch was decided.
  const roots: Ref[] = [];
  nodes.forEach((node, ref) => {
    roots[ref] = isAlias(node) ? roots[node.args[0]!]! : ref;
  });
  const members = new Map<Ref, Ref[]>();
  nodes.forEach((_, ref) => {
    if (marks[ref]) members.set(roots[ref]!, [...(members.get(roots[ref]!) ?? []), ref]);
  });
  const labelOf = (ref: Ref): string | undefined => {
    const node = nodes[ref]!;
    return node.kind === 'op' ? node.label : undefined;
  };
  const groupOf = (root: Ref): readonly Ref[] => members.get(root) ?? [root];
  const shownOf = (root: Ref): Ref => {
    const group = groupOf(root);
    const own = nodes[root]!.kind === 'input' ? root : undefined;
    const labelled = group.find((ref) => labelOf(ref) !== undefined);
    const answer = group.find((ref) => graph.outputs.includes(ref));
    const other = group.length === 2 && uses[root] === 1 ? group[1] : undefined;
    // A product as a column is told as the vector that it stands for; a number in a list stays a number.
    const only = other !== undefined && nodes[other]!.shape.length < nodes[root]!.shape.length ? other : undefined;
    return own ?? labelled ?? answer ?? only ?? root;
  };

  // A[i, j] picks along one axis after the other: one row.
  const isInner = (root: Ref): boolean => {
    const group = groupOf(root);
    if (!selectionOf(nodes[root]!) || group.length > 1 || uses[root] !== 1 || labelOf(root) !== undefined) return false;
    return nodes.some(
      (node, ref) => marks[ref] && node.kind === 'op' && node.args[0] === root && selectionOf(node) !== undefined,
    );
  };
  const inner = new Set([...members.keys()].filter(isInner));

  const rows: GraphRow[] = [];
  const rowOf = new Map<Ref, number>();
  const used = new Set<string>(names.inputs);
  for (const ref of members.keys()) {
    for (const m of groupOf(ref)) if (labelOf(m) !== undefined) used.add(labelOf(m)!);
  }
  const given = new Set<string>();
  const unique = (name: string): string => {
    let text = name;
    for (let k = 2; given.has(text); k++) text = `${name}_${k}`;
    given.add(text);
    return text;
  };
  let count = 0;
  const fresh = (): string => {
    let name: string;
    do name = `v${++count}`;
    while (used.has(name));
    return name;
  };
  const operandText = (ref: Ref): string => {
    const node = nodes[roots[ref]!]!;
    if (node.kind === 'constant') return constantText(node.value, names.arrays);
    const row = rows[rowOf.get(roots[ref]!)!]!;
    const { shape } = nodes[ref]!;
    if (sameShape(essential(shape), essential(row.shape))) return row.name;
    return shape.length === 1 ? `flatten(${row.name})` : `reshape(${row.name}, [${shape.join(', ')}])`;
  };

  for (const root of [...members.keys()].sort((a, b) => a - b)) {
    const node = nodes[root]!;
    const isAnswer = groupOf(root).some((ref) => graph.outputs.includes(ref));
    if ((node.kind === 'constant' && !isAnswer) || inner.has(root)) continue;
    const shown = shownOf(root);
    const { shape } = nodes[shown]!;
    const row = { root, shown, shape };
    if (node.kind === 'constant') {
      const text = constantText(node.value, names.arrays);
      rows.push({ ...row, name: unique(names.output), text, op: 'constant', args: [], isInput: false, isMove: true });
      continue;
    }
    rowOf.set(root, rows.length);
    if (node.kind === 'input') {
      const name = unique(names.inputs[node.index] ?? 'outer');
      rows.push({ ...row, name, text: 'input', op: 'input', args: [], isInput: true, isMove: false });
      continue;
    }
    const told = selectionOf(node) ? selectedText(nodes, node, inner, roots) : undefined;
    const args = told ? [told.base] : node.args;
    const text = told
      ? `${operandText(told.base)}[${told.text}]`
      : nodeText(
          node,
          args.map(operandText),
          args.map((a) => nodes[a]!.shape),
        );
    const label = groupOf(root)
      .map(labelOf)
      .find((l) => l !== undefined);
    const { structure } = opOf(node);
    const short =
      (told !== undefined || isTransposition(node) || structure.kind === 'join') && text.length <= longestName;
    const name = label ?? (isAnswer && !used.has(names.output) ? names.output : short && !isAnswer ? text : fresh());
    const rowArgs = args.flatMap((a) => rowOf.get(roots[a]!) ?? []);
    rows.push({
      ...row,
      name: unique(name),
      text,
      op: node.op,
      args: rowArgs,
      isInput: false,
      isMove: isMove(opOf(node)),
    });
  }
  return rows;
}

/** What a selection picks from, and its positions along all axes. */
function selectedText(
  nodes: readonly GraphNode[],
  last: GraphNode & { kind: 'op' },
  inner: ReadonlySet<Ref>,
  roots: readonly Ref[],
): { readonly base: Ref; readonly text: string } {
  const picked = new Map<number, string>();
  let node = last;
  for (;;) {
    const read = selectionOf(node);
    if (read) picked.set(read.axis, positionsText(read, node.shape[read.axis]!));
    const [base] = node.args as [Ref];
    if (!inner.has(roots[base]!)) {
      return { base, text: nodes[base]!.shape.map((_, axis) => picked.get(axis) ?? ':').join(',') };
    }
    node = nodes[base] as GraphNode & { kind: 'op' };
  }
}
