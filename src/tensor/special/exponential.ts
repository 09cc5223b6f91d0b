import { dd, divide, toNumber } from '../double-double.ts';
import { log } from '../double-double-functions.ts';

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

/** The logarithm to any base, rounded once, so that log of 125 to base 5 is 3. */
export function logBase(x: number, base: number): number {
  const quotient = Math.log(x) / Math.log(base);
  if (!Number.isFinite(quotient)) return quotient;
  if (quotient === 0) return 0;
  return toNumber(divide(log(dd(x)), log(dd(base))));
}
