import { type Builder, builder, inputShapes, outputShapes } from '../graph/builder.ts';
import type { Graph, Ref } from '../graph/graph.ts';
import { reshape } from '../ops/core.ts';
import { concat, take } from '../ops/array/moves.ts';
import { full, type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import { batching, spreadBatch } from './batch.ts';
import type { Colouring } from './colouring.ts';
import type { Compression } from './compression.ts';
import { push } from './forward.ts';
import { pull } from './reverse.ts';

/** Products with many directions at once, as graphs. */

/** Tangents of all outputs, [count, ...output], along directions [count, ...input] of the inputs `by`. */
function tangents(
  $: Builder,
  graph: Graph,
  xs: readonly Ref[],
  by: readonly number[],
  directions: readonly Ref[],
  count: number,
): readonly Ref[] {
  const dxs = xs.map((_, i) => {
    const k = by.indexOf(i);
    return k < 0 ? undefined : { v: directions[k]!, batched: true };
  });
  const { dys } = push(
    batching($, count),
    graph,
    xs.map((v) => ({ v, batched: false })),
    dxs,
  );
  return outputShapes(graph).map((s, k) => (dys[k] ? spreadBatch($, dys[k], count) : zeros($, [count, ...s])));
}

/** Adjoints of the inputs `by`, [count, ...input], for cotangents [count, ...output] of all outputs. */
function adjoints(
  $: Builder,
  graph: Graph,
  xs: readonly Ref[],
  by: readonly number[],
  cotangents: readonly Ref[],
  count: number,
): readonly Ref[] {
  const { cts } = pull(
    batching($, count),
    graph,
    xs.map((v) => ({ v, batched: false })),
    cotangents.map((v) => ({ v, batched: true })),
    by,
  );
  const shapes = inputShapes(graph);
  return by.map((i, k) => (cts[k] ? spreadBatch($, cts[k], count) : zeros($, [count, ...shapes[i]!])));
}

const zeros = ($: Builder, shape: Shape): Ref => $.constant(full(shape, 0));

/** A graph of the inputs and, behind them, `count` directions for each of the inputs `by`: answers {@link tangents}. */
export function tangentsGraph(graph: Graph, by: readonly number[], count: number): Graph {
  const shapes = inputShapes(graph);
  const $ = builder();
  const xs = shapes.map((s) => $.input(s));
  const directions = by.map((i) => $.input([count, ...shapes[i]!]));
  return $.finish(tangents($, graph, xs, by, directions, count));
}

/** A graph of the inputs and, behind them, `count` cotangents for each of the outputs: answers {@link adjoints}. */
export function cotangentsGraph(graph: Graph, by: readonly number[], count: number): Graph {
  const $ = builder();
  const xs = inputShapes(graph).map((s) => $.input(s));
  const cotangents = outputShapes(graph).map((s) => $.input([count, ...s]));
  return $.finish(adjoints($, graph, xs, by, cotangents, count));
}

/**
 * A graph of the same inputs whose one output are the values at the positions of a compression's pattern. `back` takes the
 * products with columns in reverse, which is the same for a symmetric matrix.
 */
export function compressedGraph(graph: Graph, by: readonly number[], plan: Compression, back = false): Graph {
  const inputs = by.map((i) => inputShapes(graph)[i]!);
  const outputs = outputShapes(graph);
  const $ = builder();
  const xs = inputShapes(graph).map((s) => $.input(s));
  const products = (colouring: Colouring, reverse: boolean): readonly Ref[] => {
    const { count } = colouring;
    if (count === 0) return [];
    const seeds = seedsOf(colouring, 0, count, reverse ? outputs : inputs).map((seed) => $.constant(seed));
    const found = (reverse ? adjoints : tangents)($, graph, xs, by, seeds, count);
    const rows = found.map((ref) => $(reshape([count, sizeOf($.shape(ref)) / count]), ref));
    const all = rows.length === 1 ? rows[0]! : $(concat(1), ...rows);
    return [$(reshape([sizeOf($.shape(all))]), all)];
  };
  const all = [...products(plan.forward, back), ...products(plan.reverse, true)];
  const joined = all.length === 1 ? all[0]! : $(concat(0), ...all);
  return $.finish([$(take(0, Array.from(plan.source)), joined)]);
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
