import { productError } from './double-double.ts';
import { exponentOf, timesPowerOfTwo } from './power-of-two.ts';
import { exactSum } from './sum.ts';

/** `n` entries of data from `start`, `step` apart. */
export interface Run {
  readonly data: Float64Array;
  readonly start: number;
  readonly step: number;
}

/**
 * The inner product as if in twice the digits (Dot2 of Ogita, Rump and Oishi 2005), exact where the terms cancel
 * beyond that; products neither overflow nor lose their tails.
 */
export function dot(x: Run, y: Run, n: number): number {
  const total = doubledDot(x, y, n);
  const size = Math.abs(total);
  if (size > 1e-250 && size < 1e300 && size > sizeOfTerms(x, y, n) * 2 ** -40) return total;
  return scaledDot(x, y, n);
}

/** The inner product as if in twice the digits, with no care for extremes of range and cancellation. */
export function doubledDot(x: Run, y: Run, n: number): number {
  let sum = 0;
  let error = 0;
  for (let k = 0, i = x.start, j = y.start; k < n; k++, i += x.step, j += y.step) {
    const a = x.data[i]!;
    const b = y.data[j]!;
    const p = a * b;
    const next = sum + p;
    const t = next - sum;
    error += sum - (next - t) + (p - t) + productError(a, b, p);
    sum = next;
  }
  return sum + error;
}

/** The plain inner product: for large sizes, where its speed matters more. */
export function plainDot(x: Run, y: Run, n: number): number {
  let sum = 0;
  for (let k = 0, i = x.start, j = y.start; k < n; k++, i += x.step, j += y.step) sum += x.data[i]! * y.data[j]!;
  return sum;
}

function sizeOfTerms(x: Run, y: Run, n: number): number {
  let size = 0;
  for (let k = 0, i = x.start, j = y.start; k < n; k++, i += x.step, j += y.step)
    size += Math.abs(x.data[i]! * y.data[j]!);
  return size;
}

function scaledDot(x: Run, y: Run, n: number): number {
  const plain = plainDot(x, y, n);
  const ex = largestExponent(x, n);
  const ey = largestExponent(y, n);
  if (ex === undefined || ey === undefined) return plain;
  const terms = new Float64Array(2 * n);
  for (let k = 0, i = x.start, j = y.start; k < n; k++, i += x.step, j += y.step) {
    const a = timesPowerOfTwo(x.data[i]!, -ex);
    const b = timesPowerOfTwo(y.data[j]!, -ey);
    terms[2 * k] = a * b;
    terms[2 * k + 1] = productError(a, b, a * b);
  }
  return timesPowerOfTwo(exactSum(terms, 0, 2 * n, 1), ex + ey);
}

/** The exponent of the largest entry; undefined if all are 0 or one is not finite. */
function largestExponent(x: Run, n: number): number | undefined {
  let largest = 0;
  for (let k = 0, i = x.start; k < n; k++, i += x.step) {
    const size = Math.abs(x.data[i]!);
    if (!(size < Infinity)) return undefined;
    if (size > largest) largest = size;
  }
  return largest === 0 ? undefined : exponentOf(largest);
}
