import { type DoubleDouble, dd, multiply } from '../../tensor/double-double.ts';
import { log } from '../../tensor/multiprecision/exponential.ts';
import { type BigFloat, div, exponent, fromDoubleDouble } from '../../tensor/multiprecision/float.ts';
import { fromNumber, isZero, neg, ONE, scale, sqrt, sub, toBits, toFixed } from '../../tensor/multiprecision/float.ts';
import { piOver } from '../../tensor/multiprecision/trigonometric.ts';
import type { Precise } from './numbers.ts';

/** The constants of rules, told from their first 106 bits: quotients and roots of whole numbers, 2/sqrt(pi), 1/ln 2 and 1/ln 10. */

/** So near is a pair of doubles to what it stands for. */
const NEAR = -103;
/** Quotients of larger numbers may be near by chance. */
const LARGEST = 2n ** 32n;

const inverseLog =
  (base: number): Precise =>
  (bits) =>
    div(ONE, log(fromNumber(base), bits), toBits(bits));

const named: readonly Precise[] = [
  (bits) => scale(div(ONE, sqrt(piOver(0, bits), toBits(bits)), toBits(bits)), 1),
  inverseLog(2),
  inverseLog(10),
];

const isNear = (a: BigFloat, b: BigFloat): boolean => {
  const difference = sub(a, b, toBits(32));
  return isZero(difference) || exponent(difference) - exponent(a) <= NEAR;
};

/** The first convergent of a continued fraction that is near, if its numbers are small. */
function quotient(x: BigFloat, bits: number): BigFloat | undefined {
  let [top, bottom] = [toFixed(x, 400), 1n << 400n];
  let [p, before, q, last] = [1n, 0n, 0n, 1n];
  while (bottom !== 0n && p < LARGEST && q < LARGEST) {
    const whole = top / bottom;
    [top, bottom] = [bottom, top - whole * bottom];
    [p, before, q, last] = [whole * p + before, p, whole * q + last, q];
    const found = div({ m: p, e: 0 }, { m: q, e: 0 }, toBits(bits));
    if (q !== 0n && isNear(x, found)) return p < LARGEST && q < LARGEST ? found : undefined;
  }
  return undefined;
}

/** The constant that a pair of doubles stands for, to so many bits; undefined if it is none of those of rules. */
export function constantOf(pair: DoubleDouble, bits: number): BigFloat | undefined {
  const x = fromDoubleDouble(pair);
  if (x.m < 0n) {
    const positive = constantOf(dd(-pair.hi, -pair.lo), bits);
    return positive && neg(positive);
  }
  const found = named.find((c) => isNear(x, c(120)));
  if (found) return found(bits);
  if (Math.abs(exponent(x)) > 32) return undefined;
  const square = quotient(fromDoubleDouble(multiply(pair, pair)), bits);
  return quotient(x, bits) ?? (square && sqrt(square, toBits(bits)));
}
