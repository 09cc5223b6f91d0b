import { type Compression, decompress, passesOf } from '../../ad/compression.ts';
import { type Colouring, seedsOf } from '../../ad/colouring.ts';
import { compressedGraph, cotangentsGraph, tangentsGraph } from '../../ad/directions.ts';
import { evaluateGraph } from '../../compile/evaluate.ts';
import { entryCount, inputShapes, outputShapes } from '../../graph/builder.ts';
import type { Graph } from '../../graph/graph.ts';
import { type Numeric, present } from '../../graph/trace.ts';
import { type Shape, sizeOf, type Tensor, tensor } from '../../tensor/tensor.ts';
import type { Effort } from '../../answer/result.ts';
import type { Pattern } from '../../tensor/sparse.ts';
import { isRecorded, type Local, run, watchOf } from './local.ts';
import type { Evaluator } from '../evaluator.ts';

/** So many entries of one value are carried through the graph at once; more directions go in turns. */
const AT_ONCE = 2 ** 22;

/** Which products make a derivative, as the graph and the shapes tell it: no value is looked at. */
export interface SparsePlan {
  /** The graph whose derivative by its first inputs is taken: of a second derivative that of the gradient. */
  readonly graph: Graph;
  readonly by: readonly number[];
  readonly plan: Compression;
  readonly pattern: Pattern;
  /** Products with columns are taken in reverse. */
  readonly back: boolean;
  readonly effort: Effort;
}

/** Products that compute no more entries are one graph, which is run as every derivative is: lost digits are found there. */
const ONE_GRAPH = 400_000;

/**
 * The values at the positions of a plan's pattern, [n], from the products that it asks for; recorded where the point is. With
 * `back`, products with columns are taken in reverse, which is the same for a symmetric matrix.
 */
export function valuesBy(evaluator: Evaluator, { inputs: at }: Local, found: SparsePlan): Numeric {
  const { graph, by, plan, back } = found;
  const isEmpty = plan.source.length === 0;
  if (isRecorded(at) || (!isEmpty && entryCount(graph) * (1 + passesOf(plan)) <= ONE_GRAPH)) {
    return run(evaluator, compressedGraph(graph, by, plan, back), at)[0]!;
  }
  if (isEmpty) return tensor([0], new Float64Array(0));
  const point = at.map(present);
  const inputs = by.map((i) => inputShapes(graph)[i]!);
  const outputs = outputShapes(graph);
  const tangents: Sweep = { graph, from: inputs, to: outputs, graphOf: (count) => tangentsGraph(graph, by, count) };
  const cotangents: Sweep = { graph, from: outputs, to: inputs, graphOf: (count) => cotangentsGraph(graph, by, count) };
  const columns = products(evaluator, point, back ? cotangents : tangents, plan.forward);
  const told = (all: Float64Array): Tensor => tensor([plan.source.length], decompress(plan, all));
  if (plan.reverse.count === 0) return told(columns);
  const rows = products(evaluator, point, cotangents, plan.reverse);
  const all = new Float64Array(columns.length + rows.length);
  all.set(columns);
  all.set(rows, columns.length);
  return told(all);
}

/** How directions of shapes `from` are carried to results of shapes `to`, `count` of them at once. */
interface Sweep {
  readonly graph: Graph;
  readonly from: readonly Shape[];
  readonly to: readonly Shape[];
  graphOf(count: number): Graph;
}

/** The products for each colour, one after the other. */
function products(
  evaluator: Evaluator,
  inputs: readonly Tensor[],
  { graph, from, to, graphOf }: Sweep,
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
