import type { Tensor } from '../../tensor.ts';
import { type Arithmetic, withArithmetic } from '../arithmetic.ts';
import { allFinite, batchOf, matricesOf, orderOf } from '../batch.ts';
import { identity, type Matrix, toRows } from '../generic-matrix.ts';
import { exactZeros } from '../exact/zeros.ts';
import { largestExponentOf, scaledBy } from '../global-scale.ts';
import { reflectColumns, reflectionOf, reflectRows } from '../factors/householder.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 24;
const MOST_STEPS = 60;

/** A = V diag(values) V^T: values [...batch, n] ascending, vectors [...batch, n, n] with orthonormal columns. */
export interface SymmetricEigen {
  readonly values: Tensor;
  readonly vectors: Tensor;
}

/**
 * Eigenvalues and eigenvectors of symmetric [...batch, n, n], of which the lower triangle is read; each vector's largest
 * entry is positive.
 */
export function eigenSymmetric(a: Tensor): SymmetricEigen {
  const n = orderOf(a);
  const parts = matricesOf(a).map((x) => decompose(x, n));
  return {
    values: batchOf(
      a.shape,
      [n],
      parts.map((p) => p.values),
    ),
    vectors: batchOf(
      a.shape,
      [n, n],
      parts.map((p) => p.vectors),
    ),
  };
}

function decompose(a: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const symmetric = a.map((_, k) => a[Math.max(Math.floor(k / n), k % n) * n + Math.min(Math.floor(k / n), k % n)]!);
  const nan = { values: new Float64Array(n).fill(NaN), vectors: new Float64Array(n * n).fill(NaN) };
  if (!allFinite(symmetric)) return nan;
  const shift = largestExponentOf(symmetric);
  return withArithmetic(n, DOUBLE_DOUBLE_ORDER, ($) => {
    const found = tridiagonalEigen($, toRows($, scaledBy(symmetric, -shift), n, n));
    if (!found) return nan;
    const { d, rows } = found;
    const sizes = d.map((x) => Math.abs($.value(x)));
    for (const i of exactZeros(symmetric, n, n, sizes, 8 * n * $.unit * Math.max(0, ...sizes))) d[i] = $.of(0);
    const order = d.map((_, i) => i).sort((i, j) => $.value(d[i]!) - $.value(d[j]!) || i - j);
    const values = scaledBy(
      Float64Array.from(order, (i) => $.value(d[i]!)),
      shift,
    );
    const vectors = new Float64Array(n * n);
    order.forEach((from, to) => {
      const column = rows[from]!.map((x) => (Math.abs($.value(x)) <= 16 * n * $.unit ? 0 : $.value(x)));
      const largest = column.reduce((best, x) => (Math.abs(x) > Math.abs(best) * (1 + 1e-9) ? x : best), 0);
      for (let i = 0; i < n; i++) vectors[i * n + to] = largest < 0 ? -column[i]! : column[i]!;
    });
    return { values, vectors };
  });
}

/** Eigenvalues d and eigenvectors as rows, by reflections to tridiagonal form and implicit QR steps; undefined if stuck. */
function tridiagonalEigen<T>($: Arithmetic<T>, a: Matrix<T>): { d: T[]; rows: Matrix<T> } | undefined {
  const n = a.length;
  const rows = identity($, n);
  for (let k = 0; k < n - 2; k++) {
    const reflection = reflectionOf(
      $,
      a.slice(k + 1).map((row) => row[k]!),
    );
    if (!reflection) continue;
    reflectRows($, a, reflection, k + 1, 0);
    reflectColumns($, a, reflection, k + 1);
    reflectRows($, rows, reflection, k + 1, 0);
  }
  const d: T[] = a.map((row, i) => row[i]!);
  const e: T[] = a.slice(1).map((row, i) => row[i]!);
  const size = (x: T): number => Math.abs($.value(x));
  // Against the whole matrix, so that zero and tiny diagonals do not hold up convergence.
  const scale = Math.max(0, ...d.map(size), ...e.map(size)) * 2 ** -40;
  const negligible = (i: number): boolean => size(e[i]!) <= $.unit * (size(d[i]!) + size(d[i + 1]!) + scale);
  for (let end = n - 1, steps = 0; end > 0;) {
    if (negligible(end - 1)) {
      end--;
      steps = 0;
      continue;
    }
    if (++steps > MOST_STEPS) return undefined;
    let start = end - 1;
    while (start > 0 && !negligible(start - 1)) start--;
    implicitStep($, d, e, rows, start, end);
  }
  return { d, rows };
}

/** One implicit symmetric QR step with Wilkinson's shift on rows start..end (Golub and Van Loan, 8.3.2). */
function implicitStep<T>($: Arithmetic<T>, d: T[], e: T[], rows: Matrix<T>, start: number, end: number): void {
  const half = $.mul($.sub(d[end - 1]!, d[end]!), $.of(0.5));
  const last = e[end - 1]!;
  const square = $.mul(last, last);
  const root = $.sqrt($.add($.mul(half, half), square));
  const shift = $.sub(d[end]!, $.div(square, $.value(half) < 0 ? $.sub(half, root) : $.add(half, root)));
  let x = $.sub(d[start]!, shift);
  let z: T = e[start]!;
  for (let k = start; k < end; k++) {
    const norm = $.sqrt($.add($.mul(x, x), $.mul(z, z)));
    if ($.value(norm) === 0) return;
    const c = $.div(x, norm);
    const s = $.div(z, norm);
    if (k > start) e[k - 1] = norm;
    const p: T = d[k]!;
    const q: T = d[k + 1]!;
    const r: T = e[k]!;
    const cross = $.mul($.of(2), $.mul($.mul(c, s), r));
    const cc = $.mul(c, c);
    const ss = $.mul(s, s);
    d[k] = $.add($.add($.mul(cc, p), cross), $.mul(ss, q));
    d[k + 1] = $.add($.sub($.mul(ss, p), cross), $.mul(cc, q));
    e[k] = $.add($.mul($.mul(c, s), $.sub(q, p)), $.mul($.sub(cc, ss), r));
    if (k + 1 < end) {
      x = e[k]!;
      z = $.mul(s, e[k + 1]!);
      e[k + 1] = $.mul(c, e[k + 1]!);
    }
    const upper: T[] = rows[k]!;
    const lower: T[] = rows[k + 1]!;
    for (let j = 0; j < upper.length; j++) {
      const u = upper[j]!;
      const v = lower[j]!;
      upper[j] = $.add($.mul(c, u), $.mul(s, v));
      lower[j] = $.sub($.mul(c, v), $.mul(s, u));
    }
  }
}
