import type { Op } from '../../ops/op.ts';
import { type Shape, sizeOf } from '../../tensor/tensor.ts';

/** Ops that pick or scatter single entries, each at most once, where no walk in equal strides leads. */
export const picks = (op: Op): boolean =>
  op.name === 'take' || op.name === 'place' || (op.name === 'put' && op.exact === true);

/** For each entry of the result the operand's entry that it is, from 0; -1 where it is 0. Told by moving positions. */
export function positionsOf(op: Op, operand: Shape): Int32Array {
  const data = Float64Array.from({ length: sizeOf(operand) }, (_, i) => i + 1);
  return Int32Array.from(op.compute({ shape: operand, data }).data, (p) => p - 1);
}
