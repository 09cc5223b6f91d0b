import { opOf } from '../graph/builder.ts';
import type { Graph, GraphNode, OpNode, Ref } from '../graph/graph.ts';
import { live } from '../graph/live.ts';
import { sameShape, type Shape, shapeText, type Tensor } from '../tensor/tensor.ts';
import { arrayText } from '../notation/array-text.ts';
import { constants } from '../evaluate/constants.ts';
import { add } from '../ops/core.ts';
import { isMove } from '../ops/structure.ts';
import { isAlias, isTransposition, nodeText, positionsText, selectionOf } from './node-text.ts';

/** One value of a function's computation, as `:tape` and `:graph` list it: `v1 = x + 1`, with whatever only reshapes it. */
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

/** The nodes of a graph that are one value to a reader. */
interface Groups {
  /** The node that each node is a reshaped copy of, or itself. */
  readonly roots: readonly Ref[];
  /** By root, in the order of the graph: the nodes that show its value, of those that are needed. */
  readonly members: ReadonlyMap<Ref, readonly Ref[]>;
  /** Selections that are a step of another: `A[i, j]` picks along one axis after the other. */
  readonly inner: ReadonlySet<Ref>;
  /** How often each node is read, and once more where it is an answer. */
  readonly uses: Int32Array;
}

const labelOf = (node: GraphNode): string | undefined => (node.kind === 'op' ? node.label : undefined);

function groupsOf(graph: Graph): Groups {
  const { nodes } = graph;
  const needed = live(graph, [...graph.inputs, ...graph.outputs]);
  const uses = new Int32Array(nodes.length);
  const continued = new Set<Ref>();
  const roots: Ref[] = [];
  const members = new Map<Ref, Ref[]>();
  nodes.forEach((node, ref) => {
    // A reshaped value is the same one, and so is one that only stands for itself where a branch was decided.
    const root = isAlias(node) ? roots[node.args[0]!]! : ref;
    roots.push(root);
    if (!needed[ref]) return;
    members.set(root, [...(members.get(root) ?? []), ref]);
    if (node.kind !== 'op') return;
    for (const a of new Set(node.args)) uses[a]!++;
    if (selectionOf(node)) continued.add(node.args[0]!);
  });
  for (const ref of graph.outputs) uses[ref]!++;
  const isInner = ([root, group]: readonly [Ref, readonly Ref[]]): boolean =>
    continued.has(root) &&
    selectionOf(nodes[root]!) !== undefined &&
    group.length === 1 &&
    uses[root] === 1 &&
    labelOf(nodes[root]!) === undefined;
  return { roots, members, uses, inner: new Set([...members].filter(isInner).map(([root]) => root)) };
}

/** The node of a group whose shape its value is shown in. */
function shownOf({ nodes, outputs }: Graph, { uses }: Groups, root: Ref, group: readonly Ref[]): Ref {
  if (nodes[root]!.kind === 'input') return root;
  const other = group.length === 2 && uses[root] === 1 ? group[1] : undefined;
  // A product as a column is told as the vector that it stands for; a number in a list stays a number.
  const only = other !== undefined && nodes[other]!.shape.length < nodes[root]!.shape.length ? other : undefined;
  return (
    group.find((ref) => labelOf(nodes[ref]!) !== undefined) ??
    group.find((ref) => outputs.includes(ref)) ??
    only ??
    root
  );
}

/** Gives each row a name of its own. */
interface Namer {
  /** `name`, or `name_2`, .. where it is taken. */
  unique(name: string): string;
  /** `v1`, `v2`, ..: none that an input or a label has. */
  fresh(): string;
  /** Whether an input or a label has the name. */
  isUsed(name: string): boolean;
}

function namer({ nodes }: Graph, { members }: Groups, inputs: readonly string[]): Namer {
  const used = new Set([...inputs, ...[...members.values()].flat().map((ref) => labelOf(nodes[ref]!))]);
  const given = new Set<string>();
  let count = 0;
  return {
    unique: (name) => {
      let text = name;
      for (let k = 2; given.has(text); k++) text = `${name}_${k}`;
      given.add(text);
      return text;
    },
    fresh: () => {
      let name: string;
      do name = `v${++count}`;
      while (used.has(name));
      return name;
    },
    isUsed: (name) => used.has(name),
  };
}

/** A graph whose sums of a number and what rounding left off it are constants, as they are to a reader. */
function withConstants(graph: Graph): Graph {
  const asConstant = (node: GraphNode): GraphNode => {
    if (node.kind !== 'op' || node.op !== add.name || node.shape.length > 0) return node;
    const [a, b] = node.args.map((ref) => graph.nodes[ref]!);
    if (a?.kind !== 'constant' || b?.kind !== 'constant') return node;
    const [x, y] = [a.value.data[0]!, b.value.data[0]!];
    return x + y === x ? a : node;
  };
  return { ...graph, nodes: graph.nodes.map(asConstant) };
}

/** The rows of a graph, operands first. */
export function graphRows(recorded: Graph, names: GraphNames): readonly GraphRow[] {
  const graph = withConstants(recorded);
  const { nodes, outputs } = graph;
  const groups = groupsOf(graph);
  const { roots, members, inner } = groups;
  const { unique, fresh, isUsed } = namer(graph, groups, names.inputs);
  const rows: GraphRow[] = [];
  const rowOf = new Map<Ref, number>();

  const operandText = (ref: Ref): string => {
    const node = nodes[roots[ref]!]!;
    if (node.kind === 'constant') return constantText(node.value, names.arrays);
    const row = rows[rowOf.get(roots[ref]!)!]!;
    const { shape } = nodes[ref]!;
    if (sameShape(essential(shape), essential(row.shape))) return row.name;
    return shape.length === 1 ? `flatten(${row.name})` : `reshape(${row.name}, [${shape.join(', ')}])`;
  };

  const opRow = (node: OpNode, label: string | undefined, isAnswer: boolean) => {
    const picked = selectionOf(node) ? selectedText(nodes, node, inner, roots) : undefined;
    const args = picked ? [picked.base] : node.args;
    const shapes = args.map((a) => nodes[a]!.shape);
    const text = picked ? `${operandText(picked.base)}[${picked.text}]` : nodeText(node, args.map(operandText), shapes);
    const isPlace = picked !== undefined || isTransposition(node) || opOf(node).structure.kind === 'join';
    const isNamedByText = isPlace && !isAnswer && text.length <= longestName;
    const name = label ?? (isAnswer && !isUsed(names.output) ? names.output : isNamedByText ? text : fresh());
    return { name: unique(name), text, op: node.op, args: args.flatMap((a) => rowOf.get(roots[a]!) ?? []) };
  };

  for (const [root, group] of [...members].sort(([a], [b]) => a - b)) {
    const node = nodes[root]!;
    const isAnswer = group.some((ref) => outputs.includes(ref));
    if ((node.kind === 'constant' && !isAnswer) || inner.has(root)) continue;
    const shown = shownOf(graph, groups, root, group);
    const place = { root, shown, shape: nodes[shown]!.shape };
    if (node.kind === 'constant') {
      const text = constantText(node.value, names.arrays);
      rows.push({ ...place, name: unique(names.output), text, op: 'constant', args: [], isInput: false, isMove: true });
      continue;
    }
    rowOf.set(root, rows.length);
    if (node.kind === 'input') {
      const name = unique(names.inputs[node.index] ?? 'outer');
      rows.push({ ...place, name, text: 'input', op: 'input', args: [], isInput: true, isMove: false });
    } else {
      const label = group.map((ref) => labelOf(nodes[ref]!)).find((l) => l !== undefined);
      rows.push({ ...place, ...opRow(node, label, isAnswer), isInput: false, isMove: isMove(opOf(node)) });
    }
  }
  return rows;
}

/** What a selection picks from, and its positions along all axes. */
function selectedText(
  nodes: readonly GraphNode[],
  last: OpNode,
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
    node = nodes[base] as OpNode;
  }
}
