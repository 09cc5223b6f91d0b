import { exponentOf } from '../power-of-two.ts';
import { type Equilibrated, equilibrate } from './equilibration.ts';

/** P A = L U in doubles, for orders where double-double is too slow; laid out as the double-double factors are. */
export interface DoubleLu {
  readonly n: number;
  readonly scaled: Equilibrated;
  readonly data: Float64Array;
  readonly order: Int32Array;
  readonly sign: 1 | -1;
  /** Whether a pivot is so small that rounding alone may have made it. */
  readonly doubtful: boolean;
}

/** Factorises an n x n matrix of finite doubles, equilibrated, with partial pivoting. */
export function doubleLu(a: Float64Array, n: number): DoubleLu {
  const scaled = equilibrate(a, n);
  const data = new Float64Array(scaled.data);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let sign: 1 | -1 = 1;
  let smallest = Infinity;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(data[i * n + k]!) > Math.abs(data[pivot * n + k]!)) pivot = i;
    if (pivot !== k) {
      const row = data.slice(k * n, (k + 1) * n);
      data.copyWithin(k * n, pivot * n, (pivot + 1) * n);
      data.set(row, pivot * n);
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
      sign = sign === 1 ? -1 : 1;
    }
    const d = data[k * n + k]!;
    smallest = Math.min(smallest, Math.abs(d));
    if (d === 0) continue;
    const top = data.subarray(k * n, (k + 1) * n);
    for (let i = k + 1; i < n; i++) {
      const row = data.subarray(i * n, (i + 1) * n);
      if (row[k] === 0) continue;
      const f = row[k]! / d;
      row[k] = f;
      for (let j = k + 1; j < n; j++) row[j] = row[j]! - f * top[j]!;
    }
  }
  return { n, scaled, data, order, sign, doubtful: smallest === 0 || exponentOf(smallest) < -36 };
}

/** Solves L U x = P b for the n x m right-hand sides, in place; L and U are packed in `data`, the rows of b come permuted. */
export function solveDouble(data: Float64Array, n: number, x: Float64Array, m: number): void {
  const subtract = (i: number, k: number): void => {
    const f = data[i * n + k]!;
    if (f === 0) return;
    for (let j = 0; j < m; j++) x[i * m + j] = x[i * m + j]! - f * x[k * m + j]!;
  };
  for (let i = 1; i < n; i++) for (let k = 0; k < i; k++) subtract(i, k);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtract(i, k);
    for (let j = 0; j < m; j++) x[i * m + j] = x[i * m + j]! / data[i * n + i]!;
  }
}
