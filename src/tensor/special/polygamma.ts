import { add, addNumber, type DoubleDouble, dd, divide, multiply, multiplyNumber, scale } from '../double-double.ts';
import { subtract, toNumber } from '../double-double.ts';
import { log, log1p, PI, sinCosPiOf } from '../double-double-functions.ts';
import { BERNOULLI } from './bernoulli.ts';
import { nearZero, POLYGAMMA_ZEROS } from './zeros.ts';
import { factorialOf, polygammaByPoles, power } from './polygamma-poles.ts';

const LARGE = 20;

/** B_2k / 2k: the coefficients of digamma's asymptotic series (DLMF 5.11.2). */
const ASYMPTOTIC = BERNOULLI.map((b, i) => divide(b, dd(2 * i + 2)));

/** Digamma's positive zero to 160 bits, and its Taylor coefficients there. */
const ROOT = [1.4616321449683622, 9.549995429965697e-17, 2.89392992820415e-33] as const;
const SLOPE = dd(0.9676722454476212, -3.387874303038943e-17);
const AT_ROOT = [
  -0.4427631689835921, 0.258499760955651, -0.16394270544240652, 0.10782405069126237, -0.07219956125645471,
  0.04880428816414311,
];

/** The derivative of log gamma; NaN at its poles 0, -1, -2, ... */
export function digamma(x: number): number {
  if (x === Infinity) return Infinity;
  if (!Number.isFinite(x) || (x <= 0 && Number.isInteger(x))) return NaN;
  if (Math.abs(x - ROOT[0]) < 0.002) return nearRoot(x);
  if (Math.abs(x) < 1e-290) return -1 / x;
  return toNumber(psi(dd(x)));
}

/** The n-th derivative of digamma to about 99 bits beside 1, where x is no pole and it and x are of ordinary size; undefined elsewhere. */
export function polygammaBesideOne(n: number, x: DoubleDouble): DoubleDouble | undefined {
  if (!isOrdinary(x)) return undefined;
  const y = n === 0 ? psi(x) : derivative(n, x);
  return Math.abs(y.hi) > 1e-280 && Math.abs(y.hi) < 1e300 ? y : undefined;
}

/** The same to about 99 bits of its own: undefined also where terms cancel, near digamma's zeros and for x < 0. */
export function polygammaDoubled(n: number, x: DoubleDouble): DoubleDouble | undefined {
  const y = n > 0 && x.hi < 0 ? undefined : polygammaBesideOne(n, x);
  return n === 0 && y && Math.abs(y.hi) < 1 ? undefined : y;
}

const isOrdinary = (x: DoubleDouble): boolean =>
  Math.abs(x.hi) > 1e-20 && Math.abs(x.hi) < 1e6 && !(x.hi < 0 && x.lo === 0 && Number.isInteger(x.hi));

function psi(x: DoubleDouble): DoubleDouble {
  const near = x.hi < 0 && nearZero(POLYGAMMA_ZEROS[0]!, x);
  if (near) return near;
  if (x.hi < -LARGE) {
    // psi(x) = psi(1 - x) - pi cot(pi x)
    const { sin, cos } = sinCosPiOf(x.hi, x.lo);
    return subtract(asymptotic(addNumber(scale(x, -1), 1)), multiply(PI, divide(cos, sin)));
  }
  let shifted = x;
  let poles = dd(0);
  while (shifted.hi < LARGE) {
    poles = add(poles, divide(dd(1), shifted));
    shifted = addNumber(shifted, 1);
  }
  return subtract(asymptotic(shifted), poles);
}

/** psi(x) for x >= 20: log x - 1/(2x) - sum B_2k / (2k x^2k). */
function asymptotic(x: DoubleDouble): DoubleDouble {
  return subtract(log(x), asymptoticRest(x));
}

function asymptoticRest(x: DoubleDouble): DoubleDouble {
  const inverse = divide(dd(1), x);
  const square = multiply(inverse, inverse);
  const series = ASYMPTOTIC.reduceRight((sum, c) => add(multiply(sum, square), c), dd(0));
  return add(scale(inverse, 0.5), multiply(series, square));
}

/** Poles of which so many are between two others are summed one by one. */
const MOST_POLES = 600;

/**
 * psi^(order)(n + 1) - psi^(order)(n - k + 1) to about 95 bits beside the larger of the two, of large numbers beside itself for order 0;
 * where both are poles the limit for this k, and undefined where one is.
 */
export function gapDoubled(order: number, n: DoubleDouble, k: DoubleDouble): DoubleDouble | undefined {
  const [high, low] = [addNumber(n, 1), addNumber(subtract(n, k), 1)];
  if (isPole(high) && isPole(low) && Math.abs(k.hi) <= MOST_POLES) return betweenPoles(order, high, low, k.hi);
  const [top, bottom] = [high, low].map((x) => (x.hi > 1e5 ? asLarge(order, x) : polygammaDoubled(order, x)));
  if (!top || !bottom) return undefined;
  // log(n + 1) - log(n - k + 1) of digamma's series
  if (order === 0 && high.hi >= LARGE && low.hi >= LARGE && Math.abs(k.hi) < 0.5 * low.hi) {
    return add(log1p(divide(k, low)), subtract(asymptoticRest(low), asymptoticRest(high)));
  }
  return subtract(top, bottom);
}

/** Where the gamma function and its logarithmic derivatives have their poles. */
export const isPole = (x: DoubleDouble): boolean => x.hi <= 0 && Number.isInteger(x.hi) && x.lo === 0;

/** The recurrence's (-1)^order order! (1/z^(order + 1) + ..), from z = n - k + 1 to n or, for negative k, from n + 1 to n - k with the other sign (DLMF 5.15.5). */
function betweenPoles(order: number, high: DoubleDouble, low: DoubleDouble, k: number): DoubleDouble {
  const first = k > 0 ? low : high;
  let total = dd(0);
  for (let i = 0; i < Math.abs(k); i++) total = add(total, power(divide(dd(1), addNumber(first, i)), order + 1));
  return multiplyNumber(multiply(total, factorialOf(order)), (order % 2 === 0 ? 1 : -1) * Math.sign(k));
}

/** psi^(order)(n + 1) - psi^(order)(n - k + 1). */
export function gap(order: number, n: number, k: number): number {
  const doubled = gapDoubled(order, dd(n), dd(k));
  return doubled ? toNumber(doubled) : polygamma(order, n + 1) - polygamma(order, n - k + 1);
}

const asLarge = (order: number, x: DoubleDouble): DoubleDouble => (order === 0 ? psi(x) : derivative(order, x));

function nearRoot(x: number): number {
  const z = addNumber(addNumber(dd(x - ROOT[0]), -ROOT[1]), -ROOT[2]);
  const rest = AT_ROOT.reduceRight((sum, c) => sum * z.hi + c, 0);
  return toNumber(addNumber(multiply(SLOPE, z), rest * z.hi * z.hi));
}

/** The n-th derivative of digamma, n = 0, 1, 2, ...; at a pole infinite for odd n, NaN for even n. */
export function polygamma(n: number, x: number): number {
  if (!Number.isInteger(n) || n < 0 || Number.isNaN(x)) return NaN;
  if (n === 0) return digamma(x);
  if (x <= 0 && Number.isInteger(x)) return n % 2 === 1 ? Infinity : NaN;
  if (x === Infinity) return n % 2 === 1 ? 0 : -0;
  if (x === -Infinity) return NaN;
  const y = derivative(n, dd(x));
  return Number.isFinite(y.hi) ? toNumber(y) : y.hi;
}

/** Orders up to this are found by recurrence and reflection, unless a power of x on the way leaves the range of doubles. */
const FEW = 20;
const WIDEST_POWER = 280;

function derivative(n: number, x: DoubleDouble): DoubleDouble {
  const distance = x.hi > 0.5 ? x.hi : addNumber(x, Math.max(0, Math.round(-x.hi))).hi;
  if (n > FEW || (n + 1) * Math.abs(Math.log10(Math.abs(distance))) > WIDEST_POWER) return polygammaByPoles(n, x);
  const zeros = x.hi < 0 ? POLYGAMMA_ZEROS[n] : undefined;
  return (zeros && nearZero(zeros, x)) ?? (x.hi < -LARGE ? reflected(n, x) : rightward(n, x));
}

/** By recurrence to where the asymptotic series is exact (DLMF 5.15.5, 5.15.8). */
function rightward(n: number, x: DoubleDouble): DoubleDouble {
  let shifted = x;
  let poles = dd(0);
  while (shifted.hi < LARGE + n) {
    poles = add(poles, power(divide(dd(1), shifted), n + 1));
    shifted = addNumber(shifted, 1);
  }
  const inverse = divide(dd(1), shifted);
  const square = multiply(inverse, inverse);
  // 1 + n/(2x) + sum B_2k n (n+1) ... (n+2k-1) / ((2k)! x^2k)
  let sum = addNumber(scale(multiplyNumber(inverse, n), 0.5), 1);
  let factor = dd(1);
  for (let k = 1; k <= BERNOULLI.length; k++) {
    const ratio = divide(dd((n + 2 * k - 2) * (n + 2 * k - 1)), dd((2 * k - 1) * (2 * k)));
    factor = multiply(multiply(factor, ratio), square);
    sum = add(sum, multiply(BERNOULLI[k - 1]!, factor));
  }
  const total = add(multiply(power(inverse, n), sum), multiplyNumber(poles, n));
  return multiplyNumber(multiply(total, factorialOf(n - 1)), n % 2 === 1 ? 1 : -1);
}

/** (-1)^n psi_n(1 - x) - psi_n(x) = d^n/dx^n pi cot(pi x) (DLMF 5.15.6). */
function reflected(n: number, x: DoubleDouble): DoubleDouble {
  const { sin, cos } = sinCosPiOf(x.hi, x.lo);
  const c = divide(cos, sin);
  const derivative = multiply(power(PI, n + 1), cotangentDerivative(n, c));
  return subtract(multiplyNumber(rightward(n, addNumber(scale(x, -1), 1)), n % 2 === 0 ? 1 : -1), derivative);
}

/** The n-th derivative of cot at a point where cot is c: P_0 = c, P_(n+1) = -(1 + c^2) P_n'. */
function cotangentDerivative(n: number, c: DoubleDouble): DoubleDouble {
  let coefficients = [dd(0), dd(1)];
  for (let k = 0; k < n; k++) {
    const next = Array.from({ length: coefficients.length + 1 }, () => dd(0));
    coefficients.forEach((p, i) => {
      if (i === 0) return;
      next[i - 1] = add(next[i - 1]!, multiplyNumber(p, -i));
      next[i + 1] = add(next[i + 1]!, multiplyNumber(p, -i));
    });
    coefficients = next;
  }
  return coefficients.reduceRight((sum, p) => add(multiply(sum, c), p), dd(0));
}
