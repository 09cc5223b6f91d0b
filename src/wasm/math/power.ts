import {
  clampedExponent,
  type Doubled,
  isExtremeExponent,
  LN2_HIGH,
  LN2_LOW,
  preciseExpOfRest,
  reduce,
  scaled,
  scaledWidely,
} from './exponential.ts';
import type { Definition } from './library.ts';
import { isNoPositiveNormal, SMALLEST_NORMAL, split } from './logarithm.ts';
import {
  abs,
  add,
  and,
  type Body,
  binary,
  div,
  eq,
  gt,
  least,
  lt,
  madd,
  most,
  mul,
  or,
  poly,
  select,
  signOf,
  sub,
  trunc,
  upperHalf,
  type Vector,
  without,
  xor,
} from './vector.ts';

/** 3/2 ((log(1 + s) - log(1 - s)) / s) - 3 - s^2 in powers of s^2 from s^4 on, for |s| <= 0.1011 (FreeBSD msun, e_pow.c). */
const LOG = [
  5.99999999999994648725e-1, 4.28571428578550184252e-1, 3.33333329818377432918e-1, 2.72728123808534006489e-1,
  2.30660745775561754067e-1, 2.06975017800338417784e-1,
];

/** The upper 32 bits of sqrt(3) / 2: mantissas are compared with 1 below sqrt(3/2), and with 3/2 above. */
const LEAST = 0x3febb67an;
const CUT = 1.224744871391589;

/** 2/3 and log(3/2) in two parts, the first of 21 bits. */
const TWO_THIRDS = 2 / 3;
const TWO_THIRDS_HIGH = 0.6666665077209473;
const TWO_THIRDS_LOW = 1.5894571940104166e-7;
const LOG_HIGH = 0.40546488761901855;
const LOG_LOW = 2.2048914582729052e-7;

/**
 * log(x 2^more) of a positive normal x to some 68 bits, the first part of 21 bits: with m = 2^k (c + d), c = 1 or 3/2,
 * and s = d / (2 c + d) it is k ln 2 + log c + 2/3 s (3 + s^2 + ...).
 */
function logDoubled(b: Body, x: Vector, more?: Vector): Doubled {
  const { exponent, mantissa } = split(b, x, LEAST);
  const k = b.keep(more ? add(exponent, more) : exponent);
  const m = b.keep(mantissa);
  const above = b.keep(gt(m, CUT));
  const c = b.keep(select(above, 1.5, 1));
  const d = b.keep(sub(m, c));
  const sum = b.keep(add(m, c));
  const inverse = b.keep(div(1, sum));
  const s = b.keep(mul(d, inverse));
  const sHigh = b.keep(upperHalf(s));
  const sumHigh = b.keep(upperHalf(sum));
  const sumLow = sub(m, sub(sumHigh, c));
  const sLow = b.keep(mul(inverse, sub(sub(d, mul(sHigh, sumHigh)), mul(sHigh, sumLow))));
  const square = b.keep(mul(s, s));
  const exactSquare = b.keep(mul(sHigh, sHigh));
  const rest = b.keep(madd(mul(square, square), poly(b, square, LOG), mul(sLow, add(sHigh, s))));
  const factor = b.keep(upperHalf(add(add(exactSquare, 3), rest)));
  const factorLow = sub(rest, sub(sub(factor, 3), exactSquare));
  // s (3 + s^2 + rest) = first + second
  const lead = b.keep(mul(sHigh, factor));
  const low = b.keep(madd(factorLow, s, mul(sLow, factor)));
  const first = b.keep(upperHalf(add(lead, low)));
  const second = sub(low, sub(first, lead));
  const whole = b.keep(add(mul(k, LN2_HIGH), and(above, LOG_HIGH)));
  const part = b.keep(mul(first, TWO_THIRDS_HIGH));
  const corrections = madd(k, LN2_LOW, and(above, LOG_LOW));
  const small = b.keep(add(madd(second, TWO_THIRDS, mul(first, TWO_THIRDS_LOW)), corrections));
  const high = b.keep(upperHalf(add(add(part, small), whole)));
  return { high, low: b.keep(sub(small, sub(sub(high, whole), part))) };
}

/** y (high + low), for a high of 21 bits, as product - excess. */
function times(b: Body, y: Vector, { high, low }: Doubled): { readonly product: Vector; readonly excess: Vector } {
  const upper = b.keep(upperHalf(y));
  const lead = b.keep(mul(upper, high));
  const rest = b.keep(madd(sub(y, upper), high, mul(y, low)));
  const product = b.keep(add(lead, rest));
  return { product, excess: sub(sub(product, lead), rest) };
}

/** Beyond this y the power of every x but 1 overflows or underflows. */
const LARGEST_EXPONENT = 2 ** 64;

/** x^y of x > 0, subnormal ones too, with overflow and underflow. */
function positivePower(b: Body, x: Vector, y: Vector): Vector {
  const tiny = b.keep(lt(x, SMALLEST_NORMAL));
  const { product, excess } = times(b, y, logDoubled(b, b.keep(select(tiny, mul(x, 2 ** 54), x)), and(tiny, -54)));
  const ordinary = b.keep(lt(abs(product), 750));
  const reduced = reduce(b, b.keep(clampedExponent(product)), and(excess, ordinary));
  return scaledWidely(b, preciseExpOfRest(b, reduced), reduced.k);
}

/** x^y of every x and y: the slower half of {@link pow}. */
const powWide: Definition = ({ module }) =>
  binary(module, (b, x, y) => {
    const size = b.keep(abs(x));
    const value = b.keep(positivePower(b, size, b.keep(least(most(y, -LARGEST_EXPONENT), LARGEST_EXPONENT))));
    // 0^y and infinity^y
    const zero = b.keep(eq(size, 0));
    const limit = without(Infinity, xor(zero, lt(y, 0)));
    const edged = select(or(zero, eq(size, Infinity)), limit, value);
    const whole = b.keep(eq(trunc(y), y));
    const half = b.keep(mul(y, 0.5));
    const odd = without(whole, eq(trunc(half), half));
    const undefinedPower = without(and(lt(x, 0), lt(size, Infinity)), whole);
    const signed = select(undefinedPower, NaN, or(edged, and(signOf(x), odd)));
    const known = select(and(eq(x, x), eq(y, y)), signed, NaN);
    return select(or(eq(y, 0), eq(x, 1)), 1, known);
  });

/** x^y with the corner cases of IEEE 754, but NaN for x < 0 and y no integer. */
export const pow: Definition = (library) => {
  const wide = library.get(powWide);
  return binary(library.module, (b, x, y) => {
    const { product, excess } = times(b, y, logDoubled(b, x));
    b.leaveWhere(or(isNoPositiveNormal(x), isExtremeExponent(product)), wide, x, y);
    const reduced = reduce(b, product, excess);
    return scaled(preciseExpOfRest(b, reduced), reduced.k);
  });
};
