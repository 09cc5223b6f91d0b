import { productError, twoSum } from '../tensor/double-double.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add, mul, sub } from './core.ts';
import type { Op } from './op.ts';

/** Tells for each entry of an op's value whether it was certainly computed without rounding. */
export function exactness(op: Op, args: readonly Tensor[], value: Tensor): (i: number) => boolean {
  if (op.exact) return () => true;
  const [a, b] = args;
  const aligned = args.every((x) => x.data.length === 1 || x.data.length === value.data.length);
  const at = (x: Tensor, i: number): number => (x.data.length === 1 ? x.data[0]! : x.data[i]!);
  if (b && a && (op === add || op === sub || op === mul) && aligned) {
    if (op === mul) return (i) => productError(at(a, i), at(b, i), value.data[i]!) === 0;
    const sign = op === add ? 1 : -1;
    return (i) => twoSum(at(a, i), sign * at(b, i)).lo === 0;
  }
  if (op.value && aligned) {
    return (i) => Number.isSafeInteger(value.data[i]) && args.every((x) => Number.isInteger(at(x, i)));
  }
  const whole = args.every((x) => x.data.every(Number.isInteger));
  return whole ? (i) => Number.isSafeInteger(value.data[i]) : () => false;
}
