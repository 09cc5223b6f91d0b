import { add, addNumber, type DoubleDouble, dd, divide, multiply, multiplyNumber } from '../double-double.ts';
import { negate, scale, toNumber } from '../double-double.ts';
import { exp, log, PI, scaledExp, sinCosPiOf } from '../double-double-functions.ts';
import { timesPowerOfTwo } from '../power-of-two.ts';
import { BERNOULLI } from './bernoulli.ts';
import { logGamma } from './gamma.ts';
import { polygammaBesideOne } from './polygamma.ts';
import { factorialOf } from './polygamma-poles.ts';

/** Coefficients c_0, c_1, .. of a power series in t, as many as are asked for. */
type Series = readonly DoubleDouble[];

/** A series times a power of two, which alone may be beyond the doubles. */
interface Scaled {
  readonly series: Series;
  readonly exponent: number;
}

/** So many terms are summed as they are; from there on Euler and Maclaurin's series with 14 terms is exact to 1e-30 for s >= -1. */
const FIRST = 20;

const LOGARITHMS = Array.from({ length: FIRST + 1 }, (_, n) => log(dd(Math.max(1, n))));
const LOG_TWO_PI = log(scale(PI, 2));

/** B_2k / (2k)!, k = 1, 2, .. */
const TERMS = BERNOULLI.map((b, i) => divide(b, factorialOf(2 * i + 2)));

/** Left of this every value but the zeros is larger than a double. */
const LEFTMOST = -300;

/** The derivative of Riemann's zeta function of order 0, 1, ..; NaN at the pole 1. */
export function zeta(order: number, s: number): number {
  if (s === Infinity) return order === 0 ? 1 : 0;
  if (!Number.isFinite(s)) return Number.NaN;
  if (order === 0 && s < 0 && s % 2 === 0) return 0;
  // sin(pi s / 2) alone has a sign
  if (order === 0 && s < LEFTMOST) return Math.floor(s / 2) % 2 === 0 ? Infinity : -Infinity;
  const y = zetaDoubled(order, dd(s));
  return y ? toNumber(y) : Number.NaN;
}

/** The same to about 95 bits beside the largest of the terms that it is the sum of; undefined at the pole and far left. */
export function zetaDoubled(order: number, s: DoubleDouble): DoubleDouble | undefined {
  if (!(s.hi >= LEFTMOST) || (s.hi === 1 && s.lo === 0)) return undefined;
  const { series, exponent } = s.hi >= -0.25 ? { series: summed(s, order), exponent: 0 } : reflected(s, order);
  const { hi, lo } = multiply(series[order]!, factorialOf(order));
  const [high, low] = [timesPowerOfTwo(hi, exponent), timesPowerOfTwo(lo, exponent)];
  return Number.isFinite(high) ? { hi: high, lo: low } : dd(high);
}

const length = (order: number): readonly number[] => Array.from({ length: order + 1 }, (_, j) => j);

const times = (a: Series, b: Series): Series =>
  a.map((_, j) => length(j).reduce((sum, i) => add(sum, multiply(a[i]!, b[j - i]!)), dd(0)));

const plus = (a: Series, b: Series): Series => a.map((x, j) => add(x, b[j]!));

/** e^(c t). */
function exponential(c: DoubleDouble, order: number): Series {
  const out = [dd(1)];
  for (let j = 1; j <= order; j++) out.push(divide(multiply(out[j - 1]!, c), dd(j)));
  return out;
}

/** The exponential of a series without a constant term: j y_j = sum i a_i y_(j-i). */
function exponentialOf(a: Series): Series {
  const out = [dd(1)];
  for (let j = 1; j < a.length; j++) {
    let sum = dd(0);
    for (let i = 1; i <= j; i++) sum = add(sum, multiplyNumber(multiply(a[i]!, out[j - i]!), i));
    out.push(divide(sum, dd(j)));
  }
  return out;
}

/**
 * zeta(s + t) for s >= -1 by Euler and Maclaurin's summation (DLMF 25.2.9):
 * sum_(n < N) n^-s + N^-s (N / (s - 1) + 1/2 + sum_k B_2k / (2k)! s (s + 1) .. (s + 2k - 2) / N^(2k - 1)).
 */
function summed(s: DoubleDouble, order: number): Series {
  const at = length(order);
  const power = (n: number): Series => {
    const minus = negate(LOGARITHMS[n]!);
    const value = exp(multiply(s, minus));
    return exponential(minus, order).map((c) => multiply(value, c));
  };
  const before = addNumber(s, -1);
  const step = negate(divide(dd(1), before));
  let bracket: DoubleDouble[] = [];
  let pole = divide(dd(FIRST), before);
  for (const j of at) {
    bracket.push(j === 0 ? addNumber(pole, 0.5) : pole);
    pole = multiply(pole, step);
  }
  // s (s + 1) .. (s + i), with s + t for s
  let rising = shifted(s, at);
  let scaling = dd(FIRST);
  TERMS.forEach((term, k) => {
    if (k > 0) for (const i of [2 * k - 1, 2 * k]) rising = timesShifted(rising, addNumber(s, i));
    const weight = divide(term, scaling);
    bracket = bracket.map((c, j) => add(c, multiply(weight, rising[j]!)));
    scaling = multiplyNumber(scaling, FIRST * FIRST);
  });
  let sum = times(power(FIRST), bracket);
  for (let n = FIRST - 1; n >= 1; n--) sum = plus(sum, power(n));
  return sum;
}

/** The product with c + t. */
const timesShifted = (a: Series, c: DoubleDouble): Series =>
  a.map((x, j) => (j === 0 ? multiply(x, c) : add(multiply(x, c), a[j - 1]!)));

/** c + t. */
const shifted = (c: DoubleDouble, at: readonly number[]): Series => at.map((j) => (j === 0 ? c : dd(j === 1 ? 1 : 0)));

/** zeta(s + t) = 2 (2 pi)^(s + t - 1) sin(pi (s + t) / 2) gamma(1 - s - t) zeta(1 - s - t) (DLMF 25.4.2). */
function reflected(s: DoubleDouble, order: number): Scaled {
  const at = length(order);
  const u = addNumber(negate(s), 1);
  const { sin, cos } = sinCosPiOf(s.hi / 2, s.lo / 2);
  const turns = [sin, cos, negate(sin), negate(cos)];
  const sine = exponential(scale(PI, 0.5), order).map((c, j) => multiply(c, turns[j % 4]!));
  // log gamma(u - t) less its constant, and t log(2 pi)
  const logarithm = at.map((j) => {
    if (j === 0) return dd(0);
    const psi = polygammaBesideOne(j - 1, u) ?? dd(Number.NaN);
    const c = divide(multiplyNumber(psi, j % 2 === 0 ? 1 : -1), factorialOf(j));
    return j === 1 ? add(c, LOG_TWO_PI) : c;
  });
  const mirrored = summed(u, order).map((c, j) => (j % 2 === 0 ? c : negate(c)));
  const { mantissa, exponent } = scaledExp(add(multiply(LOG_TWO_PI, addNumber(s, -1)), logGamma(u)));
  const series = times(times(sine, exponentialOf(logarithm)), mirrored).map((c) => multiply(scale(mantissa, 2), c));
  return { series, exponent };
}
