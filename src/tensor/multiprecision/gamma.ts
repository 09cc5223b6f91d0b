import { exp, log } from './exponential.ts';
import { abs, add, type BigFloat, compare, div, exponent, fromNumber, isInteger, isKnown } from './float.ts';
import { mul, neg, ONE, scale, sub, toBits, toNumber, UNKNOWN, ZERO } from './float.ts';
import { piOver, sinCosPi } from './trigonometric.ts';
import { uncancelled } from './uncancelled.ts';

/** The gamma function, its logarithm and the derivatives of that: relative error below 2^-bits of the number that is asked for. */

let tangents: bigint[] = [];

/** B_2k = (-1)^(k-1) 2k T_k / (4^k (4^k - 1)) with the tangent numbers T_k (Brent and Harvey 2011). */
function bernoulli(k: number, bits: number): BigFloat {
  if (k >= tangents.length) tangents = tangentNumbers(2 * k + 20);
  const four = 4n ** BigInt(k);
  const top = { m: BigInt(k % 2 === 0 ? -2 * k : 2 * k) * tangents[k]!, e: 0 };
  return div(top, { m: four * (four - 1n), e: 0 }, toBits(bits));
}

function tangentNumbers(n: number): bigint[] {
  const t = [0n, 1n];
  for (let k = 2; k <= n; k++) t[k] = BigInt(k - 1) * t[k - 1]!;
  for (let k = 2; k <= n; k++) {
    for (let j = k; j <= n; j++) t[j] = BigInt(j - k) * t[j - 1]! + BigInt(j - k + 2) * t[j]!;
  }
  return t;
}

/** Where an asymptotic series reaches so many bits: its least term at z is about e^(-2 pi z). */
const farEnough = (bits: number): number => Math.ceil(0.25 * bits);

/** The sum of factor(k) B_2k / z^2k for k = 1, 2, .., as far as it says anything beside 1. */
function asymptotic(z: BigFloat, bits: number, factor: (k: number) => BigFloat): BigFloat {
  const rounding = toBits(bits);
  const square = div(ONE, mul(z, z, rounding), rounding);
  let power = ONE;
  let sum = ZERO;
  for (let k = 1; ; k++) {
    power = mul(power, square, rounding);
    const term = mul(mul(bernoulli(k, bits), factor(k), rounding), power, rounding);
    sum = add(sum, term, rounding);
    if (exponent(term) < -bits || k > bits) return sum;
  }
}

/** log gamma(z) for large z: (z - 1/2) log z - z + log(2 pi)/2 + sum B_2k / (2k (2k - 1) z^(2k-1)) (DLMF 5.11.1). */
function stirling(z: BigFloat, bits: number): BigFloat {
  const w = bits + Math.max(0, exponent(z)) + 12;
  const rounding = toBits(w);
  const series = asymptotic(z, w, (k) => div(ONE, fromNumber(2 * k * (2 * k - 1)), rounding));
  const main = sub(mul(sub(z, fromNumber(0.5), rounding), log(z, w), rounding), z, rounding);
  return add(add(main, scale(log(piOver(-1, w), w), -1), rounding), mul(series, z, rounding), rounding);
}

/** The steps from x up to where asymptotic series hold. */
const stepsTo = (x: BigFloat, far: number): number => Math.max(0, Math.ceil(far - toNumber(x)));

/** x (x + 1) .. (x + n - 1). */
function risingFactorial(x: BigFloat, n: number, bits: number): BigFloat {
  const rounding = toBits(bits + 16);
  let product = ONE;
  for (let k = 0; k < n; k++) product = mul(product, add(x, fromNumber(k), rounding), rounding);
  return product;
}

/** Whether gamma has a pole there: at 0 and the negative whole numbers. */
export const isPole = (x: BigFloat): boolean => x.m <= 0n && isInteger(x);

/** Below this the reflection is quicker than steps to the right. */
const LEFT = -50;
/** No double is near the gamma function of more. */
const MOST = 1e12;

/** gamma(x); not known at its poles. */
export function gamma(x: BigFloat, bits: number): BigFloat {
  if (!isKnown(x) || isPole(x) || !(Math.abs(toNumber(x)) < MOST)) return UNKNOWN;
  const w = bits + 16;
  const rounding = toBits(w);
  if (toNumber(x) < LEFT) {
    // gamma(x) gamma(1 - x) = pi / sin(pi x)
    const { sin } = sinCosPi(x, w);
    return div(piOver(0, w), mul(sin, gamma(sub(ONE, x, toBits(w + 60)), w), rounding), rounding);
  }
  const n = stepsTo(x, farEnough(w));
  if (n > 0 && isInteger(x)) return risingFactorial(ONE, toNumber(x) - 1, bits);
  const z = add(x, fromNumber(n), toBits(w + 60));
  return div(exp(stirling(z, w), w), risingFactorial(x, n, w), rounding);
}

/** log |gamma(x)|; not known at its poles. */
export function lgamma(x: BigFloat, bits: number): BigFloat {
  if (!isKnown(x) || isPole(x)) return UNKNOWN;
  if (compare(x, ONE) === 0 || compare(x, fromNumber(2)) === 0) return ZERO;
  if (toNumber(x) < LEFT) {
    return uncancelled(bits, (w) => {
      const { sin } = sinCosPi(x, w);
      const other = sub(ONE, x, toBits(w + 20));
      return [log(div(piOver(0, w), abs(sin), toBits(w)), w), neg(stirlingFar(other, w))];
    });
  }
  return uncancelled(bits, (w) => {
    const n = stepsTo(x, farEnough(w));
    const z = add(x, fromNumber(n), toBits(w + 20));
    return [stirling(z, w), neg(log(abs(risingFactorial(x, n, w)), w + 12))];
  });
}

/** log gamma(z) for z > 50. */
function stirlingFar(z: BigFloat, bits: number): BigFloat {
  const n = stepsTo(z, farEnough(bits));
  const main = stirling(add(z, fromNumber(n), toBits(bits + 20)), bits);
  return n === 0 ? main : sub(main, log(risingFactorial(z, n, bits), bits), toBits(bits + 8));
}

const factorialOf = (n: number): BigFloat => risingFactorial(ONE, n, 4000);

/** psi^(n)(z) for large z (DLMF 5.11.2, 5.15.8). */
function polygammaFar(n: number, z: BigFloat, bits: number): readonly BigFloat[] {
  const w = bits + 8;
  const rounding = toBits(w);
  const inverse = div(ONE, z, rounding);
  if (n === 0) {
    const series = asymptotic(z, w, (k) => div(ONE, fromNumber(2 * k), rounding));
    return [log(z, w), neg(scale(inverse, -1)), neg(series)];
  }
  let power = ONE;
  for (let k = 0; k < n; k++) power = mul(power, inverse, rounding);
  // (2k + n - 1)! / (2k)!
  const series = asymptotic(z, w, (k) => risingFactorial(fromNumber(2 * k + 1), n - 1, w));
  const lead = factorialOf(n - 1);
  const half = scale(mul(factorialOf(n), inverse, rounding), -1);
  const sum = mul(power, add(add(lead, half, rounding), series, rounding), rounding);
  return [n % 2 === 0 ? neg(sum) : sum];
}

/** Orders up to this are summed here. */
const HIGHEST = 60;
const LEFTMOST = -400;

/** The n-th derivative of digamma, n = 0, 1, ..; not known at its poles, and for large n or far to the left. */
export function polygamma(n: number, x: BigFloat, bits: number): BigFloat {
  if (!isKnown(x) || isPole(x) || n > HIGHEST) return UNKNOWN;
  if (toNumber(x) < LEFTMOST) {
    if (n > 0) return UNKNOWN;
    return uncancelled(bits, (w) => {
      const { sin, cos } = sinCosPi(x, w);
      const right = polygammaFar(0, sub(ONE, x, toBits(w + 20)), w);
      return [...right, neg(mul(piOver(0, w), div(cos, sin, toBits(w)), toBits(w)))];
    });
  }
  return uncancelled(bits, (w) => {
    const steps = stepsTo(x, farEnough(w) + 2 * n);
    const rounding = toBits(w + 12);
    const factor = n % 2 === 0 ? neg(factorialOf(n)) : factorialOf(n);
    const poles = Array.from({ length: steps }, (_, k) => {
      const at = add(x, fromNumber(k), toBits(w + 20));
      let power = at;
      for (let i = 0; i < n; i++) power = mul(power, at, rounding);
      return div(factor, power, rounding);
    });
    return [...polygammaFar(n, add(x, fromNumber(steps), toBits(w + 20)), w), ...poles];
  });
}
