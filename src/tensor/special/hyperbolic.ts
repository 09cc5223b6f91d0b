/** 1 / cosh x. */
export function sech(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return (2 * e) / (1 + e * e);
}

/** 1 / sinh x; infinite at 0. */
export const csch = (x: number): number =>
  Math.abs(x) > 300 ? 2 * Math.sign(x) * Math.exp(-Math.abs(x)) : 1 / Math.sinh(x);

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
