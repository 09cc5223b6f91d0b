import { add, dd, type DoubleDouble, multiply, scale, toNumber, twoProduct } from './double-double.ts';
import { LN2, log } from './double-double-functions.ts';
import { exponentOf, timesPowerOfTwo } from './power-of-two.ts';

/** A product mantissa * 2^exponent of any number of factors, which neither overflows nor underflows, in double-double. */
export interface ScaledProduct {
  readonly mantissa: DoubleDouble;
  readonly exponent: number;
}

export const ONE: ScaledProduct = { mantissa: dd(1), exponent: 0 };

/** The product times a double-double or a double. */
export function times(p: ScaledProduct, factor: number | DoubleDouble): ScaledProduct {
  const f = normal(typeof factor === 'number' ? dd(factor) : factor, 0);
  const hi = p.mantissa.hi * f.mantissa.hi;
  return normal(Number.isFinite(hi) ? multiply(p.mantissa, f.mantissa) : dd(hi), p.exponent + f.exponent);
}

/** The product as a double, rounded once; infinite or 0 only where the product itself leaves the range. */
export const valueOf = (p: ScaledProduct): number => timesPowerOfTwo(p.mantissa.hi + p.mantissa.lo, p.exponent);

function normal(m: DoubleDouble, exponent: number): ScaledProduct {
  if (m.hi === 0 || !Number.isFinite(m.hi)) return { mantissa: dd(m.hi), exponent: 0 };
  const e = exponentOf(m.hi);
  return { mantissa: { hi: timesPowerOfTwo(m.hi, -e), lo: timesPowerOfTwo(m.lo, -e) }, exponent: exponent + e };
}

/** log |p|, rounded once. */
export function logOf(p: ScaledProduct): number {
  const { hi } = p.mantissa;
  if (hi === 0 || !Number.isFinite(hi)) return Math.log(Math.abs(hi));
  // Near 1 from below the mantissa is near 2: halve it, so that the two logarithms do not cancel.
  const halve = Math.abs(hi) > 1.5 ? 1 : 0;
  const mantissa = scale(p.mantissa, (hi < 0 ? -1 : 1) / (1 + halve));
  const k = p.exponent + halve;
  return toNumber(add(log(mantissa), add(twoProduct(k, LN2.hi), twoProduct(k, LN2.lo))));
}
