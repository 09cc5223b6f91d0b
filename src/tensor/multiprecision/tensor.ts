import type { Shape } from '../tensor.ts';
import type { BigFloat } from './float.ts';

/** Numbers of many digits and of any size, in row-major order. */
export interface PreciseTensor {
  readonly shape: Shape;
  readonly data: readonly BigFloat[];
}
