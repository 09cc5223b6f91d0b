import { productError } from '../tensor/double-double.ts';

/** Numbers' functions until their accurate versions stand in src/tensor/special. */

export const pow = (x: number, y: number): number => (x === 1 ? 1 : x ** y);
export const hypot = (a: number, b: number): number => Math.hypot(a, b);
export const direction = (a: number, b: number): number => {
  const m = Math.max(Math.abs(a), Math.abs(b));
  return a / m / Math.hypot(a / m, b / m);
};
export const log2 = Math.log2;
export const log10 = Math.log10;
export const nthRoot = (x: number, n: number): number =>
  x < 0 ? (Math.abs(n % 2) === 1 ? -((-x) ** (1 / n)) : NaN) : x ** (1 / n);

const height = (r: number): number => Math.sqrt(r - 1) * Math.sqrt(r + 1);
export const asec = (x: number): number => Math.atan2(height(Math.abs(x)), Math.sign(x));
export const acsc = (x: number): number => Math.atan2(Math.sign(x), height(Math.abs(x)));
export const asech = (x: number): number => (x < 0 ? NaN : Math.asinh(Math.sqrt((1 - x) * (1 + x)) / x));
export const acsch = (x: number): number => Math.asinh(1 / x);
export const acoth = (x: number): number => (x < 0 ? -acoth(-x) : x < 1 ? NaN : 0.5 * Math.log1p(2 / (x - 1)));

export const round = (x: number): number => {
  const t = Math.trunc(x);
  return Math.abs(x - t) >= 0.5 ? t + Math.sign(x) : t;
};
export const mod = (x: number, y: number): number => {
  const r = x % y;
  return r !== 0 && r < 0 !== y < 0 ? r + y : r;
};
export const quotient = (x: number, y: number): number => {
  const r = x % y;
  return Math.round((x - r) / y) - (r !== 0 && r < 0 !== y < 0 ? 1 : 0);
};

export const logisticSlope = (x: number): number => {
  const s = 1 / Math.cosh(x / 2);
  return (s * s) / 4;
};
export const logistic = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
};
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
export const logaddexp = (a: number, b: number): number =>
  a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

export const gauss = (x: number): number => {
  const square = x * x;
  return square > 750 ? 0 : Math.exp(-square) * (1 - productError(x, x, square));
};

const stirling = (x: number): number => {
  const z = 1 / (x * x);
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z / 1680))) / x
  );
};
export const lgamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
  let shift = 0;
  for (; x < 15; x++) shift += Math.log(x);
  return stirling(x) - shift;
};
export const gamma = (x: number): number =>
  x <= 0 && Number.isInteger(x)
    ? NaN
    : x < 0.5
      ? Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x))
      : Math.exp(lgamma(x));
export const factorial = (x: number): number => gamma(x + 1);
export const digamma = (x: number): number => {
  if (x <= 0 && Number.isInteger(x)) return NaN;
  if (x < 0.5) return digamma(1 - x) - Math.PI / Math.tan(Math.PI * x);
  let shift = 0;
  for (; x < 15; x++) shift += 1 / x;
  const z = 1 / (x * x);
  return Math.log(x) - 0.5 / x - z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z / 240))) - shift;
};
export const polygamma = (n: number, x: number): number => {
  if (n === 0) return digamma(x);
  let sum = 0;
  let f = 1;
  for (let k = 2; k <= n; k++) f *= k;
  for (; x < 30; x++) sum += f / x ** (n + 1);
  let tail = f / n / x ** n + f / (2 * x ** (n + 1));
  // B_2j (n + 2j - 1)! / (2j)! x^-(n + 2j)
  let c = (f * (n + 1)) / 2 / x ** (n + 2);
  [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6].forEach((b, i) => {
    const k = 2 * (i + 1);
    tail += b * c;
    c *= ((n + k) * (n + k + 1)) / ((k + 1) * (k + 2)) / (x * x);
  });
  return (n % 2 === 1 ? 1 : -1) * (sum + tail);
};

export const erf = (x: number): number => {
  if (Math.abs(x) > 2.5) return Math.sign(x) * (1 - erfc(Math.abs(x)));
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * gauss(x) * sum;
};
export const erfc = (x: number): number => {
  if (x < 2.5) return 1 - erf(x);
  let f = 0;
  for (let k = 60; k > 0; k--) f = k / 2 / (x + f);
  return gauss(x) / Math.sqrt(Math.PI) / (x + f);
};
