import type { Shape, Tensor } from '../tensor/tensor.ts';
import type { Apply, Op } from './op.ts';

/** The interpreter that computes at once. */
export const eager: Apply<Tensor> = Object.assign((op: Op, ...args: Tensor[]): Tensor => op.compute(...args), {
  constant: (value: Tensor): Tensor => value,
  shape: (value: Tensor): Shape => value.shape,
});
