import { ln2 } from './constants.ts';
import { add, type BigFloat, div, exponent, fromNumber, isKnown, isZero, mul, nearest, ONE } from './float.ts';
import { neg, rounded, scale, sub, toBits, toFixed, toNumber, UNKNOWN, ZERO } from './float.ts';

/** Exponentials and logarithms: relative error below 2^-bits of the number that is asked for. */

/** Powers of two beyond this are not counted: no double tells numbers of such size apart. */
const WIDEST = 45;

/** The sum of x^k / k! for |x| <= 1, in units 2^-bits. */
function exponentialSeries(x: bigint, bits: number): bigint {
  const unit = BigInt(bits);
  let term = 1n << unit;
  let sum = term;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = ((term * x) >> unit) / k;
    sum += term;
  }
  return sum;
}

/** e^x = 2^k e^r with |r| <= ln(2)/2, whose series is taken of r / 2^s and squared s times (Brent 1976). */
export function exp(x: BigFloat, bits: number): BigFloat {
  if (isZero(x)) return ONE;
  if (!isKnown(x)) return UNKNOWN;
  const size = exponent(x);
  if (size > WIDEST) return UNKNOWN;
  if (size < -bits - 4) return add(ONE, x, toBits(bits + 4));
  const halvings = Math.floor(Math.sqrt(bits) / 2);
  const w = bits + halvings + 16;
  const long = w + Math.max(0, size) + 4;
  const full = toFixed(x, long);
  const two = ln2(long);
  const k = nearest(full, two);
  const r = (full - k * two) >> BigInt(long - w + halvings);
  let y = exponentialSeries(r, w);
  for (let i = 0; i < halvings; i++) y = (y * y) >> BigInt(w);
  return rounded(y, Number(k) - w, toBits(bits + 4));
}

/** Whether e^-|x| is less than the digits beside 1. */
const isBeyondDigits = (x: BigFloat, bits: number): boolean => exponent(x) > Math.log2(bits) + 2;

/** e^x - 1. */
export function expm1(x: BigFloat, bits: number): BigFloat {
  if (isZero(x) || !isKnown(x)) return x;
  const size = exponent(x);
  const rounding = toBits(bits + 4);
  if (size < -bits) return add(x, scale(mul(x, x, rounding), -1), rounding);
  if (x.m < 0n && isBeyondDigits(x, bits)) return neg(ONE);
  return sub(exp(x, bits + Math.max(0, -size) + 8), ONE, rounding);
}

/** log(1 + d) = 2 atanh(d / (2 + d)) for |d| < 2^-8. */
function logarithmNearOne(d: BigFloat, bits: number): BigFloat {
  const w = bits + 16;
  const z = div(d, add(d, fromNumber(2), toBits(w)), toBits(w));
  const square = toFixed(mul(z, z, toBits(w)), w);
  let power = 1n << BigInt(w);
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = (power * square) >> BigInt(w);
    sum += power / k;
  }
  return mul(scale(z, 1), { m: sum, e: -w }, toBits(bits + 4));
}

const NEAR = -9;

/** The natural logarithm of x > 0; not known elsewhere. */
export function log(x: BigFloat, bits: number): BigFloat {
  if (x.m <= 0n) return UNKNOWN;
  let k = exponent(x);
  if (toNumber(scale(x, -k)) > 1.4) k++;
  const near = scale(x, -k);
  const w = bits + 24;
  const d = sub(near, ONE, toBits(w));
  const twos = rounded(BigInt(k) * ln2(w + 60), -w - 60, toBits(w));
  if (isZero(d)) return k === 0 ? ZERO : twos;
  if (exponent(d) < NEAR) return add(twos, logarithmNearOne(d, w), toBits(bits + 4));
  // log x = y + log(x e^-y), with the double's logarithm y
  const y = fromNumber(Math.log(toNumber(near)));
  const rest = sub(mul(near, exp(neg(y), w), toBits(w)), ONE, toBits(w));
  const fine = isZero(rest) ? y : add(y, logarithmNearOne(rest, w), toBits(w));
  return add(twos, fine, toBits(bits + 4));
}

/** log(1 + x) for x > -1. */
export function log1p(x: BigFloat, bits: number): BigFloat {
  if (isZero(x) || !isKnown(x)) return x;
  return exponent(x) < NEAR ? logarithmNearOne(x, bits) : log(add(ONE, x, toBits(bits + 24)), bits);
}

/** log(1 + e^x). */
export function softplus(x: BigFloat, bits: number): BigFloat {
  if (x.m <= 0n) return log1p(exp(x, bits + 4), bits);
  // e^-x is less than the digits of x.
  if (isBeyondDigits(x, bits)) return x;
  return add(x, log1p(exp(neg(x), bits + 4), bits), toBits(bits + 4));
}

/** e^(-x^2). */
export const gauss = (x: BigFloat, bits: number): BigFloat => exp(neg(mul(x, x, toBits(Infinity))), bits);

/** sinh x = (t + t / (1 + t)) / 2 with t = e^x - 1, which does not cancel. */
export function sinh(x: BigFloat, bits: number): BigFloat {
  if (x.m < 0n) return neg(sinh(neg(x), bits));
  const rounding = toBits(bits + 8);
  const t = expm1(x, bits + 8);
  return scale(add(t, div(t, add(t, ONE, rounding), rounding), rounding), -1);
}

export function cosh(x: BigFloat, bits: number): BigFloat {
  const rounding = toBits(bits + 8);
  const e = exp(x, bits + 8);
  return scale(add(e, div(ONE, e, rounding), rounding), -1);
}

/** tanh x = (e^2x - 1) / (e^2x + 1). */
export function tanh(x: BigFloat, bits: number): BigFloat {
  if (isZero(x) || !isKnown(x)) return x;
  if (isBeyondDigits(x, bits)) return x.m > 0n ? ONE : neg(ONE);
  const rounding = toBits(bits + 8);
  const t = expm1(scale(x, 1), bits + 8);
  return div(t, add(t, fromNumber(2), rounding), rounding);
}

/** x^y = e^(y log x) for x > 0, with as many digits more as the exponent is long. */
export function power(x: BigFloat, y: BigFloat, bits: number): BigFloat {
  if (x.m <= 0n || !isKnown(y)) return UNKNOWN;
  if (isZero(y)) return ONE;
  const l = log(x, 64);
  if (isZero(l)) return ONE;
  const size = Math.max(0, exponent(l) + exponent(y) + 2);
  return size > WIDEST ? UNKNOWN : exp(mul(y, log(x, bits + size + 4), toBits(bits + size + 8)), bits);
}
