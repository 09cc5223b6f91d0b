import type { Tensor } from '../../tensor.ts';
import { type Arithmetic, withArithmetic } from '../arithmetic.ts';
import { allFinite, batchOf, matricesOf, orderOf } from '../batch.ts';
import { identity, type Matrix, solveRows, toRows, transposed } from '../generic-matrix.ts';
import { largestExponentOf, scaledBy } from '../global-scale.ts';
import { exactZeros } from '../exact/zeros.ts';
import { block, discriminantOf, schur } from './schur.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 16;

/** Eigenvalues re + i im, [...batch, n], and eigenvectors of norm 1 as columns, [...batch, n, n]. */
export interface GeneralEigen {
  readonly re: Tensor;
  readonly im: Tensor;
  readonly vectorsRe: Tensor;
  readonly vectorsIm: Tensor;
  /** The inverses of the vectors where these are real, NaN elsewhere: [...batch, n, n], of which the rows are left eigenvectors. */
  readonly left: Tensor;
}

interface Eigenpair {
  readonly re: number;
  readonly im: number;
  readonly vectorRe: Float64Array;
  readonly vectorIm: Float64Array;
  /** The row of the vectors' inverse. */
  readonly left?: Float64Array;
}

/** Eigenvalues, ascending by real and then imaginary part, and eigenvectors of any square [...batch, n, n]. */
export function eigenGeneral(a: Tensor): GeneralEigen {
  const n = orderOf(a);
  const parts = matricesOf(a).map((x) => eigenpairsOf(x, n));
  const columns = (pick: (pair: Eigenpair) => Float64Array): Tensor =>
    batchOf(
      a.shape,
      [n, n],
      parts.map((pairs) => Float64Array.from({ length: n * n }, (_, k) => pick(pairs[k % n]!)[Math.floor(k / n)]!)),
    );
  return {
    re: batchOf(
      a.shape,
      [n],
      parts.map((pairs) => pairs.map((pair) => pair.re)),
    ),
    im: batchOf(
      a.shape,
      [n],
      parts.map((pairs) => pairs.map((pair) => pair.im)),
    ),
    vectorsRe: columns((pair) => pair.vectorRe),
    vectorsIm: columns((pair) => pair.vectorIm),
    left: batchOf(
      a.shape,
      [n, n],
      parts.map((pairs) => pairs.flatMap(({ left }) => Array.from(left ?? new Float64Array(n).fill(NaN)))),
    ),
  };
}

function eigenpairsOf(a: Float64Array, n: number): Eigenpair[] {
  const shift = allFinite(a) ? largestExponentOf(a) : 0;
  const found = allFinite(a)
    ? withArithmetic(n, DOUBLE_DOUBLE_ORDER, ($) => eigenpairs($, toRows($, scaledBy(a, -shift), n, n)))
    : undefined;
  if (!found) {
    const nan = new Float64Array(n).fill(NaN);
    return Array.from({ length: n }, () => ({ re: NaN, im: NaN, vectorRe: nan, vectorIm: nan }));
  }
  const zero = exactZeros(
    a,
    n,
    n,
    found.map((pair) => Math.hypot(pair.re, pair.im)),
    n * (n <= DOUBLE_DOUBLE_ORDER ? 2 ** -44 : 2 ** -50),
  );
  for (const i of zero) found[i] = { ...found[i]!, re: 0, im: 0 };
  return found
    .sort((p, q) => p.re - q.re || p.im - q.im)
    .map((pair) => ({
      ...pair,
      re: scaledBy(Float64Array.of(pair.re), shift)[0]!,
      im: scaledBy(Float64Array.of(pair.im), shift)[0]!,
    }));
}

function eigenpairs<T>($: Arithmetic<T>, a: Matrix<T>): Eigenpair[] | undefined {
  const n = a.length;
  const form = schur($, a);
  if (!form) return undefined;
  const { z, t } = form;
  // A double eigenvalue is only good to the square root of the unit; an imaginary part below that is noise.
  const noise = n > 2 && $.unit < 1e-20 ? 4 * Math.sqrt($.unit) : 0;
  const out: Eigenpair[] = [];
  const directions: T[][] = [];
  for (let k = 0; k < n; k++) {
    const paired = k + 1 < n && $.value(t[k + 1]![k]!) !== 0;
    if (!paired) {
      const { pair, direction } = eigenpair($, z, t, k, 1, t[k]![k]!, $.of(0));
      out.push(pair);
      directions.push(direction);
      continue;
    }
    const [p, q, r, s] = block(t, k);
    const { discriminant } = discriminantOf($, p, q, r, s);
    const re = $.mul($.add(p, s), $.of(0.5));
    const im = $.sqrt($.neg(discriminant));
    const { pair } = eigenpair($, z, t, k, 2, re, im);
    const flat = Math.abs(pair.im) <= noise;
    out.push(flat ? { ...pair, im: 0 } : pair);
    out.push({ ...pair, im: flat ? 0 : -pair.im, vectorIm: pair.vectorIm.map((x) => -x) });
    k++;
  }
  return directions.length < n ? out : withLeft($, out, directions);
}

/**
 * Adds the rows of the inverse of the eigenvectors, by elimination before these are rounded: rounded vectors would have lost what
 * near parallel ones lose.
 */
function withLeft<T>($: Arithmetic<T>, pairs: Eigenpair[], directions: Matrix<T>): Eigenpair[] {
  const n = pairs.length;
  const rows = solveRows($, transposed(directions), identity($, n));
  if (!rows) return pairs;
  // The vectors are scaled to norm 1, the rows against them.
  const scaled = rows.map((row, k) => {
    const along = pairs[k]!.vectorRe.reduce((best, x, i, v) => (Math.abs(x) > Math.abs(v[best]!) ? i : best), 0);
    const norm = $.sqrt(directions[k]!.reduce((sum, x) => $.add(sum, $.mul(x, x)), $.of(0)));
    const scale = $.value(directions[k]![along]!) < 0 ? $.neg(norm) : norm;
    return row.map((x) => $.value($.mul(x, scale)));
  });
  const largest = (row: readonly number[]): number => row.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  const noise = n * 16 * $.unit * scaled.reduce((m, row) => Math.max(m, largest(row)), 0);
  return pairs.map((pair, k) => {
    const row = scaled[k]!;
    const nothing = noise * largest(row);
    return { ...pair, left: Float64Array.from(row, (x) => (Math.abs(x) <= nothing ? 0 : x)) };
  });
}

/** The eigenvector of lambda = re + i im from the block at k: back substitution in T - lambda I, then by Z. */
function eigenpair<T>(
  $: Arithmetic<T>,
  z: Matrix<T>,
  t: Matrix<T>,
  k: number,
  size: 1 | 2,
  re: T,
  im: T,
): { readonly pair: Eigenpair; readonly direction: T[] } {
  const n = t.length;
  const x: T[] = Array.from({ length: n }, () => $.of(0));
  const y: T[] = Array.from({ length: n }, () => $.of(0));
  x[k] = $.of(1);
  if (size === 2) {
    // (p - lambda) x_k + q x_(k+1) = 0
    const [p, q] = block(t, k);
    x[k + 1] = $.div($.sub(re, p), q);
    y[k + 1] = $.div(im, q);
  }
  for (let i = k - 1; i >= 0; i--) {
    const rows = i > 0 && $.value(t[i]![i - 1]!) !== 0 ? [i - 1, i] : [i];
    backSubstitute($, t, rows, k + size, x, y, re, im);
    i = rows[0]!;
  }
  const times = (v: T[]): T[] =>
    z.map((row) => row.reduce((sum, entry, j) => $.add(sum, $.mul(entry, v[j]!)), $.of(0)));
  const direction = times(x);
  const parts = normalised(direction.map($.value), times(y).map($.value), n * 16 * $.unit);
  return { pair: { re: $.value(re), im: $.value(im), ...parts }, direction };
}

/** Solves the rows of one diagonal block of (T - lambda I)(x + i y) = 0 for their own entries, as a real system. */
function backSubstitute<T>(
  $: Arithmetic<T>,
  t: Matrix<T>,
  rows: readonly number[],
  end: number,
  x: T[],
  y: T[],
  re: T,
  im: T,
): void {
  const b = rows.length;
  const after = rows[b - 1]! + 1;
  const rest = (v: T[], i: number): T => {
    let sum = $.of(0);
    for (let j = after; j < end; j++) sum = $.sub(sum, $.mul(t[i]![j]!, v[j]!));
    return sum;
  };
  const entry = (i: number, j: number): T => {
    const [p, q] = [i % b, j % b];
    const own: T = t[rows[p]!]![rows[q]!]!;
    if (i < b === j < b) return p === q ? $.sub(own, re) : own;
    if (p !== q) return $.of(0);
    return i < b ? im : $.neg(im);
  };
  const order = Array.from({ length: 2 * b }, (_, i) => i);
  const right = [...rows.map((i) => [rest(x, i)]), ...rows.map((i) => [rest(y, i)])];
  const matrix = order.map((i) => order.map((j) => entry(i, j)));
  // At a repeated eigenvalue the block is singular; a shift below the noise gives one of its eigenvectors.
  const shifted = (): Matrix<T> => matrix.map((row, i) => row.map((v, j) => (i === j ? $.add(v, $.of($.unit)) : v)));
  const solution = solveRows($, matrix, right) ?? solveRows($, shifted(), right);
  rows.forEach((i, p) => {
    x[i] = solution?.[p]?.[0] ?? $.of(0);
    y[i] = solution?.[p + b]?.[0] ?? $.of(0);
  });
}

/** Norm 1, the largest entry real and positive; parts below `noise` are 0. */
function normalised(re: number[], im: number[], noise: number): { vectorRe: Float64Array; vectorIm: Float64Array } {
  const sizes = re.map((x, i) => Math.hypot(x, im[i]!));
  const norm = Math.hypot(...sizes);
  const largest = sizes.reduce((best, x, i) => (x > sizes[best]! * (1 + 1e-9) ? i : best), 0);
  const [c, s] = [re[largest]! / sizes[largest]!, im[largest]! / sizes[largest]!];
  const clean = (x: number): number => (Math.abs(x) <= noise ? 0 : x);
  return {
    vectorRe: Float64Array.from(re, (x, i) => clean((x * c + im[i]! * s) / norm)),
    vectorIm: Float64Array.from(re, (x, i) => clean((im[i]! * c - x * s) / norm)),
  };
}
