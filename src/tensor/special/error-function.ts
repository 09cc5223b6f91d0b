import {
  add,
  addNumber,
  type DoubleDouble,
  dd,
  divide,
  multiply,
  multiplyNumber,
  negate,
  scale,
  toNumber,
  twoProduct,
} from '../double-double.ts';
import { scaledExp } from '../double-double-functions.ts';
import { timesPowerOfTwo } from '../power-of-two.ts';
import { factorial } from './gamma.ts';

const TWO_OVER_ROOT_PI = dd(1.1283791670955126, 1.533545961316588e-17);

/** (-1)^k / (k! (2k+1)), k = 1..13. */
const AT_ZERO: readonly number[] = Array.from({ length: 13 }, (_, i) => {
  const k = i + 1;
  return (k % 2 === 0 ? 1 : -1) / (factorial(k) * (2 * k + 1));
});

/** erfcx at 0.75, 1.25, ..., 8.25 to 32 digits. */
const CENTRES: readonly DoubleDouble[] = [
  dd(0.5069376502931449, -5.335681035462232e-17),
  dd(0.3678229164523611, 1.387401093925035e-19),
  dd(0.2849722347374364, 8.539813023973122e-18),
  dd(0.23108725873039188, -5.74762364596782e-18),
  dd(0.1936620962790687, -1.2015846532739174e-17),
  dd(0.16633534842682188, -6.133416339501975e-19),
  dd(0.14558972127503855, -1.3715647344444334e-17),
  dd(0.12934527478598792, -1.2917508513157319e-17),
  dd(0.11630270721024731, -3.1774786879972914e-18),
  dd(0.1056127354688918, 2.7634215791419046e-18),
  dd(0.09669877816971392, -1.7756572733539565e-18),
  dd(0.08915663178727438, 5.224908596182542e-18),
  dd(0.08269505677505307, -6.7623839302257225e-18),
  dd(0.0770991803512599, 2.2284983518708047e-18),
  dd(0.07220717081466976, -2.7731997830403537e-18),
  dd(0.06789491988272056, 1.3503833174944095e-18),
];

/** Terms of the Taylor series at a centre: enough for a quarter to either side. */
const TERMS = 24;

let series: readonly (readonly number[])[] | undefined;

/** e^(x^2) erfc x, the scaled complementary error function; relative error about an ulp for x >= 0. */
export function erfcx(x: number): number {
  if (x < 0.5) {
    if (x < -26.7) return Infinity;
    const { mantissa, exponent } = expSquare(x, 1);
    return timesPowerOfTwo(erfc(x) * toNumber(mantissa), exponent);
  }
  return x === Infinity ? 0 : toNumber(scaled(x));
}

/** The error function. */
export function erf(x: number): number {
  if (x === 0 || Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < 0.5) return nearZero(x);
  if (size > 6) return Math.sign(x);
  return Math.sign(x) * (1 - Math.exp(-x * x) * erfcx(size));
}

/** 1 - erf x, without cancellation where erf is near 1. */
export function erfc(x: number): number {
  if (x < 0.5) return 1 - erf(x);
  if (x > 28) return 0;
  const { mantissa, exponent } = expSquare(x, -1);
  return timesPowerOfTwo(toNumber(multiply(mantissa, scaled(x))), exponent);
}

/** erfcx with digits to spare, for x >= 1/2. */
const scaled = (x: number): DoubleDouble => (x < 8.5 ? nearCentre(x) : asymptotic(x));

/** e^(sign x^2) with the square unrounded. */
const expSquare = (x: number, sign: 1 | -1): ReturnType<typeof scaledExp> => scaledExp(scale(twoProduct(x, x), sign));

/** 2/sqrt(pi) sum (-1)^k x^(2k+1) / (k! (2k+1)) for |x| < 1/2 (DLMF 7.6.1). */
function nearZero(x: number): number {
  const square = x * x;
  const rest = AT_ZERO.reduceRight((sum, c) => (sum + c) * square, 0);
  return toNumber(addNumber(multiplyNumber(TWO_OVER_ROOT_PI, x), TWO_OVER_ROOT_PI.hi * x * rest));
}

/** 1/(x sqrt(pi)) sum (-1)^k (2k-1)!! / (2x^2)^k for x >= 8.5 (DLMF 7.12.1). */
function asymptotic(x: number): DoubleDouble {
  const t = 0.5 / x / x;
  let sum = 0;
  for (let k = 20; k >= 1; k--) sum = -(2 * k - 1) * t * (1 + sum);
  const lead = divide(scale(TWO_OVER_ROOT_PI, 0.5), dd(x));
  return addNumber(lead, lead.hi * sum);
}

function nearCentre(x: number): DoubleDouble {
  series ??= CENTRES.map((value, i) => taylor(0.75 + i / 2, value));
  const i = Math.min(Math.floor((x - 0.5) * 2), CENTRES.length - 1);
  const z = x - (0.75 + i / 2);
  const coefficients = series[i]!;
  let sum = 0;
  for (let k = TERMS; k >= 1; k--) sum = (sum + coefficients[k]!) * z;
  return addNumber(CENTRES[i]!, sum);
}

/** Taylor coefficients at c of the solution of y' = 2 x y - 2/sqrt(pi) with y(c) = value. */
function taylor(c: number, value: DoubleDouble): number[] {
  const out = [value];
  for (let k = 0; k < TERMS; k++) {
    let next = multiplyNumber(out[k]!, 2 * c);
    next = k === 0 ? add(next, negate(TWO_OVER_ROOT_PI)) : add(next, scale(out[k - 1]!, 2));
    out.push(divide(next, dd(k + 1)));
  }
  return out.map(toNumber);
}
