import { doubledDot } from '../../dot.ts';
import type { DoubleFactors } from './double-factors.ts';

/** Factors of an n x n matrix without any kernels: JavaScript, column after column. */
export function plainFactors(a: Float64Array, n: number, m: number): DoubleFactors {
  const data = new Float64Array(a);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let sign: 1 | -1 = 1;
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
  return {
    diagonal: Float64Array.from({ length: n }, (_, i) => data[i * n + i]!),
    sign,
    solve: (x) => {
      const b = x.slice();
      order.forEach((row, i) => x.set(b.subarray(row * m, (row + 1) * m), i * m));
      solveDouble(data, n, x, m);
    },
    residual: (x, b) => plainResidual(a, n, x, b, m),
  };
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

/** B - A X in twice the digits, for A of [n, n] and X of [n, m]. */
export function plainResidual(a: Float64Array, n: number, x: Float64Array, b: Float64Array, m: number): Float64Array {
  const out = new Float64Array(n * m);
  // b stands beside its row, with a factor of -1, so that it is part of the sum.
  const row = new Float64Array(n + 1);
  const column = new Float64Array(n + 1).fill(-1);
  for (let j = 0; j < m; j++) {
    for (let i = 0; i < n; i++) column[i] = x[i * m + j]!;
    for (let i = 0; i < n; i++) {
      row.set(a.subarray(i * n, (i + 1) * n));
      row[n] = b[i * m + j]!;
      out[i * m + j] = -doubledDot({ data: row, start: 0, step: 1 }, { data: column, start: 0, step: 1 }, n + 1);
    }
  }
  return out;
}
