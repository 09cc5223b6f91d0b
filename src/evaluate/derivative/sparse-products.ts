import { type Compression, decompress, passesOf } from '../../ad/compression.ts';
import type { Colouring } from '../../ad/colouring.ts';
import { compressedGraph, cotangentsGraph, seedsOf, tangentsGraph } from '../../ad/directions.ts';
import { evaluateGraph } from '../../compile/evaluate.ts';
import { entryCount, inputShapes, outputShapes } from '../../graph/builder.ts';
import type { Graph } from '../../graph/graph.ts';
import { present } from '../../graph/trace.ts';
import { type Shape, sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { run, watchOf } from './local.ts';
import type { Evaluator } from '../evaluator.ts';

/** So many entries of one value are carried through the graph at once; more directions go in turns. */
const AT_ONCE = 2 ** 22;

/** A graph whose derivative by its first inputs is taken at a point. */
export interface Taken {
  readonly graph: Graph;
  readonly by: readonly number[];
  readonly inputs: readonly Tensor[];
}

/** Products that compute no more entries are one graph, which is run as every derivative is: lost digits are found there. */
const ONE_GRAPH = 400_000;

/**
 * The values of a derivative at the positions of its pattern, from the products that a plan asks for. `back` takes the
 * products with columns in reverse, which is the same for a symmetric matrix.
 */
export function valuesOf(evaluator: Evaluator, taken: Taken, plan: Compression, back = false): Float64Array {
  const { graph, by } = taken;
  if (plan.source.length === 0) return new Float64Array(0);
  const entries = entryCount(graph);
  if (entries * (1 + passesOf(plan)) <= ONE_GRAPH) {
    return present(run(evaluator, compressedGraph(graph, by, plan, back), taken.inputs)[0]!).data;
  }
  const inputs = by.map((i) => inputShapes(graph)[i]!);
  const outputs = outputShapes(graph);
  const tangents: Sweep = { from: inputs, to: outputs, graphOf: (count) => tangentsGraph(graph, by, count) };
  const cotangents: Sweep = { from: outputs, to: inputs, graphOf: (count) => cotangentsGraph(graph, by, count) };
  const columns = products(evaluator, taken, back ? cotangents : tangents, plan.forward);
  if (plan.reverse.count === 0) return decompress(plan, columns);
  const rows = products(evaluator, taken, cotangents, plan.reverse);
  const all = new Float64Array(columns.length + rows.length);
  all.set(columns);
  all.set(rows, columns.length);
  return decompress(plan, all);
}

/** How directions of shapes `from` are carried to results of shapes `to`, `count` of them at once. */
interface Sweep {
  readonly from: readonly Shape[];
  readonly to: readonly Shape[];
  graphOf(count: number): Graph;
}

/** The products for each colour, one after the other. */
function products(
  evaluator: Evaluator,
  { graph, inputs }: Taken,
  { from, to, graphOf }: Sweep,
  colouring: Colouring,
): Float64Array {
  const largest = graph.nodes.reduce((most, { shape }) => Math.max(most, sizeOf(shape)), 1);
  const step = Math.max(1, Math.floor(AT_ONCE / largest));
  const width = to.reduce((n, s) => n + sizeOf(s), 0);
  const out = new Float64Array(colouring.count * width);
  for (let first = 0; first < colouring.count; first += step) {
    const next = Math.min(colouring.count, first + step);
    let start = 0;
    const seeds = seedsOf(colouring, first, next, from);
    evaluateGraph(evaluator.runtime, graphOf(next - first), [...inputs, ...seeds], watchOf(evaluator)).forEach(
      (y, k) => {
        const size = sizeOf(to[k]!);
        for (let c = 0; c < next - first; c++) {
          out.set(y.data.subarray(c * size, (c + 1) * size), (first + c) * width + start);
        }
        start += size;
      },
    );
  }
  return out;
}
