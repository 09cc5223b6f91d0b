import { productError, twoSum } from '../../tensor/double-double.ts';

/**
 * Proofs that a double is what arithmetic without rounding gives: the steps are taken back, and each must fit without a rest.
 */

/** Whether `value` is x + y. */
export const isSum = (value: number, x: number, y: number): boolean => {
  const { hi, lo } = twoSum(x, y);
  return hi === value && lo === 0;
};

/** Below this a product's rest may itself vanish. */
const LEAST = 2 ** -900;
const LIFT = 2 ** 200;

/** Whether `value` is x y. */
export function isProduct(value: number, x: number, y: number): boolean {
  if (x * y !== value || !Number.isFinite(value)) return false;
  if (Math.abs(value) >= LEAST) return productError(x, y, value) === 0;
  if (x === 0 || y === 0) return true;
  return Math.abs(x) < 1 ? lifted(value, x, y) : lifted(value, y, x);
}

/** The same for a small `x`, where the product is near the end of the range. */
function lifted(value: number, x: number, y: number): boolean {
  const [product, factor] = [value * LIFT, x * LIFT];
  return value !== 0 && factor * y === product && productError(factor, y, product) === 0;
}

/** Whether `value` is x / y. */
export const isQuotient = (value: number, x: number, y: number): boolean => y !== 0 && isProduct(x, value, y);

/** x^n for a whole n >= 0 without rounding; undefined where a double does not hold it. */
function exactPower(x: number, n: number): number | undefined {
  let out = 1;
  let square = x;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      const next = out * square;
      if (!isProduct(next, out, square)) return undefined;
      out = next;
    }
    if (left > 1) {
      const next = square * square;
      if (!isProduct(next, square, square)) return undefined;
      square = next;
    }
  }
  return out;
}

/** The largest exponent of which more than 0, 1 and -1 have a power in doubles. */
const MOST = 1100;

/** Whether `value` is x^n, for a whole n. */
export function isPower(value: number, x: number, n: number): boolean {
  if (!Number.isInteger(n)) return false;
  const trivial = x === 0 || Math.abs(x) === 1;
  if (Math.abs(n) > MOST && !trivial) return false;
  const power = trivial ? x ** Math.abs(n) : exactPower(x, Math.abs(n));
  if (power === undefined) return false;
  return n >= 0 ? power === value : isQuotient(value, 1, power);
}

/** Whether `value` is the n-th root of x, for a whole n > 0. */
export const isRoot = (value: number, x: number, n: number): boolean => n > 0 && isPower(x, value, n);

/** Whether `value` is the square root of x^2 + y^2. */
export function isLength(value: number, x: number, y: number): boolean {
  if (x === 0 || y === 0) return value === Math.abs(x + y);
  const [xx, yy, vv] = [x * x, y * y, value * value];
  return isProduct(xx, x, x) && isProduct(yy, y, y) && isProduct(vv, value, value) && isSum(vv, xx, yy);
}

/** The value is exact at one operand alone. */
export const onlyAt =
  (point: number) =>
  (_value: number, x: number): boolean =>
    x === point;
