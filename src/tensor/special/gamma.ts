import { add, addNumber, type DoubleDouble, dd, divide, multiply, multiplyNumber, scale } from '../double-double.ts';
import { subtract, toNumber, twoSum } from '../double-double.ts';
import { log, log1p, PI, scaledExp, sinCosPiOf } from '../double-double-functions.ts';
import { timesPowerOfTwo } from '../power-of-two.ts';
import { BERNOULLI } from './bernoulli.ts';
import { LGAMMA_ZEROS, nearZero } from './zeros.ts';

/** From here on Stirling's series with 14 terms is exact to 1e-30. */
const LARGE = 20;

/** B_2k / (2k (2k - 1)), k = 1..14: the coefficients of Stirling's series (DLMF 5.11.1). */
const STIRLING = BERNOULLI.map((b, i) => divide(b, dd((2 * i + 2) * (2 * i + 1))));

const HALF_LOG_TWO_PI = dd(0.9189385332046728, -3.8782941580672414e-17);
const EULER = dd(0.5772156649015329, -4.942915152430645e-18);
const ONE_LESS_EULER = dd(0.42278433509846713, 4.942915152430645e-18);

/** zeta(k) / k and (zeta(k) - 1) / k with alternating signs, k = 2..12: log gamma's series at 1 and 2 (DLMF 5.7.3). */
const SERIES_AT_ONE = [
  0.8224670334241132, -0.40068563438653143, 0.27058080842778454, -0.20738555102867398, 0.1695571769974082,
  -0.1440498968477144, 0.12550966952474304, -0.11133426586956469, 0.1000994575127818, -0.09095401714582904,
  0.083353840546109,
];
const SERIES_AT_TWO = SERIES_AT_ONE.map((c, i) => c - (i % 2 === 0 ? 1 : -1) / (i + 2));

/** k!, k = 0..170, each rounded once. */
const FACTORIALS: readonly number[] = factorials(170);

function factorials(last: number): number[] {
  const out = [1];
  let exact = 1n;
  for (let k = 1; k <= last; k++) {
    exact *= BigInt(k);
    out.push(Number(exact));
  }
  return out;
}

/** The gamma function; infinite at 0, -1, -2, ... */
export function gamma(x: number): number {
  if (Number.isInteger(x)) return x <= 0 ? Infinity : (FACTORIALS[x - 1] ?? Infinity);
  return gammaOf(dd(x));
}

/** x! = gamma(x + 1), with x + 1 not rounded. */
export function factorial(x: number): number {
  if (Number.isInteger(x)) return x < 0 ? Infinity : (FACTORIALS[x] ?? Infinity);
  return gammaOf(twoSum(x, 1));
}

/** log |gamma(x)|; infinite at the poles. */
export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? NaN : Infinity;
  if (x <= 0 && Number.isInteger(x)) return Infinity;
  if (Math.abs(x) < 2 ** -60) return -Math.log(Math.abs(x));
  if (Math.abs(x - 1) < 0.01) return besideZero(x - 1, scale(EULER, -1), SERIES_AT_ONE);
  if (Math.abs(x - 2) < 0.01) return besideZero(x - 2, ONE_LESS_EULER, SERIES_AT_TWO);
  if (x > 2.5e305) return x * (Math.log(x) - 1);
  return toNumber(logGamma(dd(x)));
}

function besideZero(z: number, slope: DoubleDouble, series: readonly number[]): number {
  const rest = series.reduceRight((sum, c) => sum * z + c, 0);
  return toNumber(addNumber(multiplyNumber(slope, z), rest * z * z));
}

/** log |gamma(x)| to about 100 bits; undefined near its poles, far to the left, and where it is less than 1: near its zeros it cancels. */
export function lgammaDoubled(x: DoubleDouble): DoubleDouble | undefined {
  if (!(x.hi > -LARGE && x.hi < 1e300) || isPole(x) || Math.abs(x.hi) < 2 ** -60) return undefined;
  const y = logGamma(x);
  return Math.abs(y.hi) > 1 ? y : undefined;
}

/** log |gamma(x)| to about 100 bits beside 1, where x is no pole. */
export function logGamma(x: DoubleDouble): DoubleDouble {
  if (x.hi >= LARGE) return stirling(x);
  if (x.hi > -LARGE) {
    const near = x.hi < 0 && nearZero(LGAMMA_ZEROS, x);
    if (near) return near;
    const { shifted, product } = shift(x);
    return subtract(stirling(shifted), log(product.hi < 0 ? scale(product, -1) : product));
  }
  // gamma(x) gamma(1 - x) = pi / sin(pi x)
  const { sin } = sinCosPiOf(x.hi, x.lo);
  return subtract(log(divide(PI, sin.hi < 0 ? scale(sin, -1) : sin)), stirling(addNumber(scale(x, -1), 1)));
}

/** log |gamma(x) / gamma(y)| for x - y = difference, where neither is a pole: of large numbers without their cancellation. */
export function logGammaRatio(x: DoubleDouble, y: DoubleDouble, difference: DoubleDouble): DoubleDouble {
  if (!(x.hi >= LARGE && y.hi >= LARGE)) return subtract(logGamma(x), logGamma(y));
  // (x - 1/2) log(x/y) + (x - y) (log y - 1) + the rest of Stirling's series
  const rise = multiply(addNumber(x, -0.5), log1p(divide(difference, y)));
  const main = add(rise, multiply(difference, addNumber(log(y), -1)));
  return add(main, subtract(stirlingRest(x), stirlingRest(y)));
}

/** The sign of gamma(x), which is no pole. */
export const gammaSign = (x: number): number => (x > 0 || Math.floor(x) % 2 === 0 ? 1 : -1);

/** Of more than this the logarithm's absolute error is too large a part of the gamma function. */
const MOST_DOUBLED = 60;

const isPole = (x: DoubleDouble): boolean => x.hi <= 0 && x.lo === 0 && Number.isInteger(x.hi);

/** gamma(x) to about 99 bits for small x that are no poles; undefined elsewhere. */
export function gammaDoubled(x: DoubleDouble): DoubleDouble | undefined {
  if (!(Math.abs(x.hi) < MOST_DOUBLED && Math.abs(x.hi) >= 2 ** -60) || isPole(x)) return undefined;
  const { mantissa, exponent } = scaledGamma(x);
  return { hi: timesPowerOfTwo(mantissa.hi, exponent), lo: timesPowerOfTwo(mantissa.lo, exponent) };
}

/** gamma at a double-double that is no pole. */
function gammaOf(x: DoubleDouble): number {
  if (!Number.isFinite(x.hi)) return x.hi > 0 ? Infinity : NaN;
  if (Math.abs(x.hi) < 2 ** -60) return 1 / x.hi;
  if (x.hi > 172) return Infinity;
  const { mantissa, exponent } = scaledGamma(x);
  return timesPowerOfTwo(toNumber(mantissa), exponent);
}

function scaledGamma(x: DoubleDouble): ReturnType<typeof scaledExp> {
  if (x.hi > -LARGE) {
    const { shifted, product } = shift(x);
    const { mantissa, exponent } = scaledExp(stirling(shifted));
    return { mantissa: divide(mantissa, product), exponent };
  }
  const { sin } = sinCosPiOf(x.hi, x.lo);
  const { mantissa, exponent } = scaledExp(scale(stirling(addNumber(scale(x, -1), 1)), -1));
  return { mantissa: divide(multiply(PI, mantissa), sin), exponent };
}

/** x + m >= 20 and x (x + 1) ... (x + m - 1). */
function shift(x: DoubleDouble): { readonly shifted: DoubleDouble; readonly product: DoubleDouble } {
  let shifted = x;
  let product = dd(1);
  while (shifted.hi < LARGE) {
    product = multiply(product, shifted);
    shifted = addNumber(shifted, 1);
  }
  return { shifted, product };
}

/** log gamma(x) for x >= 20: (x - 1/2) log x - x + log(2 pi)/2 + sum B_2k / (2k (2k - 1) x^(2k-1)). */
function stirling(x: DoubleDouble): DoubleDouble {
  const main = subtract(multiply(addNumber(x, -0.5), log(x)), x);
  return add(add(main, HALF_LOG_TWO_PI), stirlingRest(x));
}

function stirlingRest(x: DoubleDouble): DoubleDouble {
  const inverse = divide(dd(1), x);
  const square = multiply(inverse, inverse);
  const series = STIRLING.reduceRight((sum, c) => add(multiply(sum, square), c), dd(0));
  return multiply(series, inverse);
}
