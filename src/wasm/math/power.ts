import {
  clampedExponent,
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
import { type Doubled, excess, factor } from './product.ts';
import {
  abs,
  add,
  and,
  binary,
  type Body,
  div,
  eq,
  gt,
  least,
  lt,
  madd,
  most,
  mul,
  nmadd,
  or,
  poly,
  select,
  signOf,
  sub,
  trunc,
  type Vector,
  without,
  xor,
} from './vector.ts';

/**
 * (log(1 + s) - log(1 - s)) / s - 2 - 2/3 s^2 in powers of s^2 from s^4 on, for |s| <= 0.1011: minimax by Remez' exchange
 * at 60 digits (mpmath 1.3), error below 2^-70.
 */
const LOG = [
  0.39999999999999647, 0.2857142857189873, 0.22222221989653737, 0.1818187460781679, 0.15377409233470568,
  0.13797498881999418,
];

/** 2/3 and log(3/2) in two parts each; the first of log(3/2) has 21 bits. */
const TWO_THIRDS = 2 / 3;
const TWO_THIRDS_LOW = 3.700743415417188e-17;
const LOG_HIGH = 0.40546488761901855;
const LOG_LOW = 2.2048914582729052e-7;

/** The upper 32 bits of sqrt(3) / 2: mantissas are compared with 1 below sqrt(3/2), and with 3/2 above. */
const LEAST = 0x3febb67an;
const CUT = 1.224744871391589;

/**
 * log(x 2^more) of a positive normal x to some 66 bits: with x = 2^k (c + d), c = 1 or 3/2, and s = d / (2 c + d), it is
 * k ln 2 + log c + 2 s + s^3 (2/3 + ...). What rounding loses is gathered beside the main terms, off their chain.
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
  const s = factor(b, b.keep(mul(d, inverse)));
  const square = factor(b, b.keep(mul(s.whole, s.whole)));
  const series = b.keep(mul(square.whole, poly(b, square.whole, LOG)));
  const slope = factor(b, b.keep(add(series, TWO_THIRDS)));
  const bend = factor(b, b.keep(mul(square.whole, slope.whole)));
  const cubic = b.keep(mul(s.whole, bend.whole));
  const whole = b.keep(madd(k, LN2_HIGH, and(above, LOG_HIGH)));
  const twice = b.keep(add(s.whole, s.whole));
  const line = b.keep(add(whole, twice));
  const high = b.keep(add(line, cubic));

  // d / sum - s, where sum, and s times it, are rounded
  const product = b.keep(mul(s.whole, sum));
  const left = add(sub(d, product), excess(product, s, factor(b, sum)));
  const sLow = b.keep(mul(nmadd(s.whole, sub(m, sub(sum, c)), left), inverse));
  const slopeLow = add(add(sub(TWO_THIRDS, slope.whole), series), TWO_THIRDS_LOW);
  const squareLost = mul(excess(square.whole, s, s), slope.whole);
  const bendLow = sub(sub(mul(square.whole, slopeLow), squareLost), excess(bend.whole, square, slope));
  const cubicLow = sub(mul(s.whole, bendLow), excess(cubic, s, bend));
  // The derivative by s is 2 / (1 - s^2), nearly 2 + 2 s^2.
  const derivative = madd(square.whole, 2, 2);
  const lineLow = madd(sLow, derivative, add(sub(whole, line), twice));
  const constants = madd(k, LN2_LOW, and(above, LOG_LOW));
  return { high, low: add(add(add(lineLow, add(sub(line, high), cubic)), cubicLow), constants) };
}

/** y (high + low) as product - over. */
function times(b: Body, y: Vector, { high, low }: Doubled): { readonly product: Vector; readonly over: Vector } {
  const product = b.keep(mul(y, high));
  return { product, over: nmadd(y, low, excess(product, factor(b, y), factor(b, high))) };
}

/** x^y of x > 0, subnormal ones too, with overflow and underflow. */
function positivePower(b: Body, x: Vector, y: Vector): Vector {
  const tiny = b.keep(lt(x, SMALLEST_NORMAL));
  const { product, over } = times(b, y, logDoubled(b, b.keep(select(tiny, mul(x, 2 ** 54), x)), and(tiny, -54)));
  const ordinary = b.keep(lt(abs(product), 750));
  const reduced = reduce(b, b.keep(clampedExponent(product)), and(over, ordinary));
  return scaledWidely(b, preciseExpOfRest(b, reduced), reduced.k);
}

/** Beyond this y the power of every x but 1 overflows or underflows. */
const LARGEST_EXPONENT = 2 ** 64;

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
    const { product, over } = times(b, y, logDoubled(b, x));
    b.leaveWhere(or(isNoPositiveNormal(x), isExtremeExponent(product)), wide, x, y);
    const reduced = reduce(b, product, over);
    return scaled(preciseExpOfRest(b, reduced), reduced.k);
  });
};
