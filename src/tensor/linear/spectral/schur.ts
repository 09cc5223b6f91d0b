import type { Arithmetic } from '../arithmetic.ts';
import { identity, type Matrix } from '../generic-matrix.ts';
import { reflectColumns, reflectionOf, reflectRows } from '../factors/householder.ts';

/** A = Z T Z^T with Z orthogonal, T block upper triangular: 1 x 1 blocks, and 2 x 2 blocks with complex eigenvalues. */
export interface Schur<T> {
  readonly z: Matrix<T>;
  readonly t: Matrix<T>;
}

const MOST_STEPS = 80;

/**
 * The real Schur form by reflections to Hessenberg form and Francis's double steps (Golub and Van Loan, 7.4-7.5), `a` being
 * used up; undefined if the iteration does not end.
 */
export function schur<T>($: Arithmetic<T>, a: Matrix<T>): Schur<T> | undefined {
  const n = a.length;
  const z = identity($, n);
  for (let k = 0; k < n - 2; k++) reflect($, a, z, k, k + 1, n - k - 1, n);
  const size = (i: number, j: number): number => Math.abs($.value(a[i]![j]!));
  let scale = 0;
  for (let i = 0; i < n; i++) for (let j = Math.max(0, i - 1); j < n; j++) scale = Math.max(scale, size(i, j));
  const negligible = (i: number): boolean =>
    size(i, i - 1) <= $.unit * (size(i, i) + size(i - 1, i - 1) + scale * 2 ** -40);
  for (let end = n - 1, steps = 0; end > 0;) {
    let start = end;
    while (start > 0 && !negligible(start)) start--;
    if (start > 0) set(a, start, start - 1, $.of(0));
    if (start >= end - 1) {
      if (start === end - 1) separate($, a, z, start);
      end = start - 1;
      steps = 0;
    } else {
      if (++steps > MOST_STEPS) return undefined;
      doubleStep($, a, z, start, end, steps);
    }
  }
  return { z, t: a };
}

/** The entries of the 2 x 2 block at k, by rows. */
export const block = <T>(a: Matrix<T>, k: number): [T, T, T, T] => [
  a[k]![k]!,
  a[k]![k + 1]!,
  a[k + 1]![k]!,
  a[k + 1]![k + 1]!,
];

/** (p - s)/2 and its square plus q r: where that is negative, the eigenvalues of [p, q; r, s] are complex. */
export function discriminantOf<T>($: Arithmetic<T>, p: T, q: T, r: T, s: T): { half: T; discriminant: T } {
  const half = $.mul($.sub(p, s), $.of(0.5));
  const square = $.mul(half, half);
  const product = $.mul(q, r);
  const discriminant = $.add(square, product);
  const noise = 4 * $.unit * ($.value(square) + Math.abs($.value(product)));
  return { half, discriminant: Math.abs($.value(discriminant)) <= noise ? $.of(0) : discriminant };
}

function set<T>(a: Matrix<T>, i: number, j: number, x: T): void {
  a[i]![j] = x;
}

/** Makes column `column` zero below row `row` (of `count` rows) by a reflection, and keeps the similarity in z. */
function reflect<T>(
  $: Arithmetic<T>,
  a: Matrix<T>,
  z: Matrix<T>,
  column: number,
  row: number,
  count: number,
  bottom: number,
  x: T[] = a.slice(row, row + count).map((line) => line[column]!),
): void {
  const reflection = reflectionOf($, x);
  if (!reflection) return;
  reflectRows($, a, reflection, row, Math.max(column, 0));
  reflectColumns($, a, reflection, row, bottom);
  reflectColumns($, z, reflection, row);
  if (column >= 0) for (let i = row + 1; i < row + count; i++) set(a, i, column, $.of(0));
}

/** One implicit double step on rows start..end, whose shifts are the eigenvalues of the last 2 x 2 block. */
function doubleStep<T>($: Arithmetic<T>, a: Matrix<T>, z: Matrix<T>, start: number, end: number, step: number): void {
  const h = (i: number, j: number): T => a[start + i]![start + j]!;
  let [p, q, r, s] = block(a, end - 1);
  if (step % 12 === 0) {
    // A shift out of line, against cycles: 3/2 the size off the diagonal as trace, its square as determinant.
    const off = $.of(Math.abs($.value(r)) + Math.abs($.value(a[end - 1]![end - 2]!)));
    p = s = $.mul(off, $.of(0.75));
    [q, r] = [$.mul(off, $.of(-0.4375)), off];
  }
  // Of differences, which are exact where eigenvalues are close, not of their squares.
  const first = $.sub(h(0, 0), p);
  const x = $.add($.sub($.mul(first, $.sub(h(0, 0), s)), $.mul(q, r)), $.mul(h(0, 1), h(1, 0)));
  const y = $.mul(h(1, 0), $.add(first, $.sub(h(1, 1), s)));
  const w = $.mul(h(1, 0), h(2, 1));
  reflect($, a, z, -1, start, 3, Math.min(start + 4, end + 1), [x, y, w]);
  for (let k = start; k < end - 1; k++) {
    reflect($, a, z, k, k + 1, Math.min(3, end - k), Math.min(k + 5, end + 1));
  }
}

/** Turns the 2 x 2 block at k into an upper triangular one if its eigenvalues are real. */
function separate<T>($: Arithmetic<T>, a: Matrix<T>, z: Matrix<T>, k: number): void {
  const [p, q, r, s] = block(a, k);
  const { half, discriminant } = discriminantOf($, p, q, r, s);
  if ($.value(discriminant) < 0) return;
  const root = $.sqrt(discriminant);
  // lambda - s, the larger in size, so that nothing cancels; its eigenvector is (lambda - s, r)
  const difference = $.value(half) < 0 ? $.sub(half, root) : $.add(half, root);
  const norm = $.sqrt($.add($.mul(difference, difference), $.mul(r, r)));
  if ($.value(norm) === 0) return;
  const c = $.div(difference, norm);
  const d = $.div(r, norm);
  const rotateRows = (m: Matrix<T>): void => {
    const upper: T[] = m[k]!;
    const lower: T[] = m[k + 1]!;
    for (let j = 0; j < upper.length; j++) {
      const u = upper[j]!;
      const v = lower[j]!;
      upper[j] = $.add($.mul(c, u), $.mul(d, v));
      lower[j] = $.sub($.mul(c, v), $.mul(d, u));
    }
  };
  const rotateColumns = (m: Matrix<T>): void => {
    for (const row of m as T[][]) {
      const u = row[k]!;
      const v = row[k + 1]!;
      row[k] = $.add($.mul(c, u), $.mul(d, v));
      row[k + 1] = $.sub($.mul(c, v), $.mul(d, u));
    }
  };
  rotateRows(a);
  rotateColumns(a);
  rotateColumns(z);
  set(a, k + 1, k, $.of(0));
}
