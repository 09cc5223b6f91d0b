import type { Definition } from './library.ts';
import {
  abs,
  add,
  addBits,
  bits,
  type Body,
  least,
  lt,
  madd,
  most,
  mul,
  nmadd,
  type Operand,
  poly,
  shiftLeft,
  shiftRightSigned,
  sub,
  subBits,
  unary,
  type Vector,
} from './vector.ts';

const LOG2E = Math.LOG2E;
/** ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact (FreeBSD msun, e_exp.c). */
export const LN2_HIGH = 6.9314718036912381649e-1;
export const LN2_LOW = 1.90821492927058770002e-10;

/** 1.5 * 2^52: a number below 2^51 that is added to it is rounded to an integer, which its low bits hold. */
const SHIFT = 1.5 * 2 ** 52;
const SHIFT_BITS = bits(0x4338n << 48n);

/**
 * (cosh r - 1) / r^2 and (sinh r / r - 1) / r^2 in powers of r^2, for |r| <= ln(2) / 2: minimax by Remez' exchange at
 * 50 digits (mpmath), the errors of cosh and sinh r / r below 2^-58 and 2^-61.
 */
export const COSH = [
  0.5000000000000013, 0.0416666666665138, 0.0013888888947401693, 2.4801489566326296e-5, 2.7631409158623694e-7,
];
export const SINH = [
  0.16666666666666677, 0.008333333333321577, 0.0001984126988626826, 2.755724405984099e-6, 2.5109091142826424e-8,
];

/** x = k ln 2 + rest, |rest| <= ln(2) / 2. */
export interface Reduced {
  /** k, and as the low bits of `shifted`. */
  readonly k: Vector;
  readonly shifted: Vector;
  readonly rest: Vector;
}

/** Takes a multiple of ln 2 from x, |x| < 1100, and subtracts a small `tail` too. */
export function reduce(b: Body, x: Vector, tail?: Vector): Reduced {
  const shifted = b.keep(madd(x, LOG2E, SHIFT));
  const k = b.keep(sub(shifted, SHIFT));
  const high = nmadd(k, LN2_HIGH, x);
  return { k, shifted, rest: b.keep(tail ? sub(high, madd(k, LN2_LOW, tail)) : nmadd(k, LN2_LOW, high)) };
}

/** e^r - 1 - r for |r| <= ln(2) / 2. */
export function curved(b: Body, r: Vector): Vector {
  const square = b.keep(mul(r, r));
  return mul(square, madd(r, poly(square, SINH), poly(square, COSH)));
}

/** 2^k of small integers. */
const power = (k: Vector): Vector => shiftLeft(addBits(k, bits(1023n)), 52);

/** x 2^k, for a k that keeps it a normal number. */
export const scaled = (x: Operand, { shifted }: Reduced): Vector => addBits(x, shiftLeft(shifted, 52));

/** x 2^k with overflow and gradual underflow, rounded once. */
export function scaledWidely(b: Body, x: Vector, { shifted }: Reduced, more = 0): Vector {
  const k = b.keep(subBits(shifted, more === 0 ? SHIFT_BITS : bits((0x4338n << 48n) - BigInt(more))));
  const half = b.keep(shiftRightSigned(k, 1));
  return mul(mul(x, power(half)), power(b.keep(subBits(k, half))));
}

/** e^x as an unevaluated sum of two, with some 60 bits, where it is a normal number. */
export interface Doubled {
  readonly high: Vector;
  readonly low: Vector;
}

/** e^x to some 60 bits for |x| < {@link EXP_ORDINARY}. */
export function expDoubled(b: Body, x: Vector): Doubled {
  const { k, shifted, rest } = reduce(b, x);
  const lost = nmadd(k, LN2_LOW, sub(nmadd(k, LN2_HIGH, x), rest));
  const sum = b.keep(add(rest, 1));
  const tail = b.keep(add(add(sub(1, sum), rest), add(curved(b, rest), lost)));
  const high = b.keep(add(sum, tail));
  const low = add(sub(sum, high), tail);
  const factor = b.keep(power(b.keep(subBits(shifted, SHIFT_BITS))));
  return { high: b.keep(mul(high, factor)), low: b.keep(mul(low, factor)) };
}

/** Where e^x is a normal number with room to spare. */
export const EXP_ORDINARY = 708;

/** x between bounds beyond which e^x is 0 or infinite. */
export const clamped = (x: Vector): Vector => least(most(x, -746), 711);

/** e^x of every x. */
export const expWide: Definition = ({ module }) =>
  unary(module, (b, x) => {
    const reduced = reduce(b, b.keep(clamped(x)));
    return scaledWidely(b, b.keep(add(add(curved(b, reduced.rest), reduced.rest), 1)), reduced);
  });

/** e^x. */
export const exp: Definition = (library) =>
  unary(library.module, (b, x) => {
    b.unless(lt(abs(x), EXP_ORDINARY), library.get(expWide), x);
    const reduced = reduce(b, x);
    return scaled(add(add(curved(b, reduced.rest), reduced.rest), 1), reduced);
  });
