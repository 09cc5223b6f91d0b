import { toNumber } from '../double-double.ts';
import { sinCosPiOf } from '../double-double-functions.ts';

/** sin(pi x), exactly 0 at integers. */
export const sinpi = (x: number): number => (Number.isInteger(x) ? 0 : toNumber(sinCosPiOf(x).sin));

/** cos(pi x), exactly 0 at half-integers. */
export const cospi = (x: number): number => (Number.isFinite(x) ? toNumber(sinCosPiOf(x).cos) : NaN);

/** sin(x) / x, 1 at 0. */
export const sinc = (x: number): number => (x === 0 ? 1 : Math.abs(x) === Infinity ? 0 : Math.sin(x) / x);

/** 1 / cos x. */
export const sec = (x: number): number => 1 / Math.cos(x);

/** 1 / sin x. */
export const csc = (x: number): number => 1 / Math.sin(x);

/** 1 / tan x. */
export const cot = (x: number): number => 1 / Math.tan(x);

/** The inverse of sec, from 0 to pi, for |x| >= 1; NaN elsewhere. */
export function asec(x: number): number {
  const angle = Math.atan(rise(Math.abs(x)));
  return x < 0 ? Math.PI - angle : angle;
}

/** The inverse of csc, from -pi/2 to pi/2, for |x| >= 1; NaN elsewhere. */
export const acsc = (x: number): number => Math.sign(x) * Math.atan(1 / rise(Math.abs(x)));

/** The inverse of cot, from -pi/2 to pi/2, odd: atan(1 / x). */
export const acot = (x: number): number => Math.atan(1 / x);

/** sqrt(x^2 - 1), NaN for x < 1. */
const rise = (x: number): number => (x < 1e150 ? Math.sqrt((x - 1) * (x + 1)) : x);
