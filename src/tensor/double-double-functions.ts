import { add, addNumber, type DoubleDouble, dd, divide, multiply } from './double-double.ts';
import { scale, subtract, twoProduct, twoSum } from './double-double.ts';
import { timesPowerOfTwo } from './power-of-two.ts';

/** ln 2 and pi as unevaluated sums of two doubles. */
export const LN2 = dd(0.6931471805599453, 2.3190468138462996e-17);
export const PI = dd(Math.PI, 1.2246467991473532e-16);

/** 1/k!, k = 0..27. */
const INVERSE_FACTORIALS: readonly DoubleDouble[] = factorialReciprocals(27);

function factorialReciprocals(last: number): DoubleDouble[] {
  const out = [dd(1)];
  for (let k = 1; k <= last; k++) out.push(divide(out[k - 1]!, dd(k)));
  return out;
}

/** e^x - 1 for |x| below 0.01. */
function smallExpm1(x: DoubleDouble): DoubleDouble {
  let sum = INVERSE_FACTORIALS[14]!;
  for (let k = 13; k >= 1; k--) sum = add(multiply(sum, x), INVERSE_FACTORIALS[k]!);
  return multiply(sum, x);
}

/** e^(x - k ln 2) - 1 for the integer k nearest to x / ln 2, relatively accurate. */
function reducedExpm1(x: DoubleDouble): { readonly m: DoubleDouble; readonly k: number } {
  const k = Math.round(x.hi / LN2.hi);
  const rest = subtract(subtract(x, twoProduct(k, LN2.hi)), twoProduct(k, LN2.lo));
  let m = smallExpm1(scale(rest, 2 ** -6));
  // (1 + m)^2 - 1 = 2 m + m^2, six times
  for (let i = 0; i < 6; i++) m = add(scale(m, 2), multiply(m, m));
  return { m, k };
}

/** e^x as mantissa near 1 and a power of two, for any finite x. */
export function scaledExp(x: DoubleDouble): { readonly mantissa: DoubleDouble; readonly exponent: number } {
  const { m, k } = reducedExpm1(x);
  return { mantissa: addNumber(m, 1), exponent: k };
}

/** e^x in double-double; 0 or infinity out of range. */
export function exp(x: DoubleDouble): DoubleDouble {
  if (!(Math.abs(x.hi) < 800)) return dd(Math.exp(x.hi));
  const { mantissa, exponent } = scaledExp(x);
  return { hi: timesPowerOfTwo(mantissa.hi, exponent), lo: timesPowerOfTwo(mantissa.lo, exponent) };
}

/** The natural logarithm of x > 0, a normal number, to about 2^-100 absolute and relative. */
export function log(x: DoubleDouble): DoubleDouble {
  const y = Math.log(x.hi);
  if (!Number.isFinite(y)) return dd(y);
  const { mantissa, exponent } = scaledExp(dd(-y));
  const near = { hi: timesPowerOfTwo(x.hi, exponent), lo: timesPowerOfTwo(x.lo, exponent) };
  // log x = y + log(x e^-y), and x e^-y = 1 + d with d of the order of y's rounding error
  const d = addNumber(multiply(near, mantissa), -1);
  return addNumber(add(dd(y), d), -0.5 * d.hi * d.hi);
}

/** e^x - 1 to about 100 bits, also near 0, for |x| below 700. */
export function expm1(x: DoubleDouble): DoubleDouble {
  const { m, k } = reducedExpm1(x);
  return k === 0 ? m : addNumber(exp(x), -1);
}

/** log(1 + x) for x > -1, to about 100 bits, also near 0. */
export function log1p(x: DoubleDouble): DoubleDouble {
  if (!(Math.abs(x.hi) < 0.5)) return log(addNumber(x, 1));
  const y = Math.log1p(x.hi);
  // log(1 + x) = y + log(1 + d) with d = (1 + x) e^-y - 1 = x + (1 + x) (e^-y - 1)
  const e = expm1(dd(-y));
  const d = add(add(x, multiply(x, e)), e);
  return addNumber(addNumber(d, -0.5 * d.hi * d.hi), y);
}

/** A sine and a cosine of one angle. */
export interface SinCos {
  readonly sin: DoubleDouble;
  readonly cos: DoubleDouble;
}

/** sin and cos of pi r for |r| <= 1/4. */
export const sinCosPi = (r: DoubleDouble): SinCos => sinCosNearZero(multiply(r, PI));

/** sin and cos of x for |x| <= pi/4, by their Taylor series. */
function sinCosNearZero(x: DoubleDouble): SinCos {
  const square = multiply(x, x);
  let s = dd(0);
  let c = dd(0);
  for (let k = 13; k >= 0; k--) {
    const sign = k % 2 === 0 ? 1 : -1;
    s = add(multiply(s, square), scale(INVERSE_FACTORIALS[2 * k + 1]!, sign));
    c = add(multiply(c, square), scale(INVERSE_FACTORIALS[2 * k]!, sign));
  }
  return { sin: multiply(s, x), cos: c };
}

/** sin and cos of pi (x + tail) for any double x and a tail below a unit in its last place, reduced without error. */
export function sinCosPiOf(x: number, tail = 0): SinCos {
  const turn = x % 2;
  const quarters = Math.round(turn * 2);
  return quarterTurned(sinCosPi(twoSum(turn - quarters / 2, tail)), quarters);
}

/** pi beyond {@link PI}. */
const PI_TAIL = -2.9947698097183397e-33;

/** sin and cos of x for |x| < 1e15; undefined for larger x, whose reduction would take more digits of pi. */
export function sinCos(x: DoubleDouble): SinCos | undefined {
  if (!(Math.abs(x.hi) < 1e15)) return undefined;
  const quarters = Math.round(x.hi / (PI.hi / 2));
  const k = quarters / 2;
  const rest = subtract(subtract(x, twoProduct(k, PI.hi)), twoProduct(k, PI.lo));
  return quarterTurned(sinCosNearZero(addNumber(rest, -k * PI_TAIL)), quarters);
}

/** The sine and cosine of an angle that is a number of quarter turns further. */
function quarterTurned({ sin, cos }: SinCos, quarters: number): SinCos {
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return { sin, cos };
    case 1:
      return { sin: cos, cos: scale(sin, -1) };
    case 2:
      return { sin: scale(sin, -1), cos: scale(cos, -1) };
    default:
      return { sin: scale(cos, -1), cos: sin };
  }
}
