import { arrayResult } from '../answer/result.ts';
import type { Sparse } from '../tensor/sparse.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Outcome } from './command.ts';

/** An array as what a command answers and as what is stored, with what is known of it. */
export const arrayOutcome = (value: Tensor | Sparse, known?: Parameters<typeof arrayResult>[1]): Outcome => ({
  value,
  result: arrayResult(value, known),
});
