import { exponentOf, timesPowerOfTwo } from '../../power-of-two.ts';
import type { DoubleLu } from './double-lu.ts';

/** A correction this far below the solution leaves nothing for a next one to do. */
const FAR = 2 ** -30;

/** A solution, and whether the last correction told that every entry is known to its last bit. */
export interface Refined {
  readonly x: Float64Array;
  readonly sure: boolean;
}

/**
 * X of [n, m] with A X = B from the factors of A, refined while that is affordable with residuals in twice the digits
 * (Wilkinson 1963): work is O(n^2 m) a round. A round leaves about the square of what it corrects.
 */
export function solveRefined({ n, scaled, factors }: DoubleLu, b: Float64Array, m: number): Refined {
  const work = n * n * m;
  const rounds = work <= 2e6 ? 2 : work <= 2e7 ? 1 : 0;
  const { right, shifts } = scaledRight(b, scaled.rows, n, m);
  const x = right.slice();
  factors.solve(x);
  let sure = false;
  for (let round = 0; round < rounds && !sure; round++) {
    const step = factors.residual(x, right);
    factors.solve(step);
    sure = true;
    for (let k = 0; k < x.length; k++) {
      // Not far below a solution that is 0, or no number, either.
      if (!(Math.abs(step[k]!) <= FAR * Math.abs(x[k]!))) sure = false;
      x[k]! += step[k]!;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const shift = shifts[j]! - scaled.columns[i]!;
      if (shift !== 0) x[i * m + j] = timesPowerOfTwo(x[i * m + j]!, shift);
    }
  }
  return { x, sure };
}

/**
 * The right-hand sides with their rows scaled as the matrix's, and each column by a power of two that brings it near 1.
 */
function scaledRight(
  b: Float64Array,
  rows: Int32Array,
  n: number,
  m: number,
): { readonly right: Float64Array; readonly shifts: readonly number[] } {
  const right = b.slice();
  const shifts = columnShifts(b, rows, n, m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const shift = -rows[i]! - shifts[j]!;
      if (shift !== 0) right[i * m + j] = timesPowerOfTwo(b[i * m + j]!, shift);
    }
  }
  return { right, shifts };
}

/** The power of two that brings each column of the row-scaled right-hand sides near 1. */
export function columnShifts(b: Float64Array, rows: Int32Array, n: number, m: number): readonly number[] {
  const shifts = new Array<number>(m).fill(-Infinity);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const x = b[i * m + j]!;
      if (x !== 0) shifts[j] = Math.max(shifts[j]!, exponentOf(x) - rows[i]!);
    }
  }
  return shifts.map((shift) => (shift === -Infinity ? 0 : shift));
}

/** The identity of order n as a right-hand side. */
export function identityOf(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * (n + 1)] = 1;
  return out;
}
