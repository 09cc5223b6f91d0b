import { builder, inputShapes, outputShapes } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { full, type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import { batching, spreadBatch } from './batch.ts';
import type { Colouring } from './colouring.ts';
import { push } from './forward.ts';
import { pull } from './reverse.ts';

/** Products with many directions at once, as graphs: the directions are further inputs behind the graph's own. */

/** Tangents of all outputs, [count, ...output], along `count` directions: a tangent [count, ...input] for each of the inputs `by`. */
export function tangentsGraph(graph: Graph, by: readonly number[], count: number): Graph {
  const shapes = inputShapes(graph);
  const $ = builder();
  const xs = shapes.map((s) => ({ v: $.input(s), batched: false }));
  const dxs: ({ v: number; batched: boolean } | undefined)[] = shapes.map(() => undefined);
  for (const i of by) dxs[i] = { v: $.input([count, ...shapes[i]!]), batched: true };
  const { dys } = push(batching($, count), graph, xs, dxs);
  const zeros = (s: Shape): number => $.constant(full([count, ...s], 0));
  return $.finish(outputShapes(graph).map((s, k) => (dys[k] ? spreadBatch($, dys[k], count) : zeros(s))));
}

/** Adjoints of the inputs `by`, [count, ...input], for `count` cotangents of all outputs: one [count, ...output] for each. */
export function cotangentsGraph(graph: Graph, by: readonly number[], count: number): Graph {
  const shapes = inputShapes(graph);
  const $ = builder();
  const xs = shapes.map((s) => ({ v: $.input(s), batched: false }));
  const seeds = outputShapes(graph).map((s) => ({ v: $.input([count, ...s]), batched: true }));
  const { cts } = pull(batching($, count), graph, xs, seeds, by);
  const zeros = (s: Shape): number => $.constant(full([count, ...s], 0));
  return $.finish(by.map((i, k) => (cts[k] ? spreadBatch($, cts[k], count) : zeros(shapes[i]!))));
}

/** For colours from..to-1 the sum of the unit vectors of each: [to - from, ...shape] for each of the shapes, one after the other. */
export function seedsOf({ colours }: Colouring, from: number, to: number, shapes: readonly Shape[]): readonly Tensor[] {
  let start = 0;
  return shapes.map((shape) => {
    const size = sizeOf(shape);
    const data = new Float64Array((to - from) * size);
    for (let j = 0; j < size; j++) {
      const c = colours[start + j]!;
      if (c >= from && c < to) data[(c - from) * size + j] = 1;
    }
    start += size;
    return { shape: [to - from, ...shape], data };
  });
}
