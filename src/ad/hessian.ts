import type { Graph } from '../graph/graph.ts';
import { jacobian, type Mode } from './jacobian.ts';

/**
 * Second derivatives: for each pair (i, j) of `by` the derivative by input i and then by input j, of shape
 * [...output, ...input i, ...input j]; a graph per i with an output per j. Forward over reverse unless `mode` says
 * that the first derivative is to be taken forward too.
 */
export function hessian(graph: Graph, by: readonly number[], mode?: Mode): readonly Graph[] {
  const first = jacobian(graph, by, mode ?? 'reverse');
  return by.map((_, i) => jacobian({ ...first, outputs: [first.outputs[i]!] }, by, mode ?? 'forward'));
}
