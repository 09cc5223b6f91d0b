import {
  add,
  addNumber,
  type DoubleDouble,
  dd,
  divide,
  multiply,
  multiplyNumber,
  negate,
  subtract,
} from '../double-double.ts';
import { log, scaledExp } from '../double-double-functions.ts';
import { timesPowerOfTwo } from '../power-of-two.ts';
import { BERNOULLI } from './bernoulli.ts';
import { lgammaDoubled } from './gamma.ts';

/** Terms smaller than this beside their sum are left out. */
const NEGLIGIBLE = 2 ** -110;

/**
 * The n-th derivative of digamma, n = 1, 2, ..., at an x that is no pole, where n or its size is beyond what recurrence and reflection
 * take: n! / r^(n+1), by its logarithm, times the sum of (r / (x + k))^(n+1), r being the x + k nearest 0 (DLMF 5.15.1).
 */
export function polygammaByPoles(n: number, x: DoubleDouble): DoubleDouble {
  const nearest = Math.max(0, Math.round(-x.hi));
  const r = addNumber(x, nearest);
  // Halfway between two poles their terms cancel by pairs, and what is left is that of 1 - x.
  if (nearest > 0 && n % 2 === 0 && Math.abs(r.hi) === 0.5 && r.lo === 0)
    return polygammaByPoles(n, addNumber(negate(x), 1));
  const sum = nearest === 0 && r.hi > 0 ? rightwardSum(n, r) : outwardSum(n, r, nearest);
  return sized(n, r, n % 2 === 1 ? sum : negate(sum));
}

/** The sum of (r / (r + k))^(n+1), k = 0, 1, ..., for r > 0: by the asymptotic series from where that is exact (DLMF 5.15.8). */
function rightwardSum(n: number, r: DoubleDouble): DoubleDouble {
  let sum = dd(0);
  for (let k = 0; r.hi + k < n + 20; k++) {
    const term = power(divide(r, addNumber(r, k)), n + 1);
    sum = add(sum, term);
    if (term.hi < NEGLIGIBLE * sum.hi) return sum;
  }
  const far = addNumber(r, Math.max(0, Math.ceil(n + 20 - r.hi)));
  const inverse = divide(dd(1), far);
  const square = multiply(inverse, inverse);
  // x/n (1 + n/(2x) + sum B_2k n (n+1) ... (n+2k-1) / ((2k)! x^2k))
  let series = addNumber(multiplyNumber(inverse, n / 2), 1);
  let factor = dd(1);
  BERNOULLI.forEach((b, i) => {
    const k = 2 * i + 2;
    factor = multiply(multiply(factor, divide(multiplyNumber(dd(n + k - 2), n + k - 1), dd((k - 1) * k))), square);
    series = add(series, multiply(b, factor));
  });
  const whole = multiply(divide(far, dd(n)), series);
  return add(sum, multiply(power(divide(r, far), n + 1), whole));
}

/** The sum of (r / (r + k))^(n+1) over k >= -nearest, from k = 0 to both sides. */
function outwardSum(n: number, r: DoubleDouble, nearest: number): DoubleDouble {
  let sum = dd(1);
  for (let k = 1; ; k++) {
    const right = power(divide(r, addNumber(r, k)), n + 1);
    const left = k <= nearest ? power(divide(r, addNumber(r, -k)), n + 1) : dd(0);
    sum = add(sum, add(right, left));
    if (Math.max(Math.abs(right.hi), Math.abs(left.hi)) <= NEGLIGIBLE * Math.abs(sum.hi)) return sum;
  }
}

/** n! / r^(n+1) times a sum: only the whole may over- or underflow. */
function sized(n: number, r: DoubleDouble, sum: DoubleDouble): DoubleDouble {
  const distance = r.hi < 0 ? negate(r) : r;
  const signed = r.hi < 0 && n % 2 === 0 ? negate(sum) : sum;
  const factorial = n <= 20 ? log(factorialOf(n)) : lgammaDoubled(dd(n + 1));
  const size = factorial && subtract(factorial, multiplyNumber(log(distance), n + 1));
  const whole = size ? size.hi + Math.log(Math.abs(sum.hi)) : NaN;
  if (!size || !(Math.abs(whole) < 800)) return dd(Math.exp(whole) * Math.sign(signed.hi));
  const { mantissa, exponent } = scaledExp(size);
  const { hi, lo } = multiply(mantissa, signed);
  return { hi: timesPowerOfTwo(hi, exponent), lo: timesPowerOfTwo(lo, exponent) };
}

/** x^n by repeated squaring. */
export function power(x: DoubleDouble, n: number): DoubleDouble {
  let out = dd(1);
  let square = x;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) out = multiply(out, square);
    if (left > 1) square = multiply(square, square);
  }
  return out;
}

/** n!, which is exact to 106 bits. */
export function factorialOf(n: number): DoubleDouble {
  let out = dd(1);
  for (let k = 2; k <= n; k++) out = multiplyNumber(out, k);
  return out;
}
