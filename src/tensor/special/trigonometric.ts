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
