import { entryNames } from '../../src/derive/axes.ts';
import { type Derivative, allEntries } from '../../src/evaluate/derivative/derivative.ts';
import { fromParts } from '../../src/evaluate/derivative/differentiate.ts';
import type { Evaluator } from '../../src/evaluate/evaluator.ts';
import { sizeOf, type Tensor } from '../../src/tensor/tensor.ts';

/** How a first derivative that is computed in other ways becomes the list of entries of the one that is known. */
export interface Arrangement {
  /** The same derivative from other parts [..output, ..argument], one per argument. */
  like(parts: readonly Tensor[]): Derivative;
  /** All entries of it. */
  entries(parts: readonly Tensor[]): Float64Array;
  /** All entries of what is one matrix [output, all arguments], row by row. */
  ofMatrix(data: Float64Array): Float64Array;
  /** What each is called: `df2/dx`. */
  readonly labels: readonly string[];
}

/** The arrangement of a derivative. */
export function arrangementOf(evaluator: Evaluator, { order, output, by, blocks }: Derivative): Arrangement {
  const like = (parts: readonly Tensor[]): Derivative => fromParts(evaluator, { order, output, by }, parts);
  const entries = (parts: readonly Tensor[]): Float64Array => allEntries(like(parts));
  const isUnnamed = output.name === 'out' && output.shape.length === 0;
  const above = isUnnamed ? [''] : entryNames(output);
  const labels = blocks.flatMap((block) => {
    const below = block.by.flat().flatMap((argument) => entryNames(argument));
    return above.flatMap((top) => below.map((bottom) => `d${top}/d${bottom}`));
  });
  const ofMatrix = (data: Float64Array): Float64Array => {
    const n = by.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    let start = 0;
    const parts = by.map(({ shape }): Tensor => {
      const [from, to] = [start, (start += sizeOf(shape))];
      return { shape: [...output.shape, ...shape], data: data.filter((_, p) => p % n >= from && p % n < to) };
    });
    return entries(parts);
  };
  return { like, entries, ofMatrix, labels };
}
