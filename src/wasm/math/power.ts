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
import { LEAST_MANTISSA, LOGS_LOW, tables } from './power-table.ts';
import { type Doubled, excess } from './doubled.ts';
import {
  abs,
  add,
  addBits,
  and,
  binary,
  bits,
  type Body,
  eq,
  least,
  lookUp,
  lt,
  madd,
  most,
  mul,
  nmadd,
  or,
  placesOf,
  poly,
  select,
  shiftRight,
  signOf,
  sub,
  trunc,
  upperHalf,
  type Vector,
  without,
  xor,
} from './vector.ts';

/**
 * (log(1 + r) - r + r^2/2) / r^3 in powers of r, for |r| <= 0.0058: minimax by Remez' exchange at 60 digits (mpmath 1.3),
 * the error of log(1 + r) / r below 2^-69.
 */
const LOG = [
  0.33333333333333415, -0.2500000000000016, 0.19999999985683467, -0.16666666646472267, 0.1428644075986332,
  -0.12500794318965738,
];

/**
 * log(x 2^more) of a positive normal x to some 68 bits: k ln 2 - log c + log(1 + r) for x = 2^k m and r = c m - 1, which is
 * exact since the table's c, near 1 / m, has 9 bits; the log of c has 32 bits behind the point in its first part.
 */
function logDoubled(b: Body, x: Vector, more?: Vector): Doubled {
  const { exponent, mantissa, moved } = split(b, x, LEAST_MANTISSA);
  const k = b.keep(more ? add(exponent, more) : exponent);
  // eight bytes for each of the 128 values of the first seven bits
  const places = placesOf(b, and(shiftRight(moved, 42), bits(127n << 3n)));
  const { inverses, logs } = tables();
  const c = b.keep(lookUp(inverses, places));
  const whole = b.keep(madd(k, LN2_HIGH, lookUp(logs, places)));
  const wholeLow = madd(k, LN2_LOW, lookUp(LOGS_LOW, places));
  const { r, squareHalf, squareLow } = rest(b, b.keep(mantissa), c);
  const line = b.keep(add(whole, r));
  const high = b.keep(add(line, squareHalf));
  const lineLow = add(sub(whole, line), r);
  const highLow = add(sub(line, high), squareHalf);
  const series = mul(mul(mul(r, r), r), poly(b, r, LOG));
  return { high, low: add(add(wholeLow, lineLow), add(add(highLow, squareLow), series)) };
}

interface Remainder {
  readonly r: Vector;
  /** -r^2/2 as a sum of two. */
  readonly squareHalf: Vector;
  readonly squareLow: Vector;
}

/**
 * r = c m - 1, and its square: by fusing, or by halves of few bits. The upper half is the nearest one: a cut one would be 1 - 2^-21
 * for an m just below 1, and its square larger than r.
 */
function rest(b: Body, m: Vector, c: Vector): Remainder {
  if (b.relaxed) {
    const r = b.keep(madd(m, c, -1));
    const half = b.keep(mul(r, -0.5));
    const squareHalf = b.keep(mul(half, r));
    return { r, squareHalf, squareLow: madd(half, r, sub(0, squareHalf)) };
  }
  const upper = b.keep(upperHalf(addBits(m, bits(1n << 31n))));
  const high = b.keep(sub(mul(upper, c), 1));
  const low = b.keep(mul(sub(m, upper), c));
  const r = b.keep(add(high, low));
  const squareHalf = b.keep(mul(mul(high, high), -0.5));
  return { r, squareHalf, squareLow: mul(mul(low, add(r, high)), -0.5) };
}

/** y (high + low) as product - over. */
function times(b: Body, y: Vector, { high, low }: Doubled): { readonly product: Vector; readonly over: Vector } {
  const product = b.keep(mul(y, high));
  return { product, over: nmadd(y, low, excess(b, product, y, high)) };
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
