import { LN2_HIGH, LN2_LOW } from './exponential.ts';
import type { Definition } from './library.ts';
import {
  add,
  addBits,
  and,
  bits,
  type Body,
  div,
  eq,
  ge,
  lt,
  madd,
  mul,
  or,
  poly,
  select,
  shiftRight,
  sub,
  unary,
  type Vector,
} from './vector.ts';

const SMALLEST_NORMAL = 2 ** -1022;

/** The bits of 1 less those of sqrt(1/2), in the upper words: moves the cut between exponents there. */
const CUT = 0x3ff00000n - 0x3fe6a09en;

/** (log(1 + s) - log(1 - s)) / s - 2 in powers of s^2 from the first on, for |s| <= 0.1716 (FreeBSD msun, e_log.c). */
const LOG = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
  1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
];

/** x = 2^exponent (1 + f), with 1 + f from sqrt(1/2) to sqrt(2), of a positive normal x. */
export function split(b: Body, x: Vector): { readonly exponent: Vector; readonly f: Vector } {
  const moved = b.keep(addBits(x, bits(CUT << 32n)));
  // The exponent in the low bits of 2^52 is that number as a double.
  const exponent = b.keep(sub(or(shiftRight(moved, 52), bits(0x433n << 52n)), 2 ** 52 + 1023));
  const f = b.keep(sub(addBits(and(moved, bits(0x000fffff_ffffffffn)), bits(0x3fe6a09en << 32n)), 1));
  return { exponent, f };
}

/** log(1 + f) = f - (halfSquare - rest). */
export function logOfSplit(b: Body, f: Vector): { readonly halfSquare: Vector; readonly rest: Vector } {
  const s = b.keep(div(f, add(f, 2)));
  const z = b.keep(mul(s, s));
  const w = b.keep(mul(z, z));
  const odd = mul(z, poly(w, [LOG[0]!, LOG[2]!, LOG[4]!, LOG[6]!]));
  const series = madd(w, poly(w, [LOG[1]!, LOG[3]!, LOG[5]!]), odd);
  const halfSquare = b.keep(mul(mul(f, f), 0.5));
  return { halfSquare, rest: mul(s, add(halfSquare, series)) };
}

function natural(b: Body, x: Vector, moved?: Vector): Vector {
  const { exponent, f } = split(b, x);
  const k = moved ? b.keep(sub(exponent, moved)) : exponent;
  const { halfSquare, rest } = logOfSplit(b, f);
  return sub(mul(k, LN2_HIGH), sub(sub(halfSquare, madd(k, LN2_LOW, rest)), f));
}

/** True where x is positive, normal and finite. */
export const isOrdinary = (x: Vector): Vector => and(ge(x, SMALLEST_NORMAL), lt(x, Infinity));

/** A logarithm at 0, below, at infinity and NaN, and else the value given. */
export const withLimits = (x: Vector, value: Vector): Vector =>
  select(eq(x, 0), -Infinity, select(ge(x, 0), select(lt(x, Infinity), value, x), NaN));

/** The logarithm of every x. */
const logWide: Definition = ({ module }) =>
  unary(module, (b, x) => {
    const tiny = b.keep(lt(x, SMALLEST_NORMAL));
    const value = natural(b, b.keep(select(tiny, mul(x, 2 ** 54), x)), and(tiny, 54));
    return withLimits(x, value);
  });

/** The natural logarithm. */
export const log: Definition = (library) =>
  unary(library.module, (b, x) => {
    b.unless(isOrdinary(x), library.get(logWide), x);
    return natural(b, x);
  });
