import { opOf, withNodes } from '../../graph/builder.ts';
import type { Graph, GraphNode, OpNode, Ref } from '../../graph/graph.ts';
import { asked } from '../../graph/live.ts';
import { assemble } from '../../ops/array/assemble.ts';
import { add } from '../../ops/core.ts';
import type { Op } from '../../ops/op.ts';
import type { Read } from '../../ops/structure.ts';
import { sameShape } from '../../tensor/tensor.ts';

/** Fewer parts are put together as the graph says. */
const LEAST = 4;

/** A long concatenation is an assembly too. */
const LONG = 8;

/** What a chain of sums adds: parts placed along one axis, and the rest. */
interface Sum {
  readonly parts: readonly { readonly ref: Ref; readonly start: number }[];
  readonly axis: number;
  readonly extent: number;
  readonly rest: readonly Ref[];
}

/**
 * Makes one `assemble` of many `place`s that are added up, as the adjoint of an array is that is read entry by entry: n parts
 * then cost n and not n^2. The order of sums of what overlaps stays.
 */
export function gatherParts(graph: Graph): Graph {
  const pieces = graph.nodes.filter((node) => node.kind === 'op' && placingOf(node)).length;
  const isLong = (node: GraphNode): boolean =>
    node.kind === 'op' && node.args.length >= LONG && opOf(node).structure.kind === 'join';
  if (pieces < LEAST && !graph.nodes.some(isLong)) return graph;
  const uses = new Int32Array(graph.nodes.length);
  for (const node of graph.nodes) if (node.kind === 'op') for (const a of node.args) uses[a]!++;
  for (const ref of asked(graph)) uses[ref]!++;
  const inner = innerSums(graph, uses);
  const nodes: GraphNode[] = [];
  const moved = new Int32Array(graph.nodes.length);
  const push = (node: GraphNode): Ref => nodes.push(node) - 1;
  const apply = (op: Op, args: readonly Ref[], shape: readonly number[]): Ref =>
    push({ kind: 'op', op: op.name, attrs: op.attrs, key: op.key, args, shape });
  let changed = false;
  graph.nodes.forEach((node, ref) => {
    const sum = node.kind === 'op' && !inner[ref] ? sumOf(graph, inner, node, ref) : undefined;
    if (!sum) {
      moved[ref] = push(node.kind === 'op' ? { ...node, args: node.args.map((a) => moved[a]!) } : node);
      return;
    }
    changed = true;
    const { parts, axis, extent, rest } = sum;
    const op = assemble(
      axis,
      parts.map((p) => p.start),
      extent,
    );
    let at = apply(
      op,
      parts.map((p) => moved[p.ref]!),
      node.shape,
    );
    for (const other of rest) at = apply(add, [moved[other]!, at], node.shape);
    moved[ref] = at;
  });
  return changed ? withNodes(graph, nodes, moved) : graph;
}

/** Sums that only another sum of the same shape reads. */
function innerSums(graph: Graph, uses: Int32Array): Uint8Array {
  const inner = new Uint8Array(graph.nodes.length);
  for (const node of graph.nodes) {
    if (node.kind !== 'op' || node.op !== add.name) continue;
    for (const a of node.args) {
      const arg = graph.nodes[a]!;
      if (arg.kind === 'op' && arg.op === add.name && uses[a] === 1 && sameShape(arg.shape, node.shape)) inner[a] = 1;
    }
  }
  return inner;
}

function sumOf(graph: Graph, inner: Uint8Array, node: OpNode, ref: Ref): Sum | undefined {
  const { structure } = opOf(node);
  if (structure.kind === 'join') return node.args.length >= LONG ? sumOfJoin(graph, node, structure.axis) : undefined;
  if (node.op !== add.name) return undefined;
  const leaves: Ref[] = [];
  const waiting = [ref];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const one = graph.nodes[next]!;
    if (one.kind === 'op' && (next === ref || inner[next])) waiting.push(...one.args.toReversed());
    else leaves.push(next);
  }
  if (leaves.length < LEAST) return undefined;
  const placed = (leaf: Ref): { ref: Ref; axis: number; start: number } | undefined => {
    const one = graph.nodes[leaf]!;
    const read = one.kind === 'op' && sameShape(one.shape, node.shape) ? placingOf(one) : undefined;
    return one.kind === 'op' && read?.step === 1
      ? { ref: one.args[0]!, axis: read.axis, start: read.start }
      : undefined;
  };
  const first = leaves.map(placed).find((p) => p !== undefined);
  if (!first) return undefined;
  const { axis } = first;
  const parts: { ref: Ref; start: number }[] = [];
  const rest: Ref[] = [];
  for (const leaf of leaves) {
    const one = placed(leaf);
    if (one?.axis === axis) parts.push(one);
    else rest.push(leaf);
  }
  return parts.length < LEAST ? undefined : { parts, axis, extent: node.shape[axis]!, rest };
}

/** Where an op that places its operand does so. */
function placingOf(node: OpNode): (Read & { by: 'placing' }) | undefined {
  const { structure } = opOf(node);
  return structure.kind === 'move' && structure.read.by === 'placing' ? structure.read : undefined;
}

function sumOfJoin(graph: Graph, node: OpNode, axis: number): Sum {
  let start = 0;
  const parts = node.args.map((ref) => {
    const at = start;
    start += graph.nodes[ref]!.shape[axis]!;
    return { ref, start: at };
  });
  return { parts, axis, extent: start, rest: [] };
}
