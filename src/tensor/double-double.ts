/** An unevaluated sum hi + lo of two doubles, |lo| at most half a unit in the last place of hi: about 106 bits. */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

export const dd = (hi: number, lo = 0): DoubleDouble => ({ hi, lo });

/** a + b, exactly, for |a| >= |b| (Dekker 1971). */
export function fastTwoSum(a: number, b: number): DoubleDouble {
  const hi = a + b;
  return { hi, lo: b - (hi - a) };
}

/** a + b, exactly (Knuth). */
export function twoSum(a: number, b: number): DoubleDouble {
  const hi = a + b;
  const t = hi - a;
  return { hi, lo: a - (hi - t) + (b - t) };
}

const SPLITTER = 2 ** 27 + 1;
const LARGE = 2 ** 995;

/**
 * The rounding error of `product` = fl(a * b), exactly unless it underflows (Dekker 1971, by Veltkamp's splitting); 0 beside
 * an infinite product or NaN.
 */
export function productError(a: number, b: number, product: number): number {
  if (!Number.isFinite(product)) return 0;
  // The splitting overflows for large factors; moving a power of two from one to the other is exact.
  if (Math.abs(a) > LARGE) return productError(a * 2 ** -60, b * 2 ** 60, product);
  if (Math.abs(b) > LARGE) return productError(a * 2 ** 60, b * 2 ** -60, product);
  const s = SPLITTER * a;
  const a1 = s - (s - a);
  const a2 = a - a1;
  const t = SPLITTER * b;
  const b1 = t - (t - b);
  const b2 = b - b1;
  return a1 * b1 - product + a1 * b2 + a2 * b1 + a2 * b2;
}

/** a * b, exactly, within the range of doubles. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const hi = a * b;
  return { hi, lo: productError(a, b, hi) };
}

/** Error below 2^-104 relative, also where a and b cancel (the accurate sum of Li et al. 2002). */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = twoSum(a.hi, b.hi);
  const t = twoSum(a.lo, b.lo);
  const u = fastTwoSum(s.hi, s.lo + t.hi);
  return fastTwoSum(u.hi, u.lo + t.lo);
}

export function addNumber(a: DoubleDouble, b: number): DoubleDouble {
  const s = twoSum(a.hi, b);
  return fastTwoSum(s.hi, s.lo + a.lo);
}

export const negate = (a: DoubleDouble): DoubleDouble => ({ hi: -a.hi, lo: -a.lo });

export const subtract = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => add(a, negate(b));

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const hi = a.hi * b.hi;
  return fastTwoSum(hi, productError(a.hi, b.hi, hi) + (a.hi * b.lo + a.lo * b.hi));
}

export function multiplyNumber(a: DoubleDouble, b: number): DoubleDouble {
  const hi = a.hi * b;
  return fastTwoSum(hi, productError(a.hi, b, hi) + a.lo * b);
}

/** Times a power of two, exactly within the range of doubles. */
export const scale = (a: DoubleDouble, power: number): DoubleDouble => ({ hi: a.hi * power, lo: a.lo * power });

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const q = a.hi / b.hi;
  const r = subtract(a, multiplyNumber(b, q));
  const q2 = r.hi / b.hi;
  const r2 = subtract(r, multiplyNumber(b, q2));
  const s = fastTwoSum(q, q2);
  return addNumber(s, r2.hi / b.hi);
}

export function divideNumbers(a: number, b: number): DoubleDouble {
  const q = a / b;
  const p = twoProduct(q, b);
  return fastTwoSum(q, (a - p.hi - p.lo) / b);
}

/** The square root of a >= 0, from the double's root by one step of Newton (Karp and Markstein 1997). */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  if (a.hi <= 0) return dd(Math.sqrt(a.hi));
  const root = Math.sqrt(a.hi);
  const rest = subtract(a, twoProduct(root, root));
  return fastTwoSum(root, rest.hi / (2 * root));
}

/** The nearest double. */
export const toNumber = (a: DoubleDouble): number => a.hi + a.lo;
