import type { Graph, GraphNode, Ref } from '../../graph/graph.ts';
import { mul, reshape } from '../../ops/core.ts';
import type { Gather } from '../../ops/structure.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { opOf } from '../../graph/builder.ts';

/**
 * Where the unit tangents of a vector are scaled and summed at once, the sum over a row of v .* I is v: n terms for n^2, of
 * which all but n are products by 0.
 */
export function unitSeeds(graph: Graph): Graph {
  let changed = false;
  const nodes = graph.nodes.map((node): GraphNode => {
    if (node.kind !== 'op') return node;
    const { structure } = opOf(node);
    const adds = structure.kind === 'gather' && structure.by === 'total';
    const x = adds ? scaledByIdentity(graph, node.args[0]!, structure) : undefined;
    if (x === undefined) return node;
    changed = true;
    const op = reshape(node.shape);
    return { ...node, op: op.name, attrs: op.attrs, key: op.key, args: [x] };
  });
  return changed ? { ...graph, nodes } : graph;
}

/** The vector that a node holds on the diagonal of a square matrix which is summed over one axis. */
function scaledByIdentity(graph: Graph, ref: Ref, { axes }: Gather): Ref | undefined {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op' || node.op !== mul.name || node.shape.length !== 2) return undefined;
  const [n, m] = node.shape as [number, number];
  if (n !== m || n < 2 || axes(node.shape).length !== 1) return undefined;
  const [a, b] = node.args as [Ref, Ref];
  const vector = (v: Ref, unit: Ref): boolean => {
    const other = graph.nodes[unit]!;
    return sizeOf(graph.nodes[v]!.shape) === n && other.kind === 'constant' && isIdentity(other.value, n);
  };
  if (vector(a, b)) return a;
  return vector(b, a) ? b : undefined;
}

function isIdentity({ shape, data }: Tensor, n: number): boolean {
  return (
    shape.length === 2 && shape[0] === n && shape[1] === n && data.every((x, i) => x === (i % (n + 1) === 0 ? 1 : 0))
  );
}
