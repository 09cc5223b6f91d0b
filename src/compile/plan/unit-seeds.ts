import type { Graph, GraphNode, Ref } from '../../graph/graph.ts';
import { reshape } from '../../ops/core.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { reducedAxes } from './roles.ts';
import { opOf } from '../../graph/builder.ts';

/**
 * Where the unit tangents of a vector are scaled and summed at once, the sum over a row of v .* I is v: n terms for n^2, of
 * which all but n are products by 0.
 */
export function unitSeeds(graph: Graph): Graph {
  let changed = false;
  const nodes = graph.nodes.map((node): GraphNode => {
    const x = node.kind === 'op' && node.op === 'sum' ? scaledByIdentity(graph, node.args[0]!, opOf(node)) : undefined;
    if (x === undefined || node.kind !== 'op') return node;
    changed = true;
    const op = reshape(node.shape);
    return { ...node, op: op.name, attrs: op.attrs, key: op.key, args: [x] };
  });
  return changed ? { ...graph, nodes } : graph;
}

/** The vector that a node holds on the diagonal of a square matrix which is summed over one axis. */
function scaledByIdentity(graph: Graph, ref: Ref, op: ReturnType<typeof opOf>): Ref | undefined {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op' || node.op !== 'mul' || node.shape.length !== 2) return undefined;
  const [n, m] = node.shape as [number, number];
  if (n !== m || n < 2 || reducedAxes(op, node.shape).length !== 1) return undefined;
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
