import { gauss } from './exponential.ts';
import { add, type BigFloat, div, exponent, fromNumber, isKnown, isZero, mul, neg, ONE } from './float.ts';
import { scale, sqrt, sub, toBits, toNumber, UNKNOWN } from './float.ts';
import { piOver } from './trigonometric.ts';

/** From here on erfc's continued fraction is quicker than erf's series. */
const FAR = 4;

/** 2/sqrt(pi) to so many bits. */
const twoOverRootPi = (bits: number): BigFloat =>
  div(fromNumber(2), sqrt(piOver(0, bits + 8), toBits(bits + 8)), toBits(bits + 4));

/** The error function to so many bits. */
export function erf(x: BigFloat, bits: number): BigFloat {
  if (isZero(x) || !isKnown(x)) return x;
  if (x.m < 0n) return neg(erf(neg(x), bits));
  return toNumber(x) < FAR ? series(x, bits) : sub(ONE, tail(x, bits), toBits(bits + 4));
}

/** 1 - erf x to so many bits, also where it is next to nothing. */
export function erfc(x: BigFloat, bits: number): BigFloat {
  const size = toNumber(x);
  if (!(size < FAR)) return tail(x, bits);
  // What 1 - erf x loses is known from the size of erfc.
  const more = size > 0 ? Math.ceil(1.5 * size * size) + 8 : 0;
  return sub(ONE, erf(x, bits + more), toBits(bits + 4));
}

/** 2/sqrt(pi) e^(-x^2) sum 2^k x^(2k+1) / (2k+1)!!, whose terms are positive (DLMF 7.6.2). */
function series(x: BigFloat, bits: number): BigFloat {
  const w = bits + 24;
  const rounding = toBits(w);
  const square = scale(mul(x, x, rounding), 1);
  let term = ONE;
  let sum = ONE;
  for (let k = 1; exponent(term) > -w; k++) {
    term = div(mul(term, square, rounding), fromNumber(2 * k + 1), rounding);
    sum = add(sum, term, rounding);
  }
  return mul(mul(twoOverRootPi(w), gauss(x, w), rounding), mul(x, sum, rounding), toBits(bits + 4));
}

/** erfc x = e^(-x^2)/sqrt(pi) 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), for x >= 4, from the inside (DLMF 7.9.1). */
function tail(x: BigFloat, bits: number): BigFloat {
  const size = toNumber(x);
  if (!isKnown(x) || !(size < 1e6)) return UNKNOWN;
  const w = bits + 16;
  const rounding = toBits(w);
  // After n levels the error is about exp(-2 x sqrt(2 n)), while n is small beside x^2 about n! / (2 x^2)^n.
  const levels = Math.ceil(w / 8 + (0.07 * w * w) / (size * size));
  let fraction = x;
  for (let k = levels; k >= 1; k--) fraction = add(x, div(fromNumber(k / 2), fraction, rounding), rounding);
  return scale(div(mul(twoOverRootPi(w), gauss(x, w), rounding), fraction, toBits(bits + 4)), -1);
}
