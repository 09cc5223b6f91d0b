import { type DoubleDouble, fastTwoSum, productError } from '../double-double.ts';
import { expInParts } from './exponential.ts';

/** 1 / cosh x. */
export function sech(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return (2 * e) / (1 + e * e);
}

/** 1 / sinh x; infinite at 0. */
export function csch(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -27) return 1 / x;
  return Math.sign(x) * (size > 20 ? 2 * Math.exp(-size) : oneOver(size < 0.5 ? sinhNearZero(size) : sinhByExp(size)));
}

/** 1 / (hi + lo), rounded nearly once. */
function oneOver({ hi, lo }: DoubleDouble): number {
  const q = 1 / hi;
  const product = q * hi;
  return q + (1 - product - productError(q, hi, product) - q * lo) * q;
}

/** sinh x in two parts for 0 < x < 1/2, by its Taylor series. */
function sinhNearZero(x: number): DoubleDouble {
  const square = x * x;
  let sum = 0;
  for (let k = 7; k >= 1; k--) sum = ((1 + sum) * square) / (2 * k * (2 * k + 1));
  return fastTwoSum(x, x * sum);
}

/** sinh x in two parts for x from 1/2 to 20. */
function sinhByExp(x: number): DoubleDouble {
  const e = expInParts(x);
  const inverse = 1 / e.hi;
  const product = inverse * e.hi;
  const inverseLow = (1 - product - productError(inverse, e.hi, product) - inverse * e.lo) * inverse;
  const { hi, lo } = fastTwoSum(e.hi, -inverse);
  return { hi: hi / 2, lo: (lo + (e.lo - inverseLow)) / 2 };
}

/** 1 / tanh x; infinite at 0. */
export const coth = (x: number): number => (x === 0 ? 1 / x : Math.sign(x) * (1 + 2 / Math.expm1(2 * Math.abs(x))));

/** The inverse of sech on (0, 1]; NaN elsewhere. */
export function asech(x: number): number {
  if (!(x >= 0 && x <= 1)) return NaN;
  if (x < 1e-9) return Math.LN2 - Math.log(x);
  const t = (1 - x) / x;
  return Math.log1p(t + Math.sqrt(t * (t + 2)));
}

/** The inverse of csch. */
export const acsch = (x: number): number =>
  Math.abs(x) < 1e-9 ? Math.sign(x) * (Math.LN2 - Math.log(Math.abs(x))) : Math.asinh(1 / x);

/** The inverse of coth for |x| >= 1; NaN elsewhere. */
export function acoth(x: number): number {
  const size = Math.abs(x);
  if (!(size >= 1)) return NaN;
  return Math.sign(x) * 0.5 * Math.log1p(2 / (size - 1));
}
