import {
  add,
  addNumber,
  type DoubleDouble,
  dd,
  divide,
  divideNumbers,
  multiply,
  multiplyNumber,
  negate,
  scale,
  squareRoot,
  subtract,
  twoProduct,
  twoSum,
} from '../../../src/tensor/double-double.ts';
import {
  LN2,
  log as plainLog,
  PI,
  scaledExp,
  sinCos,
  type SinCos,
} from '../../../src/tensor/double-double-functions.ts';
import { erfDoubled } from '../../../src/tensor/special/error-function-doubled.ts';
import type { MathName } from '../../../src/wasm/math/functions.ts';
import { timesPowerOfTwo } from '../../../src/tensor/power-of-two.ts';

/** (hi + lo) 2^exponent: about 100 bits over the whole range of doubles and beyond. */
export interface Exact extends DoubleDouble {
  readonly exponent: number;
}

const exact = ({ hi, lo }: DoubleDouble, exponent = 0): Exact => ({ hi, lo, exponent });

/** Below this a function with slope c at 0 is c x to more digits than are asked for. */
const TINY = 2 ** -200;
const linear = (x: number, slope: DoubleDouble = dd(1)): Exact =>
  exact(multiplyNumber(slope, timesPowerOfTwo(x, 900)), -900);

/** sum x^k / k! over k = first, first + step, ... */
function exponentialSeries(x: DoubleDouble, first: number, step: number): DoubleDouble {
  let power = dd(1);
  for (let k = 1; k <= first; k++) power = divide(multiply(power, x), dd(k));
  let sum = power;
  for (let k = first + 1; Math.abs(power.hi) > 2 ** -115 * Math.abs(sum.hi); k++) {
    power = divide(multiply(power, x), dd(k));
    if ((k - first) % step === 0) sum = add(sum, power);
  }
  return sum;
}

/** e^x; beyond the range of doubles at least its size is. */
const expOf = (x: DoubleDouble): Exact => {
  if (Math.abs(x.hi) > 2000) return exact(dd(1), Math.sign(x.hi) * 2500);
  const { mantissa, exponent } = scaledExp(x);
  return exact(mantissa, exponent);
};

/** e^x as a double-double, for |x| < 600. */
const plainExp = (x: DoubleDouble): DoubleDouble => {
  const { hi, lo, exponent } = expOf(x);
  return { hi: timesPowerOfTwo(hi, exponent), lo: timesPowerOfTwo(lo, exponent) };
};

const expm1Of = (x: DoubleDouble): DoubleDouble =>
  Math.abs(x.hi) < 0.7 ? exponentialSeries(x, 1, 1) : addNumber(plainExp(x), -1);

/** log(1 + x): near 0 by 2 atanh(x / (2 + x)). */
function log1pOf(x: DoubleDouble): DoubleDouble {
  if (Math.abs(x.hi) > 0.1) return plainLog(addNumber(x, 1));
  const s = divide(x, addNumber(x, 2));
  const square = multiply(s, s);
  let sum = dd(0);
  for (let k = 41; k >= 1; k -= 2) sum = add(multiply(sum, square), divideNumbers(1, k));
  return scale(multiply(sum, s), 2);
}

function logOf(x: number): DoubleDouble {
  if (Math.abs(x - 1) < 0.1) return log1pOf(twoSum(x, -1));
  if (x < 2 ** -900) return add(plainLog(dd(x * 2 ** 200)), multiplyNumber(LN2, -200));
  return plainLog(dd(x));
}

/** 2/pi in units of 2^-1400, by Machin's formula for pi. */
const TWO_OVER_PI = twoOverPi(1400n);

function twoOverPi(bits: bigint): bigint {
  const one = 1n << (bits + 64n);
  const inverseTangent = (q: bigint): bigint => {
    let sum = 0n;
    for (let power = one / q, k = 1n; power !== 0n; power = -power / (q * q), k += 2n) sum += power / k;
    return sum;
  };
  const pi = 4n * (4n * inverseTangent(5n) - inverseTangent(239n));
  return (2n * one * (1n << bits)) / pi;
}

/** sin and cos of any finite x: the quarter turns of a large one are counted in integers of 1400 bits. */
function sinCosOf(x: number): SinCos {
  if (Math.abs(x) < 1e5) return sinCos(dd(x))!;
  let places = 0;
  let whole = Math.abs(x);
  while (!Number.isInteger(whole)) [whole, places] = [whole * 2, places + 1];
  const shift = 1400n + BigInt(places);
  const turned = BigInt(whole) * TWO_OVER_PI;
  const quarters = (turned + (1n << (shift - 1n))) >> shift;
  // 250 bits behind the point, of which a double next to a multiple of pi / 2 costs 62
  const rest = (turned - (quarters << shift)) >> (shift - 250n);
  const high = Number(rest);
  const part = scale(dd(high, Number(rest - BigInt(high))), 2 ** -250);
  const { sin, cos } = sinCos(scale(multiply(part, PI), 0.5))!;
  const k = Number(quarters & 3n);
  const s = [sin, cos, negate(sin), negate(cos)][k]!;
  const c = [cos, negate(sin), negate(cos), sin][k]!;
  return { sin: x < 0 ? negate(s) : s, cos: c };
}

const odd =
  (f: (size: number) => Exact, slope?: DoubleDouble) =>
  (x: number): Exact => {
    if (Math.abs(x) < TINY) return linear(x, slope);
    const value = f(Math.abs(x));
    return x < 0 ? { ...negate(value), exponent: value.exponent } : value;
  };

/** e^-x for x >= 0, 0 where 1 and the like swallow it. */
const decay = (x: number): DoubleDouble => (x > 300 ? dd(0) : plainExp(dd(-x)));

const halfExp = (x: number): Exact => {
  const value = expOf(dd(x));
  return { ...value, exponent: value.exponent - 1 };
};

const LN10 = plainLog(dd(10));
const TWO_OVER_ROOT_PI = dd(1.1283791670955126, 1.533545961316588e-17);

/** log(1 + e) with the exponent of a small e. */
const log1pExp = (x: number): Exact => {
  if (x > -60) return exact(log1pOf(plainExp(dd(x))));
  const { hi, lo, exponent } = expOf(dd(x));
  return exact(addNumber({ hi, lo }, -timesPowerOfTwo(hi * hi, exponent) / 2), exponent);
};

/** atan x = y + atan((x cos y - sin y) / (cos y + x sin y)) for a y near it. */
function atanOf(x: number): DoubleDouble {
  if (x > 1e20) return subtract(scale(PI, 0.5), divideNumbers(1, x));
  const y = Math.atan(x);
  const { sin, cos } = sinCosOf(y);
  const rest = divide(subtract(multiplyNumber(cos, x), sin), add(cos, multiplyNumber(sin, x)));
  return addNumber(rest, y);
}

/** asin x = y + (x - sin y) / cos y for a y near it; beyond 1/2 from that of sqrt((1 - x) / 2). */
function asinOf(x: DoubleDouble): DoubleDouble {
  const y = Math.asin(x.hi);
  const { sin, cos } = sinCosOf(y);
  const d = divide(subtract(x, sin), cos);
  return addNumber(add(d, multiplyNumber(multiply(d, d), Math.tan(y) / 2)), y);
}
const halfAngle = (x: number): DoubleDouble => asinOf(squareRoot(scale(addNumber(dd(-x), 1), 0.5)));

/** The functions to some 100 bits, at finite x inside their domain. */
export const references: Readonly<Record<MathName, (x: number, y: number) => Exact>> = {
  exp: (x) => expOf(dd(x)),
  expm1: (x) =>
    Math.abs(x) < TINY ? linear(x) : Math.abs(x) < 600 ? exact(expm1Of(dd(x))) : x < 0 ? exact(dd(-1)) : expOf(dd(x)),
  gauss: (x) => expOf(Math.abs(x) > 50 ? dd(-2500) : negate(twoProduct(x, x))),
  log: (x) => exact(logOf(x)),
  log1p: (x) =>
    Math.abs(x) < TINY
      ? linear(x)
      : exact(Math.abs(x) < 0.1 ? log1pOf(dd(x)) : x > 1e300 ? logOf(x) : plainLog(twoSum(1, x))),
  log2: (x) => exact(divide(logOf(x), LN2)),
  log10: (x) => exact(divide(logOf(x), LN10)),
  sin: (x) => (Math.abs(x) < TINY ? linear(x) : exact(sinCosOf(x).sin)),
  cos: (x) => exact(sinCosOf(x).cos),
  tan: (x) => {
    if (Math.abs(x) < TINY) return linear(x);
    const { sin, cos } = sinCosOf(x);
    return exact(divide(sin, cos));
  },
  asin: odd((x) => exact(x <= 0.5 ? asinOf(dd(x)) : subtract(scale(PI, 0.5), scale(halfAngle(x), 2)))),
  acos: (x) => {
    if (Math.abs(x) <= 0.5) return exact(subtract(scale(PI, 0.5), asinOf(dd(x))));
    const angle = scale(halfAngle(Math.abs(x)), 2);
    return exact(x < 0 ? subtract(PI, angle) : angle);
  },
  atan: odd((x) => exact(atanOf(x))),
  sinh: odd((x) => {
    if (x > 300) return halfExp(x);
    const e = expm1Of(dd(x));
    return exact(scale(add(e, divide(e, addNumber(e, 1))), 0.5));
  }),
  cosh: (x) => {
    if (Math.abs(x) > 300) return halfExp(Math.abs(x));
    const e = plainExp(dd(x));
    return exact(scale(add(e, divide(dd(1), e)), 0.5));
  },
  tanh: odd((x) => {
    if (x > 300) return exact(dd(1));
    const e = expm1Of(dd(2 * x));
    return exact(divide(e, addNumber(e, 2)));
  }),
  softplus: (x) => {
    if (x <= 0) return log1pExp(x);
    return exact(x > 300 ? dd(x) : addNumber(log1pOf(decay(x)), x));
  },
  erf: odd((x) => exact(x > 8 ? dd(1) : erfDoubled(dd(x))!), TWO_OVER_ROOT_PI),
  pow: (x, y) => {
    const value = expOf(multiplyNumber(logOf(Math.abs(x)), y));
    return x < 0 && Math.abs(y % 2) === 1 ? { ...negate(value), exponent: value.exponent } : value;
  },
};
