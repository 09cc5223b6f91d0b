import { builder, inputShapes, type Marks, outputShapes } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { reshape } from '../ops/core.ts';
import { slice, transpose } from '../ops/array/moves.ts';
import type { Apply } from '../ops/op.ts';
import { checkedShape } from '../tensor/limits.ts';
import { full, type Shape, sizeOf, sizeOfAll, type Tensor } from '../tensor/tensor.ts';
import { adjoints, tangents } from './batch.ts';
import { seedsOf } from './colouring.ts';

export type Mode = 'forward' | 'reverse';

/** The cheaper mode: sweeps cost the inputs' entries forward, the outputs' entries in reverse. */
export function cheaperMode(graph: Graph, by: readonly number[]): Mode {
  const [y] = outputShapes(graph) as [Shape];
  const n = by.reduce((sum, i) => sum + sizeOf(inputShapes(graph)[i]!), 0);
  return n <= sizeOf(y) ? 'forward' : 'reverse';
}

/**
 * The Jacobian of a graph's first output by each of the inputs `by`, of shapes [...output, ...input]: all directions are
 * carried through the graph at once, behind a leading axis.
 */
export function jacobianOf<V>(
  $: Apply<V> & Partial<Marks<V>>,
  graph: Graph,
  xs: readonly V[],
  by: readonly number[],
  mode: Mode,
): readonly V[] {
  const inputs = by.map((i) => inputShapes(graph)[i]!);
  const [output] = outputShapes(graph) as [Shape];
  const shaped = (part: V | undefined, s: Shape): V =>
    part === undefined ? $.constant(full([...output, ...s], 0)) : $(reshape([...output, ...s]), part);
  if (mode === 'reverse') {
    const { count, seeds } = unitVectors([output]);
    const cts = adjoints($, graph, xs, by, seeds.map($.constant), count);
    return cts.map((ct, k) => shaped(ct, inputs[k]!));
  }
  const { count, seeds } = unitVectors(inputs);
  const [dy] = tangents($, graph, xs, by, seeds.map($.constant), count);
  const last = dy && $(transpose([...output.map((_, i) => i + 1), 0]), dy);
  let start = 0;
  return inputs.map((s) => {
    const from = start;
    start += sizeOf(s);
    return shaped(last && $(slice(output.length, from, sizeOf(s)), last), s);
  });
}

/** The unit vectors of arrays of some shapes, `count` of them: [count, ...shape] for each shape. */
function unitVectors(shapes: readonly Shape[]): { readonly count: number; readonly seeds: readonly Tensor[] } {
  const count = sizeOfAll(shapes.map((shape) => ({ shape })));
  for (const shape of shapes) checkedShape([count, ...shape]);
  return { count, seeds: seedsOf({ colours: Int32Array.from({ length: count }, (_, i) => i) }, 0, count, shapes) };
}

/** A graph with the same inputs that answers {@link jacobianOf}, one output per input of `by`. */
export function jacobian(graph: Graph, by: readonly number[], mode: Mode = cheaperMode(graph, by)): Graph {
  const $ = builder();
  const xs = inputShapes(graph).map((s) => $.input(s));
  return $.finish(jacobianOf($, graph, xs, by, mode));
}
