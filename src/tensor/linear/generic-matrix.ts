import type { Arithmetic } from './arithmetic.ts';

/** Rows of a matrix over any arithmetic. */
export type Matrix<T> = T[][];

/** Row-major doubles, times 2^-k if given a scale, as rows. */
export const toRows = <T>($: Arithmetic<T>, a: Float64Array, m: number, n: number): Matrix<T> =>
  Array.from({ length: m }, (_, i) => Array.from(a.subarray(i * n, (i + 1) * n), $.of));

/** Rows as row-major doubles, each rounded once. */
export const toData = <T>($: Arithmetic<T>, rows: Matrix<T>): Float64Array => Float64Array.from(rows.flat(), $.value);

export const identity = <T>($: Arithmetic<T>, n: number): Matrix<T> =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => $.of(i === j ? 1 : 0)));

export const map = <T>(a: Matrix<T>, f: (x: T) => T): Matrix<T> => a.map((row) => row.map(f));

export const plus = <T>($: Arithmetic<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> =>
  a.map((row, i) => row.map((x, j) => $.add(x, b[i]![j]!)));

export const minus = <T>($: Arithmetic<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> =>
  a.map((row, i) => row.map((x, j) => $.sub(x, b[i]![j]!)));

export const multiply = <T>($: Arithmetic<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> => {
  const columns = b[0]?.length ?? 0;
  return a.map((row) =>
    Array.from({ length: columns }, (_, j) => {
      let sum = $.of(0);
      for (let k = 0; k < row.length; k++) sum = $.add(sum, $.mul(row[k]!, b[k]![j]!));
      return sum;
    }),
  );
};

export const transposed = <T>(a: Matrix<T>): Matrix<T> => (a[0] ?? []).map((_, j) => a.map((row) => row[j]!));

/** The largest sum of absolute values of a column. */
export function norm1<T>($: Arithmetic<T>, a: Matrix<T>): number {
  const sums = (a[0] ?? []).map((_, j) => a.reduce((s, row) => s + Math.abs($.value(row[j]!)), 0));
  return Math.max(0, ...sums);
}

/** X with A X = B by elimination with partial pivoting; undefined when a pivot is 0. */
export function solveRows<T>($: Arithmetic<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> | undefined {
  const n = a.length;
  const rows = a.map((row, i) => [...row, ...b[i]!]);
  const size = (i: number, k: number): number => Math.abs($.value(rows[i]![k]!));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (size(i, k) > size(pivot, k)) pivot = i;
    if (size(pivot, k) === 0) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = k + 1; i < n; i++) eliminate($, rows[i]!, rows[k]!, k);
  }
  for (let k = n - 1; k >= 0; k--) {
    const top = rows[k]!;
    for (let j = n; j < top.length; j++) top[j] = $.div(top[j]!, top[k]!);
    for (let i = 0; i < k; i++) {
      const row = rows[i]!;
      for (let j = n; j < row.length; j++) row[j] = $.sub(row[j]!, $.mul(row[k]!, top[j]!));
    }
  }
  return rows.map((row) => row.slice(n));
}

function eliminate<T>($: Arithmetic<T>, row: T[], top: T[], k: number): void {
  if ($.value(row[k]!) === 0) return;
  const f = $.div(row[k]!, top[k]!);
  for (let j = k + 1; j < row.length; j++) row[j] = $.sub(row[j]!, $.mul(f, top[j]!));
}
