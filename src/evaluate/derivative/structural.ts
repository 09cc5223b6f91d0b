import { dependence } from '../../ad/sparsity.ts';
import { interpret } from '../../compile/interpreter.ts';
import { entryCount } from '../../graph/builder.ts';
import type { Graph } from '../../graph/graph.ts';
import { type Numeric, present } from '../../graph/trace.ts';
import { isRecorded } from './local.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';

/** Patterns of more entries than this are not looked for. */
const MOST = 4_000_000;

/**
 * The derivatives of a graph's first output, [...output, ...input k] for each of `by`, with 0 where they are NaN only because
 * all directions were carried at once: an infinite slope times the 0 of a direction that does not lead there. What is
 * itself not finite has no such zeros.
 */
export function withStructuralZeros(
  graphOf: () => Graph,
  by: readonly number[],
  inputs: readonly Numeric[],
  parts: readonly Numeric[],
): readonly Numeric[] {
  if (isRecorded(inputs) || !parts.some((p) => present(p).data.some(Number.isNaN))) return parts;
  const graph = graphOf();
  const output = sizeOf(graph.nodes[graph.outputs[0]!]!.shape);
  const entries = entryCount(graph);
  const directions = parts.reduce((n, p) => n + present(p).data.length / Math.max(1, output), 0);
  if (entries * directions > MOST) return parts;
  const value = interpret(graph, inputs.map(present), (_node, _op, _args, y) => y)[0]!;
  const pattern = dependence(graph, by);
  return parts.map((p, k) => cleared(present(p), pattern[k]!, value));
}

function cleared(part: Tensor, pattern: Tensor, value: Tensor): Tensor {
  const size = part.data.length / value.data.length;
  const isZero = (i: number): boolean => pattern.data[i] === 0 && Number.isFinite(value.data[Math.floor(i / size)]);
  return { shape: part.shape, data: part.data.map((v, i) => (Number.isNaN(v) && isZero(i) ? 0 : v)) };
}
