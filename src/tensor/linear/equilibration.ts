import { exponentOf, timesPowerOfTwo } from '../power-of-two.ts';

/** A matrix with row i multiplied by 2^-rows[i] and column j by 2^-columns[j], so that its entries are at most about 1. */
export interface Equilibrated {
  readonly data: Float64Array;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** Whether no entry is so far below its row and column that products with it might lose digits to underflow. */
  readonly even: boolean;
}

/** Scales rows, then columns, by powers of two; zero rows and columns are left alone. */
export function equilibrate(a: Float64Array, n: number): Equilibrated {
  const exponents = Float64Array.from(a, (x) => (x === 0 ? -Infinity : exponentOf(x)));
  const rows = new Int32Array(n);
  const columns = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const largest = exponents.subarray(i * n, (i + 1) * n).reduce((m, e) => Math.max(m, e), -Infinity);
    if (largest !== -Infinity) rows[i] = largest;
  }
  for (let j = 0; j < n; j++) {
    let largest = -Infinity;
    for (let i = 0; i < n; i++) largest = Math.max(largest, exponents[i * n + j]! - rows[i]!);
    if (largest !== -Infinity) columns[j] = largest;
  }
  let even = true;
  const data = a.map((x, k) => {
    const shift = rows[Math.floor(k / n)]! + columns[k % n]!;
    const scaled = timesPowerOfTwo(x, -shift);
    if (x !== 0 && Math.abs(scaled) < 2 ** -200) even = false;
    return scaled;
  });
  return { data, rows, columns, even };
}
