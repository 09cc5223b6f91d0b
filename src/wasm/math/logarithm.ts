import { LN2_HIGH, LN2_LOW } from './exponential.ts';
import type { Definition } from './library.ts';
import { piecewise } from './piecewise.ts';
import type { Doubled } from './doubled.ts';
import {
  add,
  addBits,
  and,
  bits,
  type Body,
  div,
  eq,
  gt,
  gtBits,
  lt,
  madd,
  mul,
  or,
  poly,
  select,
  shiftRight,
  signOf,
  sub,
  upperHalf,
  type Vector,
} from './vector.ts';

export const SMALLEST_NORMAL = 2 ** -1022;

/** (log(1 + s) - log(1 - s)) / s - 2 in powers of s^2 from the first on, for |s| <= 0.1716 (FreeBSD msun, e_log.c). */
const LOG = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
  1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
] as const;

/** The upper 32 bits of sqrt(1/2). */
const ROOT_HALF = 0x3fe6a09en;

/** x = 2^exponent mantissa. */
export interface Split {
  readonly exponent: Vector;
  readonly mantissa: Vector;
  /** The mantissa's place between the least and twice that, in its low 52 bits. */
  readonly moved: Vector;
}

/** Splits a positive normal x; `least` holds the upper 32 bits of the least mantissa, between 1/2 and 1. */
export function split(b: Body, x: Vector, least: bigint): Split {
  const moved = b.keep(addBits(x, bits((0x3ff00000n - least) << 32n)));
  // The exponent in the low bits of 2^52 is that number as a double.
  const exponent = sub(or(shiftRight(moved, 52), bits(0x433n << 52n)), 2 ** 52 + 1023);
  const mantissa = addBits(and(moved, bits(0x000fffff_ffffffffn)), bits(least << 32n));
  return { exponent, mantissa, moved };
}

/** log(1 + f) = f - (halfSquare - rest) for 1 + f from sqrt(1/2) to sqrt(2). */
function logOfMantissa(b: Body, f: Vector): { readonly halfSquare: Vector; readonly rest: Vector } {
  const s = b.keep(div(f, add(f, 2)));
  const z = b.keep(mul(s, s));
  const w = b.keep(mul(z, z));
  const odd = mul(z, poly(b, w, [LOG[0], LOG[2], LOG[4], LOG[6]]));
  const series = madd(w, poly(b, w, [LOG[1], LOG[3], LOG[5]]), odd);
  const halfSquare = b.keep(mul(mul(f, f), 0.5));
  return { halfSquare, rest: mul(s, add(halfSquare, series)) };
}

/** A logarithm's base: its value is k (high + low) + log(mantissa) (scaleHigh + scaleLow). */
interface Base {
  readonly high: number;
  readonly low: number;
  readonly scaleHigh: number;
  readonly scaleLow: number;
}

/** 1 / ln 2, log10 2 and 1 / ln 10 in two parts, the first of them short (FreeBSD msun, e_log2.c and e_log10.c). */
const TWO: Base = { high: 1, low: 0, scaleHigh: 1.44269504072144627571, scaleLow: 1.67517131648865118353e-10 };
const TEN: Base = {
  high: 3.01029995663611771306e-1,
  low: 3.69423907715893078616e-13,
  scaleHigh: 4.34294481878168880939e-1,
  scaleLow: 2.50829467116452752298e-11,
};

function natural(b: Body, exponent: Vector, mantissa: Vector): Vector {
  const f = b.keep(sub(mantissa, 1));
  const k = b.keep(exponent);
  const { halfSquare, rest } = logOfMantissa(b, f);
  return sub(mul(k, LN2_HIGH), sub(sub(halfSquare, madd(k, LN2_LOW, rest)), f));
}

const toBase =
  ({ high, low, scaleHigh, scaleLow }: Base) =>
  (b: Body, exponent: Vector, mantissa: Vector): Vector => {
    const f = b.keep(sub(mantissa, 1));
    const { halfSquare, rest } = logOfMantissa(b, f);
    const first = b.keep(upperHalf(sub(f, halfSquare)));
    const second = b.keep(add(sub(sub(f, first), halfSquare), rest));
    const k = b.keep(exponent);
    const whole = b.keep(mul(k, high));
    const part = b.keep(mul(first, scaleHigh));
    const sum = b.keep(add(whole, part));
    const small = madd(second, scaleHigh, mul(add(first, second), scaleLow));
    return add(sum, add(add(sub(whole, sum), part), low === 0 ? small : madd(k, low, small)));
  };

const SIGN_BIT = 1n << 63n;
const SMALLEST_NORMAL_BITS = 1n << 52n;
const INFINITY_BITS = 0x7ffn << 52n;

/** True where x is not positive, normal and finite: one comparison of unsigned bits, which the sign bit makes signed. */
export const isNoPositiveNormal = (x: Vector): Vector =>
  gtBits(addBits(x, bits(SIGN_BIT - SMALLEST_NORMAL_BITS)), bits(INFINITY_BITS - SMALLEST_NORMAL_BITS - 1n - SIGN_BIT));

/** A logarithm of every x, from that of 2^exponent mantissa. */
const logarithm =
  (combine: (b: Body, exponent: Vector, mantissa: Vector) => Vector): Definition =>
  (library) =>
    piecewise(
      library,
      isNoPositiveNormal,
      (b, x) => {
        const { exponent, mantissa } = split(b, x, ROOT_HALF);
        return combine(b, exponent, mantissa);
      },
      (b, x) => {
        const { exponent, mantissa } = split(b, b.keep(mul(x, 2 ** 54)), ROOT_HALF);
        const value = combine(b, sub(exponent, 54), mantissa);
        return select(gt(x, 0), select(lt(x, Infinity), value, x), select(eq(x, 0), -Infinity, NaN));
      },
    );

/** The natural logarithm. */
export const log: Definition = logarithm(natural);

/** The logarithm to base 2. */
export const log2: Definition = logarithm(toBase(TWO));

/** The logarithm to base 10. */
export const log10: Definition = logarithm(toBase(TEN));

/** log(high + low) of a positive normal sum: its mantissa's logarithm, and low / high. */
export function log1pOf(b: Body, { high, low }: Doubled): Vector {
  const { exponent, mantissa } = split(b, high, ROOT_HALF);
  const k = b.keep(exponent);
  const f = b.keep(sub(mantissa, 1));
  const { halfSquare, rest } = logOfMantissa(b, f);
  const small = madd(k, LN2_LOW, div(low, high));
  return sub(mul(k, LN2_HIGH), sub(sub(halfSquare, add(rest, small)), f));
}

/** log(1 + x). */
export const log1p: Definition = (library) =>
  piecewise(
    library,
    (x) => isNoPositiveNormal(add(x, 1)),
    (b, x) => {
      const high = b.keep(add(x, 1));
      const part = b.keep(sub(high, x));
      const low = add(sub(1, part), sub(x, sub(high, part)));
      return or(log1pOf(b, { high, low }), signOf(x));
    },
    (_b, x) => select(gt(x, 0), x, select(eq(x, -1), -Infinity, NaN)),
  );
