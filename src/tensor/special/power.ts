import { add, dd, divide, fastTwoSum, productError, squareRoot, toNumber, twoProduct } from '../double-double.ts';
import { log, scaledExp } from '../double-double-functions.ts';
import { exponentOf, timesPowerOfTwo } from '../power-of-two.ts';

/** x^y with the corner cases of IEEE 754: x^0 = 1, 1^y = 1, (-1)^(+-infinity) = 1; NaN for x < 0 and y no integer. */
export function pow(x: number, y: number): number {
  // Products of few factors are rounded once, and sooner than a power.
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (x === 1) return 1;
  if (x === -1 && Math.abs(y) === Infinity) return 1;
  const isHuge = Math.abs(y) > 2 ** 31 && Math.abs(y) < Infinity;
  return isHuge && Math.abs(Math.abs(x) - 1) < 2 ** -20 ? besideOne(x, y) : x ** y;
}

/**
 * x^y for |x| within 2^-20 of 1: FreeBSD's e_pow.c, which engines follow, takes a product of 33 bits by 24 for exact there and loses 9
 * bits for huge y.
 */
function besideOne(x: number, y: number): number {
  const t = Math.abs(x) - 1;
  const high = y * t;
  if (x < 0 && !Number.isInteger(y)) return NaN;
  const sign = x < 0 && y % 2 !== 0 ? -1 : 1;
  if (!(Math.abs(high) < 800)) return sign * Math.exp(high);
  // log(1 + t) - t
  const bend = t * t * (-1 / 2 + t * (1 / 3 - t / 4));
  const { mantissa, exponent } = scaledExp(fastTwoSum(high, productError(y, t, high) + y * bend));
  return sign * timesPowerOfTwo(toNumber(mantissa), exponent);
}

/** sqrt(x^2 + y^2), rounded once, without overflow; infinite if either is. */
export function hypot(x: number, y: number): number {
  const a = Math.max(Math.abs(x), Math.abs(y));
  const b = Math.min(Math.abs(x), Math.abs(y));
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  if (!(a > 0)) return a;
  const k = exponentOf(a);
  const p = timesPowerOfTwo(a, -k);
  const q = timesPowerOfTwo(b, -k);
  return timesPowerOfTwo(toNumber(squareRoot(add(twoProduct(p, p), twoProduct(q, q)))), k);
}

/** The real n-th root, negative for negative x and odd n; NaN for n = 0, and for x < 0 with n that is not odd. */
export function nthRoot(x: number, n: number): number {
  if (n === 0 || Number.isNaN(n) || Number.isNaN(x)) return NaN;
  if (x < 0) return Math.abs(n % 2) === 1 ? -nthRoot(-x, n) : NaN;
  if (n === 1) return x;
  if (n === 2) return Math.sqrt(x);
  if (x === 0) return n > 0 ? 0 : Infinity;
  if (x === Infinity) return n > 0 ? Infinity : 0;
  if (!Number.isFinite(n)) return 1;
  const { mantissa, exponent } = scaledExp(divide(log(dd(x)), dd(n)));
  return timesPowerOfTwo(toNumber(mantissa), exponent);
}
