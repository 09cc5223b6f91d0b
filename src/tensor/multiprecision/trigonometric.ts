import { pi } from './constants.ts';
import { add, type BigFloat, div, exponent, fromNumber, isKnown, isZero, mul, nearest, ONE } from './float.ts';
import { neg, rounded, scale, sqrt, sub, toBits, toFixed, toNumber, UNKNOWN, ZERO } from './float.ts';

/** Sines and arcs: relative error below 2^-bits of the number that is asked for, whatever the size of the angle. */

export interface SinCos {
  readonly sin: BigFloat;
  readonly cos: BigFloat;
}

/** pi / 2^halvings to so many bits. */
export const piOver = (halvings: number, bits: number): BigFloat =>
  rounded(pi(bits + 8), -bits - 8 - halvings, toBits(bits));

/** 1 - x/a1 + x^2/(a1 a2) - .., of factors a_k = (2k + first)(2k + first + 1), in units 2^-bits, for 0 <= x <= 1. */
function alternating(x: bigint, first: bigint, bits: number): bigint {
  let term = 1n << BigInt(bits);
  let sum = term;
  for (let k = first; term !== 0n; k += 2n) {
    term = -((term * x) >> BigInt(bits)) / (k * (k + 1n));
    sum += term;
  }
  return sum;
}

/** Of an angle in (-1, 1). */
function nearZero(r: BigFloat, bits: number): SinCos {
  const w = bits + 12;
  const square = toFixed(mul(r, r, toBits(w)), w);
  return {
    sin: mul(r, { m: alternating(square, 2n, w), e: -w }, toBits(bits + 4)),
    cos: rounded(alternating(square, 1n, w), -w, toBits(bits + 4)),
  };
}

/** The sine and cosine of an angle that is a number of quarter turns further. */
function quarterTurned({ sin, cos }: SinCos, quarters: bigint): SinCos {
  switch (((quarters % 4n) + 4n) % 4n) {
    case 0n:
      return { sin, cos };
    case 1n:
      return { sin: cos, cos: neg(sin) };
    case 2n:
      return { sin: neg(sin), cos: neg(cos) };
    default:
      return { sin: neg(cos), cos: sin };
  }
}

/** Angles beyond 2^LARGEST would take too many digits of pi. */
const LARGEST = 20_000;

/** sin and cos of x, reduced by as many digits of pi as the angle and its distance to a zero ask for. */
export function sinCos(x: BigFloat, bits: number): SinCos {
  if (isZero(x)) return { sin: ZERO, cos: ONE };
  const size = exponent(x);
  if (!(size <= LARGEST)) return { sin: UNKNOWN, cos: UNKNOWN };
  if (size < -1) return nearZero(x, bits);
  for (let w = bits + 24; w < 3 * LARGEST; w *= 2) {
    const long = w + Math.max(0, size) + 4;
    const full = toFixed(x, long);
    const quarter = pi(long + 1) >> 2n;
    const k = nearest(full, quarter);
    const r = rounded(full - k * quarter, -long, toBits(bits + 20));
    if (!isZero(r) && exponent(r) > bits + 20 - w) return quarterTurned(nearZero(r, bits), k);
  }
  return { sin: UNKNOWN, cos: UNKNOWN };
}

/** sin and cos of pi x, reduced exactly. */
export function sinCosPi(x: BigFloat, bits: number): SinCos {
  const quarters = nearest(toFixed(x, 64), 1n << 63n);
  const r = sub(x, rounded(quarters, -1, toBits(Infinity)), toBits(bits + 20));
  return quarterTurned(
    isZero(r) ? { sin: ZERO, cos: ONE } : nearZero(mul(r, piOver(0, bits + 12), toBits(bits + 12)), bits),
    quarters,
  );
}

/** x - x^3/3 + .. for |x| < 2^-16. */
function arcSeries(x: BigFloat, bits: number): BigFloat {
  const w = bits + 12;
  const square = toFixed(mul(x, x, toBits(w)), w);
  let power = 1n << BigInt(w);
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = -((power * square) >> BigInt(w));
    sum += power / k;
    if (power === -1n) break;
  }
  return mul(x, { m: sum, e: -w }, toBits(bits + 4));
}

/** The arc whose tangent is x, from the double's arc y: atan x = y + atan((x cos y - sin y) / (cos y + x sin y)). */
export function atan(x: BigFloat, bits: number): BigFloat {
  if (isZero(x) || !isKnown(x)) return x;
  if (x.m < 0n) return neg(atan(neg(x), bits));
  const size = exponent(x);
  const w = bits + 40;
  const rounding = toBits(w);
  if (size < -17) return arcSeries(x, bits);
  if (size > 0) return sub(piOver(1, w), atan(div(ONE, x, rounding), w), toBits(bits + 4));
  const y = fromNumber(Math.atan(toNumber(x)));
  const { sin, cos } = sinCos(y, w);
  const missing = div(sub(mul(x, cos, rounding), sin, rounding), add(cos, mul(x, sin, rounding), rounding), rounding);
  return isZero(missing) ? y : add(y, arcSeries(missing, w), toBits(bits + 4));
}

/** asin x = atan(x / sqrt((1 - x)(1 + x))). */
export function asin(x: BigFloat, bits: number): BigFloat {
  const rounding = toBits(bits + 12);
  const square = mul(sub(ONE, x, rounding), add(ONE, x, rounding), rounding);
  if (isZero(square)) return x.m > 0n ? piOver(1, bits + 4) : neg(piOver(1, bits + 4));
  return atan(div(x, sqrt(square, rounding), rounding), bits + 4);
}

/** acos x = 2 atan(sqrt((1 - x) / (1 + x))), which does not cancel near 1. */
export function acos(x: BigFloat, bits: number): BigFloat {
  const rounding = toBits(bits + 12);
  const below = add(ONE, x, rounding);
  if (isZero(below)) return piOver(0, bits + 4);
  return scale(atan(sqrt(div(sub(ONE, x, rounding), below, rounding), rounding), bits + 4), 1);
}
