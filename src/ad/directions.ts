import { type Builder, builder, inputShapes, outputShapes } from '../graph/builder.ts';
import type { Graph, Ref } from '../graph/graph.ts';
import { reshape } from '../ops/core.ts';
import { concat, take } from '../ops/array/moves.ts';
import { full, type Shape, sizeOf } from '../tensor/tensor.ts';
import { adjoints, tangents } from './batch.ts';
import { type Colouring, seedsOf } from './colouring.ts';
import type { Compression } from './compression.ts';

/** Products with many directions at once, as graphs. */

/** Products of `count` directions, with zeros where nothing depends on the inputs. */
const filled = ($: Builder, parts: readonly (Ref | undefined)[], count: number, shapes: readonly Shape[]) =>
  parts.map((part, k): Ref => part ?? $.constant(full([count, ...shapes[k]!], 0)));

/** A graph of the inputs and, behind them, `count` directions for each of the inputs `by`: answers {@link tangents}. */
export function tangentsGraph(graph: Graph, by: readonly number[], count: number): Graph {
  const shapes = inputShapes(graph);
  const $ = builder();
  const xs = shapes.map((s) => $.input(s));
  const directions = by.map((i) => $.input([count, ...shapes[i]!]));
  return $.finish(filled($, tangents($, graph, xs, by, directions, count), count, outputShapes(graph)));
}

/** A graph of the inputs and, behind them, `count` cotangents for each of the outputs: answers {@link adjoints}. */
export function cotangentsGraph(graph: Graph, by: readonly number[], count: number): Graph {
  const shapes = inputShapes(graph);
  const $ = builder();
  const xs = shapes.map((s) => $.input(s));
  const cotangents = outputShapes(graph).map((s) => $.input([count, ...s]));
  const inputs = by.map((i) => shapes[i]!);
  return $.finish(filled($, adjoints($, graph, xs, by, cotangents, count), count, inputs));
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
  const columns = (colouring: Colouring, reverse: boolean): readonly Ref[] => {
    const { count } = colouring;
    if (count === 0) return [];
    const seeds = seedsOf(colouring, 0, count, reverse ? outputs : inputs).map((seed) => $.constant(seed));
    const products = (reverse ? adjoints : tangents)($, graph, xs, by, seeds, count);
    const found = filled($, products, count, reverse ? inputs : outputs);
    const rows = found.map((ref) => $(reshape([count, sizeOf($.shape(ref)) / count]), ref));
    const all = rows.length === 1 ? rows[0]! : $(concat(1), ...rows);
    return [$(reshape([sizeOf($.shape(all))]), all)];
  };
  const all = [...columns(plan.forward, back), ...columns(plan.reverse, true)];
  const joined = all.length === 1 ? all[0]! : $(concat(0), ...all);
  return $.finish([$(take(0, Array.from(plan.source)), joined)]);
}
