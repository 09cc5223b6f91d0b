import { exponentOf, timesPowerOfTwo } from '../power-of-two.ts';

/** The exponent of the largest entry; 0 for zero matrices. */
export function largestExponentOf(a: Float64Array): number {
  const largest = a.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  return largest === 0 ? 0 : exponentOf(largest);
}

/** Every entry times 2^k. */
export const scaledBy = (a: Float64Array, k: number): Float64Array =>
  k === 0 ? a : a.map((x) => timesPowerOfTwo(x, k));
