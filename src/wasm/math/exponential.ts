import type { Definition } from './library.ts';
import { piecewise } from './piecewise.ts';
import type { Doubled } from './doubled.ts';
import {
  abs,
  add,
  addBits,
  bits,
  type Body,
  gt,
  isBeyond,
  least,
  lt,
  madd,
  most,
  mul,
  nmadd,
  or,
  poly,
  select,
  shiftLeft,
  shiftRightSigned,
  signOf,
  sub,
  subBits,
  unary,
  upperHalf,
  type Vector,
} from './vector.ts';

/** ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact (FreeBSD msun, e_exp.c). */
export const LN2_HIGH = 6.9314718036912381649e-1;
export const LN2_LOW = 1.90821492927058770002e-10;

/** 1.5 * 2^52: a number below 2^51 that is added to it is rounded to an integer, which its low bits hold. */
export const SHIFT = 1.5 * 2 ** 52;
const SHIFT_BITS = 0x4338n << 48n;

/**
 * (cosh r - 1) / r^2 and (sinh r / r - 1) / r^2 in powers of r^2, for |r| <= ln(2) / 2: minimax by Remez' exchange at
 * 50 digits (mpmath 1.3), the errors of cosh and sinh r / r below 2^-58 and 2^-61.
 */
export const COSH = [
  0.5000000000000013, 0.0416666666665138, 0.0013888888947401693, 2.4801489566326296e-5, 2.7631409158623694e-7,
];
export const SINH = [
  0.16666666666666677, 0.008333333333321577, 0.0001984126988626826, 2.755724405984099e-6, 2.5109091142826424e-8,
];

/** x = k ln 2 + rest + lost, |rest| <= ln(2) / 2, and lost below its last place. */
export interface Reduced {
  readonly k: Vector;
  readonly rest: Vector;
  /** An expression, so that it costs nothing where it is not used. */
  readonly lost: Vector;
}

/** Takes a multiple of ln 2 from x - tail, for |x| < 1100 and a tail well below 1. */
export function reduce(b: Body, x: Vector, tail?: Vector): Reduced {
  const shifted = b.keep(madd(x, Math.LOG2E, SHIFT));
  const k = b.keep(sub(shifted, SHIFT));
  const high = b.keep(nmadd(k, LN2_HIGH, x));
  if (!tail) {
    const rest = b.keep(nmadd(k, LN2_LOW, high));
    return { k: subBits(shifted, bits(SHIFT_BITS)), rest, lost: nmadd(k, LN2_LOW, sub(high, rest)) };
  }
  const low = b.keep(madd(k, LN2_LOW, tail));
  const rest = b.keep(sub(high, low));
  return { k: subBits(shifted, bits(SHIFT_BITS)), rest, lost: sub(sub(high, rest), low) };
}

/** e^r - 1 - r for |r| <= ln(2) / 2. */
export function expWithoutLinear(b: Body, r: Vector): Vector {
  const square = b.keep(mul(r, r));
  return mul(square, madd(r, poly(b, square, SINH), poly(b, square, COSH)));
}

/** e^r for a reduced x, to about an ulp. */
export const expOfRest = (b: Body, { rest }: Reduced): Vector => b.keep(add(add(expWithoutLinear(b, rest), rest), 1));

/** e^r for a reduced x, rounded nearly as well as can be. */
export function preciseExpOfRest(b: Body, { rest, lost }: Reduced): Vector {
  const sum = b.keep(add(rest, 1));
  return b.keep(add(sum, add(add(sub(1, sum), rest), add(expWithoutLinear(b, rest), lost))));
}

/** 2^k as a number, of integers -1022 <= k <= 1023. */
export const powerOfTwo = (k: Vector): Vector => shiftLeft(addBits(k, bits(1023n)), 52);

/** x 2^k, for a k that keeps it a normal number. */
export const scaled = (x: Vector, k: Vector): Vector => addBits(x, shiftLeft(k, 52));

/** x 2^k for |k| < 2000, with overflow and gradual underflow, rounded once. */
export function scaledWidely(b: Body, x: Vector, k: Vector): Vector {
  const whole = b.keep(k);
  const half = b.keep(shiftRightSigned(whole, 1));
  return mul(mul(x, powerOfTwo(half)), powerOfTwo(subBits(whole, half)));
}

/** e^x to some 60 bits where x is not {@link isExtremeExponent}. */
export function expDoubled(b: Body, x: Vector): Doubled {
  const { k, rest, lost } = reduce(b, x);
  const sum = b.keep(add(rest, 1));
  const tail = b.keep(add(add(sub(1, sum), rest), add(expWithoutLinear(b, rest), lost)));
  const high = b.keep(add(sum, tail));
  const low = add(sub(sum, high), tail);
  const factor = b.keep(powerOfTwo(k));
  return { high: b.keep(mul(high, factor)), low: b.keep(mul(low, factor)) };
}

/** True where e^x or e^-x is no normal number, or nearly so. */
export const isExtremeExponent = (x: Vector): Vector => isBeyond(x, 708);

/** x between bounds beyond which e^x / 2 is 0 or infinite. */
export const clampedExponent = (x: Vector): Vector => least(most(x, -746), 711);

/** e^x 2^more of every x, for |more| at most 1. */
export function expWidely(b: Body, x: Vector, more: bigint): Vector {
  const reduced = reduce(b, b.keep(clampedExponent(x)));
  return scaledWidely(b, expOfRest(b, reduced), more === 0n ? reduced.k : addBits(reduced.k, bits(more)));
}

/** e^x where it may be no normal number: the slower half of {@link exp}. */
export const expWide: Definition = ({ module }) => unary(module, (b, x) => expWidely(b, x, 0n));

/** e^x. */
export const exp: Definition = (library) => {
  const wide = library.get(expWide);
  return unary(library.module, (b, x) => {
    b.leaveWhere(isExtremeExponent(x), wide, x);
    const reduced = reduce(b, x);
    return scaled(expOfRest(b, reduced), reduced.k);
  });
};

/** e^x - 1. */
export const expm1: Definition = (library) =>
  piecewise(
    library,
    isExtremeExponent,
    (b, x) => {
      const { k, rest, lost } = reduce(b, x);
      // 2^k e^r - 1 = (2^k - 1) + 2^k r + 2^k (e^r - 1 - r)
      const factor = b.keep(powerOfTwo(k));
      const less = b.keep(sub(factor, 1));
      const line = b.keep(mul(factor, rest));
      const high = b.keep(add(less, line));
      const low = add(sub(less, high), line);
      const value = add(high, madd(factor, add(expWithoutLinear(b, rest), lost), low));
      return or(value, signOf(x));
    },
    (b, x) => select(lt(x, 0), -1, select(gt(x, 0), expWidely(b, x, 0n), x)),
  );

/** e^(-x^2), whose square is not rounded. */
export const gauss: Definition = (library) =>
  piecewise(
    library,
    (x) => isBeyond(x, 26.5),
    (b, x) => {
      const reduced = reduceSquare(b, x);
      return scaled(expOfRest(b, reduced), reduced.k);
    },
    (b, x) => {
      const reduced = reduceSquare(b, b.keep(least(abs(x), 28)));
      return scaledWidely(b, expOfRest(b, reduced), reduced.k);
    },
  );

/** -x^2, reduced; the square is taken in two parts, the first of them exact. */
function reduceSquare(b: Body, x: Vector): Reduced {
  const upper = b.keep(upperHalf(x));
  const square = b.keep(sub(0, mul(upper, upper)));
  return reduce(b, square, mul(add(x, upper), sub(x, upper)));
}
