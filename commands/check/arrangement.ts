import { present } from '../../src/graph/trace.ts';
import { sizeOf, type Tensor } from '../../src/tensor/tensor.ts';
import { type Assembled, assemble, type Local, shapesOf } from '../../src/evaluate/derivative/local.ts';
import type { Evaluator } from '../../src/evaluate/evaluator.ts';
import { entryNames, namedValue } from '../../src/derive/axes.ts';
import { namedInputs } from '../../src/derive/derivative-result.ts';
import type { Point } from '../../src/derive/point.ts';

/** How the parts of a first derivative, one per argument, become the list of its entries as they are shown. */
export interface Arrangement {
  /** The derivative as it is shown. */
  assembled(parts: readonly Tensor[]): Assembled;
  /** All its entries in that order. */
  entries(parts: readonly Tensor[]): Float64Array;
  /** What each is called: `df2/dx`. */
  readonly labels: readonly string[];
}

/** The arrangement of the derivative of a function recorded at a point. */
export function arrangementOf(evaluator: Evaluator, point: Point, local: Local): Arrangement {
  const { output, inputs } = shapesOf(local);
  const assembled = (parts: readonly Tensor[]): Assembled => assemble(evaluator, parts, output, inputs);
  const entries = (parts: readonly Tensor[]): Float64Array => {
    const all = assembled(parts);
    const arrays = (all.kind === 'one' ? [all.value] : all.values).map((v) => present(v).data);
    return Float64Array.from(arrays.flatMap((data) => Array.from(data)));
  };
  const above = entryNames(namedValue(point.name === 'out' && output.length === 0 ? '' : point.name, output));
  const names = namedInputs(local).flatMap((input) => {
    const below = entryNames(input);
    return above.flatMap((top) => below.map((bottom) => `d${top}/d${bottom}`));
  });
  let next = 0;
  const numbered = inputs.map((shape): Tensor => {
    const all = [...output, ...shape];
    return { shape: all, data: Float64Array.from({ length: sizeOf(all) }, () => next++) };
  });
  return { assembled, entries, labels: Array.from(entries(numbered), (k) => names[k]!) };
}
