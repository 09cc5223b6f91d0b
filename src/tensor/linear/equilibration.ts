import { exponentOf, timesPowerOfTwo } from '../power-of-two.ts';

/** A matrix with row i multiplied by 2^-rows[i] and column j by 2^-columns[j], so that its entries are near 1. */
export interface Equilibrated {
  readonly data: Float64Array;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** Scales rows, then columns, by powers of two, which is exact; zero rows and columns are left alone. */
export function equilibrate(a: Float64Array, n: number): Equilibrated {
  const rows = new Int32Array(n);
  const columns = new Int32Array(n);
  const data = new Float64Array(a);
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(a[i * n + j]!));
    if (largest === 0) continue;
    rows[i] = exponentOf(largest);
    for (let j = 0; j < n; j++) data[i * n + j] = timesPowerOfTwo(a[i * n + j]!, -rows[i]!);
  }
  for (let j = 0; j < n; j++) {
    let largest = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(data[i * n + j]!));
    if (largest === 0) continue;
    columns[j] = exponentOf(largest);
    for (let i = 0; i < n; i++) data[i * n + j] = timesPowerOfTwo(data[i * n + j]!, -columns[j]!);
  }
  return { data, rows, columns };
}
