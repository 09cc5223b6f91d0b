import { add, dd, divide, squareRoot, toNumber, twoProduct } from '../double-double.ts';
import { log, scaledExp } from '../double-double-functions.ts';
import { exponentOf, timesPowerOfTwo } from '../power-of-two.ts';

/** x^y with the corner cases of IEEE 754: x^0 = 1, 1^y = 1, (-1)^(+-infinity) = 1; NaN for x < 0 and y no integer. */
export function pow(x: number, y: number): number {
  // Products of few factors are rounded once, and sooner than a power.
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (x === 1) return 1;
  if (x === -1 && Math.abs(y) === Infinity) return 1;
  return x ** y;
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
