import {
  add,
  addNumber,
  type DoubleDouble,
  dd,
  divide,
  multiply,
  negate,
  subtract,
  toNumber,
} from '../double-double.ts';
import { scaledExp } from '../double-double-functions.ts';
import { timesPowerOfTwo } from '../power-of-two.ts';
import * as whole from '../whole/counting.ts';
import { gammaSign, logGamma, logGammaRatio } from './gamma.ts';
import { isPole } from './polygamma.ts';

/** Counts of choices for real numbers, through the gamma function (DLMF 1.2(i), 5.2). */

/** Products of so many factors are taken as they are; binomial coefficients of more are larger than doubles, or through logarithms. */
const MOST_FACTORS = 600;

/** The binomial coefficient gamma(n+1) / (gamma(k+1) gamma(n-k+1)) of real n and k; of a negative whole n, which is a pole, that of the falling product. */
export function binomial(n: number, k: number): number {
  if (Number.isInteger(n) && Number.isInteger(k) && n >= 0) {
    if (k < 0 || k > n) return 0;
    if (n <= Number.MAX_SAFE_INTEGER) return whole.binomial(n, k);
  }
  return toNumberOf(binomialDoubled(dd(n), dd(k)));
}

/** The same to about 95 bits. */
export function binomialDoubled(n: DoubleDouble, k: DoubleDouble): DoubleDouble {
  if (!Number.isFinite(n.hi) || !Number.isFinite(k.hi)) return dd(Number.NaN);
  const count = toNumber(k);
  if (k.lo === 0 && Number.isInteger(k.hi) && count <= MOST_FACTORS) {
    return count < 0 ? dd(isPole(n) ? Number.NaN : 0) : product(n, count);
  }
  if (isPole(addNumber(n, 1))) return dd(Number.NaN);
  const rest = subtract(n, k);
  if (isPole(addNumber(k, 1)) || isPole(addNumber(rest, 1))) return dd(0);
  return throughLogarithms(n, rest.hi >= k.hi ? k : rest, rest.hi >= k.hi ? rest : k);
}

/** The product of (n - k + i) / i for i = 1 .. k, which grows from factor to factor; of (n - i + 1) / i where n < k, which vanishes where n is whole. */
function product(n: DoubleDouble, k: number): DoubleDouble {
  const rest = subtract(n, dd(k));
  return productOf(
    Array.from({ length: k }, (_, j) => divide(rest.hi >= 0 ? addNumber(rest, j + 1) : addNumber(n, -j), dd(j + 1))),
  );
}

/** The product of numbers, infinite with its sign where it is larger than any double. */
function productOf(factors: readonly DoubleDouble[]): DoubleDouble {
  let out = dd(1);
  for (const factor of factors) out = multiply(out, factor);
  if (Number.isFinite(out.hi) && Number.isFinite(out.lo)) return out;
  return dd(factors.reduce((sign, { hi }) => sign * Math.sign(hi), Infinity));
}

/** gamma(n + 1) / (gamma(small + 1) gamma(rest + 1)) where none of them is a pole. */
function throughLogarithms(n: DoubleDouble, small: DoubleDouble, rest: DoubleDouble): DoubleDouble {
  const [top, low, high] = [n, small, rest].map((x) => addNumber(x, 1)) as [DoubleDouble, DoubleDouble, DoubleDouble];
  return exponential(
    subtract(logGammaRatio(top, high, small), logGamma(low)),
    gammaSign(top.hi) * gammaSign(low.hi) * gammaSign(high.hi),
  );
}

/** n! / (n - k)! of real n and k. */
export function permutations(n: number, k: number): number {
  if (Number.isInteger(n) && Number.isInteger(k) && n >= 0) {
    if (k < 0) return Number.NaN;
    if (k > n) return 0;
    if (n <= Number.MAX_SAFE_INTEGER) return whole.fallingFactorial(n, k);
  }
  return toNumberOf(permutationsDoubled(dd(n), dd(k)));
}

/** The same to about 95 bits. */
export function permutationsDoubled(n: DoubleDouble, k: DoubleDouble): DoubleDouble {
  if (!Number.isFinite(n.hi) || !Number.isFinite(k.hi)) return dd(Number.NaN);
  const count = toNumber(k);
  if (k.lo === 0 && Number.isInteger(k.hi) && count >= 0 && count <= MOST_FACTORS) {
    return productOf(Array.from({ length: count }, (_, i) => addNumber(n, -i)));
  }
  const [top, low] = [addNumber(n, 1), addNumber(subtract(n, k), 1)];
  if (isPole(top)) return dd(Number.NaN);
  if (isPole(low)) return dd(0);
  return exponential(logGammaRatio(top, low, k), gammaSign(top.hi) * gammaSign(low.hi));
}

/** The Catalan number gamma(2n+1) / (gamma(n+1) gamma(n+2)) of a real n. */
export const catalan = (n: number): number =>
  Number.isInteger(n) && n >= 0 ? whole.catalan(n) : toNumberOf(catalanDoubled(dd(n)));

/** The same to about 95 bits. */
export function catalanDoubled(n: DoubleDouble): DoubleDouble {
  if (!Number.isFinite(n.hi)) return dd(Number.NaN);
  const [top, low, next] = [addNumber(add(n, n), 1), addNumber(n, 1), addNumber(n, 2)];
  if (isPole(top)) return dd(isPole(low) ? Number.NaN : Number.POSITIVE_INFINITY);
  if (isPole(next)) return dd(0);
  return exponential(
    subtract(logGammaRatio(top, low, n), logGamma(next)),
    gammaSign(top.hi) * gammaSign(low.hi) * gammaSign(next.hi),
  );
}

/** The beta function gamma(a) gamma(b) / gamma(a + b). */
export const beta = (a: number, b: number): number => toNumberOf(betaDoubled(dd(a), dd(b)));

/** The same to about 95 bits. */
export function betaDoubled(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  if (!Number.isFinite(a.hi) || !Number.isFinite(b.hi)) return dd(Number.NaN);
  const sum = add(a, b);
  const poles = [a, b].filter(isPole).length;
  if (poles > 0) return dd(isPole(sum) ? Number.NaN : Number.POSITIVE_INFINITY);
  if (isPole(sum)) return dd(0);
  const [low, high] = a.hi <= b.hi ? [a, b] : [b, a];
  return exponential(
    subtract(logGamma(low), logGammaRatio(sum, high, low)),
    gammaSign(a.hi) * gammaSign(b.hi) * gammaSign(sum.hi),
  );
}

/** sign e^x; infinite or 0 where no double holds it. */
function exponential(x: DoubleDouble, sign: number): DoubleDouble {
  if (Number.isNaN(x.hi)) return dd(Number.NaN);
  if (x.hi > 710) return dd(sign * Infinity);
  if (x.hi < -750) return dd(0);
  const { mantissa, exponent } = scaledExp(x);
  const signed = sign < 0 ? negate(mantissa) : mantissa;
  return { hi: timesPowerOfTwo(signed.hi, exponent), lo: timesPowerOfTwo(signed.lo, exponent) };
}

/** The double of a double-double, whose low part may be lost where the high one is infinite. */
const toNumberOf = (x: DoubleDouble): number => (Number.isFinite(x.hi) ? toNumber(x) : x.hi);
