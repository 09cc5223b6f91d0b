import { add, addNumber, type DoubleDouble, dd, divide, multiply, multiplyNumber, negate } from '../double-double.ts';
import { scale } from '../double-double.ts';
import { exp } from '../double-double-functions.ts';

/** The slope of erf at 0. */
export const TWO_OVER_ROOT_PI = dd(1.1283791670955126, 1.533545961316588e-17);

/** From here on erfc's continued fraction is quicker than erf's series. */
const FAR = 2.5;

/** erf x to about 100 bits; undefined where it is not finite. */
export function erfDoubled(x: DoubleDouble): DoubleDouble | undefined {
  if (!Number.isFinite(x.hi)) return undefined;
  if (x.hi < 0) return negate(erfDoubled(negate(x))!);
  return x.hi < FAR ? series(x) : addNumber(negate(tail(x)), 1);
}

/** Between this and {@link FAR} 1 - erf x has lost bits that are claimed. */
const CANCELLING = 1.2;

/** erfc x to about 100 bits, for x below 26, where it is a normal number; undefined beyond, and where 1 - erf x cancels. */
export function erfcDoubled(x: DoubleDouble): DoubleDouble | undefined {
  if (!(Math.abs(x.hi) < 26) || (x.hi > CANCELLING && x.hi < FAR)) return undefined;
  return x.hi < FAR ? addNumber(negate(erfDoubled(x)!), 1) : tail(x);
}

/** 2/sqrt(pi) e^(-x^2) sum 2^k x^(2k+1) / (2k+1)!!, whose terms are positive (DLMF 7.6.2). */
function series(x: DoubleDouble): DoubleDouble {
  const square = multiply(x, x);
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term.hi) > 2 ** -110 * Math.abs(sum.hi); k++) {
    term = divide(multiply(term, scale(square, 2)), dd(2 * k + 1));
    sum = add(sum, term);
  }
  return multiply(multiply(TWO_OVER_ROOT_PI, exp(negate(square))), sum);
}

/** erfc x = e^(-x^2)/sqrt(pi) 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), for x >= 2.5, from the inside (DLMF 7.9.1). */
function tail(x: DoubleDouble): DoubleDouble {
  if (x.hi > 27) return dd(0);
  // As many levels as settle 2^-106 at 2.5; fewer would do beyond.
  let fraction = x;
  for (let k = Math.ceil(60 + 900 / (x.hi * x.hi)); k >= 1; k--) fraction = add(x, divide(dd(k / 2), fraction));
  const gauss = exp(negate(multiply(x, x)));
  return multiplyNumber(divide(multiply(TWO_OVER_ROOT_PI, gauss), fraction), 0.5);
}
