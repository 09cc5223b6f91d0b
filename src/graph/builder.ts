import { invariant } from '../base/invariant.ts';
import { add, mul, neg, sub } from '../ops/core.ts';
import { exactness } from '../ops/exactness.ts';
import type { Apply, Op } from '../ops/op.ts';
import { opNamed } from '../ops/primitive.ts';
import type { Read } from '../ops/structure.ts';
import { checkedShape } from '../tensor/limits.ts';
import { sameShape, type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import type { Graph, GraphNode, Guard, OpNode, Origin, Ref } from './graph.ts';
import { Known } from './known.ts';
import { asked, live } from './live.ts';

/** What a recording interpreter hears of besides ops: where they come from, and which branches were taken. */
export interface Marks<V> {
  /** The origin of the ops applied next, and whether a derivative is taken through them. */
  mark(origin: Origin | undefined, differentiated: boolean): void;
  guard(test: V, value: Tensor): void;
}

/** Records ops as a graph: equal nodes become one, constants are folded, moves that change nothing vanish. */
export interface Builder extends Apply<Ref>, Marks<Ref> {
  input(shape: Shape): Ref;
  node(ref: Ref): GraphNode;
  /** Names a node, unless it is an input or a constant, or has a name. */
  label(ref: Ref, name: string): void;
  /** The graph of what `outputs` (and the guards) need; all inputs are kept. */
  finish(outputs: readonly Ref[]): Graph;
}

/** Folding stops at this many entries: a constant is stored, a node is cheap. */
const FOLD_LIMIT = 4096;

/** Starts an empty graph. */
export function builder(): Builder {
  const nodes: GraphNode[] = [];
  const inputs: Ref[] = [];
  const guards: Guard[] = [];
  const known = new Known();
  let origin: Origin | undefined;
  let differentiated = false;

  const push = (node: GraphNode): Ref => nodes.push(node) - 1;

  const constant = (value: Tensor): Ref => {
    const seen = known.constant(value);
    if (seen !== undefined) return seen;
    const ref = push({ kind: 'constant', value, shape: value.shape });
    known.addConstant(value, ref);
    return ref;
  };

  const valueOf = (ref: Ref): Tensor | undefined => {
    const node = nodes[ref]!;
    return node.kind === 'constant' ? node.value : undefined;
  };

  const apply = (op: Op, ...args: Ref[]): Ref => {
    const shape = checkedShape(op.shape(...args.map((a) => nodes[a]!.shape)));
    const same = simplify(op, args, shape, nodes);
    if (same !== undefined) return same;
    const seen = known.op(op.key, args);
    if (seen !== undefined) {
      const node = nodes[seen]!;
      if (differentiated && node.kind === 'op' && !node.differentiated) nodes[seen] = { ...node, differentiated };
      return seen;
    }
    const folded = fold(op, args.map(valueOf), shape);
    const ref = folded
      ? constant(folded)
      : push({
          kind: 'op',
          op: op.name,
          attrs: op.attrs,
          key: op.key,
          args,
          shape,
          ...(origin && { origin }),
          ...(differentiated && { differentiated }),
        });
    known.addOp(op.key, args, ref);
    return ref;
  };

  return Object.assign(apply, {
    constant,
    shape: (ref: Ref) => nodes[ref]!.shape,
    input: (shape: Shape) => {
      const ref = push({ kind: 'input', index: inputs.length, shape });
      inputs.push(ref);
      return ref;
    },
    node: (ref: Ref) => nodes[ref]!,
    label: (ref: Ref, name: string) => {
      const node = nodes[ref]!;
      if (node.kind === 'op' && node.label === undefined) nodes[ref] = { ...node, label: name };
    },
    mark: (next: Origin | undefined, through: boolean) => {
      origin = next;
      differentiated = through;
    },
    guard: (ref: Ref, value: Tensor) => {
      if (nodes[ref]!.kind !== 'constant') guards.push({ ref, value });
    },
    finish: (outputs: readonly Ref[]) => prune({ inputs, nodes, outputs, guards }),
  });
}

function fold(op: Op, args: readonly (Tensor | undefined)[], shape: Shape): Tensor | undefined {
  if (sizeOf(shape) > FOLD_LIMIT || !args.every((a) => a !== undefined && a.data.length <= FOLD_LIMIT))
    return undefined;
  const value = op.compute(...(args as Tensor[]));
  // A NaN or infinity keeps its node, so that the note can name the operation where it began; and what was rounded keeps
  // it, so that the estimate of lost digits knows.
  const exact = exactness(op, args as Tensor[], value);
  return value.data.every((x, i) => Number.isFinite(x) && exact(i)) ? value : undefined;
}

const isFull = (node: GraphNode, x: number): boolean =>
  node.kind === 'constant' && node.value.data.length > 0 && node.value.data.every((v) => v === x);

/** An operand that the op would return unchanged, bit for bit (but for the sign of a zero that is added to). */
function simplify(op: Op, args: readonly Ref[], shape: Shape, nodes: readonly GraphNode[]): Ref | undefined {
  const [a, b] = args as [Ref, Ref];
  const keeps = (ref: Ref): boolean => sameShape(nodes[ref]!.shape, shape);
  const { structure } = op;
  switch (structure.kind) {
    case 'move':
      return keeps(a) && isStill(structure.read) ? a : undefined;
    case 'gather':
      return keeps(a) && structure.by === 'total' && structure.axes(shape).length === 0 ? a : undefined;
    case 'entry': {
      // What a neutral operand leaves of the other.
      const left = (ref: Ref, other: Ref, x: number): Ref | undefined =>
        keeps(ref) && isFull(nodes[other]!, x) ? ref : undefined;
      if (op === mul) return left(a, b, 1) ?? left(b, a, 1);
      if (op === add) return left(a, b, 0) ?? left(b, a, 0);
      if (op === sub) return left(a, b, 0);
      const node = nodes[a]!;
      return op === neg && node.kind === 'op' && opOf(node) === neg ? node.args[0] : undefined;
    }
    case 'alias':
    case 'join':
    case 'assembly':
    case 'scatter':
    case 'scan':
    case 'product':
    case 'whole':
      return undefined;
  }
}

/** Whether a move to the same shape leaves every entry where it is, as its kind alone tells. */
const isStill = (read: Read): boolean =>
  read.by === 'order' || read.by === 'repeating' || (read.by === 'axes' && read.along.every((axis, d) => axis === d));

/** Drops what neither outputs, guards nor the notes on kinks need, and renumbers. */
function prune(graph: Graph): Graph {
  const noted = graph.nodes.flatMap((node, ref) =>
    node.kind === 'op' && node.differentiated && opOf(node).kinks ? [ref] : [],
  );
  const needed = live(graph, [...graph.inputs, ...asked(graph), ...noted]);
  const renamed = new Int32Array(graph.nodes.length).fill(-1);
  const nodes: GraphNode[] = [];
  graph.nodes.forEach((node, ref) => {
    if (!needed[ref]) return;
    renamed[ref] = nodes.length;
    nodes.push(node.kind === 'op' ? { ...node, args: node.args.map((a) => renamed[a]!) } : node);
  });
  return withNodes(graph, nodes, renamed);
}

/** A graph with other nodes, among which each of its own is now at `moved`. */
export function withNodes({ inputs, outputs, guards }: Graph, nodes: readonly GraphNode[], moved: Int32Array): Graph {
  const now = (ref: Ref): Ref => moved[ref]!;
  return {
    inputs: inputs.map(now),
    nodes,
    outputs: outputs.map(now),
    guards: guards.map((g) => ({ ...g, ref: now(g.ref) })),
  };
}

/** Builds a graph by applying `body` to fresh inputs of the given shapes. */
export function graphOf(shapes: readonly Shape[], body: ($: Builder, xs: readonly Ref[]) => readonly Ref[]): Graph {
  const $ = builder();
  return $.finish(
    body(
      $,
      shapes.map((s) => $.input(s)),
    ),
  );
}

/** Entries of all values of a graph. */
export const entryCount = ({ nodes }: Graph): number => nodes.reduce((n, { shape }) => n + sizeOf(shape), 0);

/** The shapes of a graph's inputs. */
export const inputShapes = (graph: Graph): readonly Shape[] => graph.inputs.map((ref) => graph.nodes[ref]!.shape);

/** The shapes of a graph's outputs. */
export const outputShapes = (graph: Graph): readonly Shape[] => graph.outputs.map((ref) => graph.nodes[ref]!.shape);

/** The op of an op node. */
export const opOf = (node: OpNode): Op => opNamed(node.op, node.attrs, node.key);

/** The numbers that a node's operands are known to be. */
export const knownOperands = (graph: Graph, node: OpNode): readonly (number | undefined)[] =>
  node.args.map((a) => {
    const arg = graph.nodes[a]!;
    return arg.kind === 'constant' && arg.value.data.length === 1 ? arg.value.data[0] : undefined;
  });

/** Applies every node of a graph, in order, with another interpreter; answers the values of all nodes. */
export function replay<V>(
  $: Apply<V> & Partial<Marks<V>>,
  graph: Graph,
  xs: readonly V[],
  through: (ref: Ref) => boolean = () => false,
): V[] {
  invariant(xs.length === graph.inputs.length, 'a graph is given as many values as it has inputs');
  const values: V[] = [];
  graph.nodes.forEach((node, ref) => {
    if (node.kind === 'input') values.push(xs[node.index]!);
    else if (node.kind === 'constant') values.push($.constant(node.value));
    else {
      $.mark?.(node.origin, node.differentiated === true || through(ref));
      values.push($(opOf(node), ...node.args.map((a) => values[a]!)));
    }
  });
  $.mark?.(undefined, false);
  for (const { ref, value } of graph.guards) $.guard?.(values[ref]!, value);
  return values;
}
