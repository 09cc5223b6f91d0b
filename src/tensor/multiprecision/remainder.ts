import { type BigFloat, div, exponent, floor, isKnown, isZero, mul, sub, toBits, UNKNOWN, ZERO } from './float.ts';

/** Quotients of more bits are not known. */
const MOST = 20_000;

/** floor(x / y), of which all bits before the point are known; not known for y = 0. */
export function wholeQuotient(x: BigFloat, y: BigFloat, bits: number): BigFloat {
  if (!isKnown(x) || !isKnown(y) || isZero(y)) return UNKNOWN;
  if (isZero(x)) return ZERO;
  const whole = Math.max(0, exponent(x) - exponent(y));
  return whole > MOST ? UNKNOWN : floor(div(x, y, toBits(bits + whole + 64)));
}

/** x - y floor(x / y), without rounding. */
export function remainder(x: BigFloat, y: BigFloat, bits: number): BigFloat {
  const exactly = toBits(Infinity);
  const q = wholeQuotient(x, y, bits);
  return isKnown(q) ? sub(x, mul(y, q, exactly), exactly) : q;
}
