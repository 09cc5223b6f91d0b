import { type DoubleDouble, dd, divide, fastTwoSum, toNumber, twoSum } from '../double-double.ts';
import { log } from '../double-double-functions.ts';
import { timesPowerOfTwo } from '../power-of-two.ts';
import { powersBeyondOne } from './fixed-exponential.ts';

/** 1 / (1 + e^-x). */
export function logistic(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

/** The slope of the logistic function, s (1 - s), without its cancellation. */
export function logisticSlope(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / (1 + e * (2 + e));
}

/** log(1 + e^x), the smooth ramp. */
export const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** log(e^a + e^b) without overflow; relatively accurate also where the sum is near 1. */
export function logaddexp(a: number, b: number): number {
  if (a === b) return a + Math.LN2;
  const most = Math.max(a, b);
  const least = Math.min(a, b);
  if (!Number.isFinite(least) || most === Infinity) return most;
  const { hi, lo } = twoSum(least, -most);
  const e = expInParts(Math.max(hi, -700));
  // The slope of softplus makes good what the difference and the exponential were rounded by.
  const rise = hi < -700 ? Math.exp(hi) : Math.log1p(e.hi) + (e.lo + e.hi * lo) / (1 + e.hi);
  const cancels = most < 0 && -most < 4 * rise && -most > 0.3 * rise;
  return cancels ? Math.log1p(powersBeyondOne(a, b)) : most + rise;
}

/** The logarithm to any base, rounded once, so that log of 125 to base 5 is 3. */
export function logBase(x: number, base: number): number {
  const quotient = Math.log(x) / Math.log(base);
  if (!Number.isFinite(quotient)) return quotient;
  if (quotient === 0) return 0;
  return toNumber(divide(log(dd(x)), log(dd(base))));
}

/** ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact (FreeBSD msun, e_exp.c). */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** e^x in two parts for |x| < 700, to 2^-56: three bits more than a double has, for little. */
export function expInParts(x: number): DoubleDouble {
  const k = Math.round(x * Math.LOG2E);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const lost = high - r - low;
  // (e^r - 1 - r) / (r^2 / 2)
  let sum = 0;
  for (let i = 14; i >= 3; i--) sum = ((1 + sum) * r) / i;
  const { hi, lo } = fastTwoSum(1, r);
  const rest = lo + (((1 + sum) * r * r) / 2 + (lost + lost * r));
  const e = fastTwoSum(hi, rest);
  return { hi: timesPowerOfTwo(e.hi, k), lo: timesPowerOfTwo(e.lo, k) };
}
