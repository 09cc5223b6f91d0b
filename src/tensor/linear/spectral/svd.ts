import type { Tensor } from '../../tensor.ts';
import { type Arithmetic, withArithmetic } from '../arithmetic.ts';
import { allFinite, batchOf, matricesOf } from '../batch.ts';
import { exactZeros } from '../exact/zeros.ts';
import { identity, type Matrix, toData, toRows, transposed } from '../generic-matrix.ts';
import { largestExponentOf, scaledBy } from '../global-scale.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 16;
const MOST_SWEEPS = 60;

/** A = U diag(s) V^T with k = min(m, n): u [...batch, m, k], s [...batch, k] descending, v [...batch, n, k]. */
export interface Svd {
  readonly u: Tensor;
  readonly s: Tensor;
  readonly v: Tensor;
}

/** Singular value decompositions of [...batch, m, n], by one-sided Jacobi rotations (Hestenes 1958): small values are exact too. */
export function svd(a: Tensor): Svd {
  const [m, n] = a.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const parts = matricesOf(a).map((x) => decompose(x, m, n));
  return {
    u: batchOf(
      a.shape,
      [m, k],
      parts.map((p) => p.u),
    ),
    s: batchOf(
      a.shape,
      [k],
      parts.map((p) => p.s),
    ),
    v: batchOf(
      a.shape,
      [n, k],
      parts.map((p) => p.v),
    ),
  };
}

/** Pseudo-inverses [...batch, n, m]; singular values up to `tolerance` times the largest count as 0. */
export function pinv(a: Tensor, tolerance?: number): Tensor {
  const [m, n] = a.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const parts = matricesOf(a).map((x) => {
    if (!allFinite(x)) return new Float64Array(n * m).fill(NaN);
    return withArithmetic(k, DOUBLE_DOUBLE_ORDER, ($) => pseudoInverse($, x, m, n, tolerance));
  });
  return batchOf(a.shape, [n, m], parts);
}

/** Ranks [...batch]: how many singular values exceed `tolerance` (max(m, n) 2^-52 if left out) times the largest. */
export function rank(a: Tensor, tolerance?: number): Tensor {
  const [m, n] = a.shape.slice(-2) as [number, number];
  const parts = matricesOf(a).map((x) => {
    const { s } = decompose(x, m, n);
    return [s.some(Number.isNaN) ? NaN : s.filter((value) => value > cutoff(s[0]!, m, n, tolerance)).length];
  });
  return batchOf(a.shape, [], parts);
}

/** How many matrices have less than full rank. */
export function countDeficient(a: Tensor): number {
  const full = Math.min(a.shape.at(-2)!, a.shape.at(-1)!);
  return rank(a).data.reduce((n, r) => n + (r < full ? 1 : 0), 0);
}

const cutoff = (largest: number, m: number, n: number, tolerance = Math.max(m, n) * 2 ** -52): number =>
  largest * tolerance;

/** The decomposition of one m x n matrix. */
export function decompose(
  a: Float64Array,
  m: number,
  n: number,
): { readonly u: Float64Array; readonly s: Float64Array; readonly v: Float64Array } {
  const k = Math.min(m, n);
  if (!allFinite(a)) {
    const nan = (size: number): Float64Array => new Float64Array(size).fill(NaN);
    return { u: nan(m * k), s: nan(k), v: nan(n * k) };
  }
  const shift = largestExponentOf(a);
  return withArithmetic(k, DOUBLE_DOUBLE_ORDER, ($) => {
    const { u, s, v } = singular($, scaledBy(a, -shift), m, n);
    const values = scaledBy(Float64Array.from(s, $.value), shift);
    return { u: toData($, transposed(u)), s: values, v: toData($, transposed(v)) };
  });
}

/** Left and right singular vectors as rows, and the singular values, descending. */
interface Singular<T> {
  readonly u: Matrix<T>;
  readonly s: T[];
  readonly v: Matrix<T>;
}

function singular<T>($: Arithmetic<T>, a: Float64Array, m: number, n: number): Singular<T> {
  if (m < n) {
    const { u, s, v } = singular($, toData($, transposed(toRows($, a, m, n))), n, m);
    return { u: v, s, v: u };
  }
  // Rows of `columns` are A's columns, then V's: rotated together until A's are orthogonal to each other.
  const columns = transposed(toRows($, a, m, n)).map((column, j) => [
    ...column,
    ...column.slice(0, n).map((_, i) => $.of(i === j ? 1 : 0)),
  ]);
  let busy = true;
  for (let sweep = 0; busy && sweep < MOST_SWEEPS; sweep++) {
    busy = false;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) busy = orthogonalise($, columns[p]!, columns[q]!, m) || busy;
  }
  const norms = columns.map((column) => lengthOf($, column.slice(0, m)));
  const sizes = norms.map($.value);
  const noise = 4 * m * $.unit * Math.max(0, ...sizes);
  for (const j of exactZeros(a, m, n, sizes, noise)) norms[j] = $.of(0);
  const order = norms.map((_, j) => j).sort((i, j) => $.value(norms[j]!) - $.value(norms[i]!) || i - j);
  const s = order.map((j) => norms[j]!);
  const u = order.map((j) => {
    const norm = norms[j]!;
    return columns[j]!.slice(0, m).map((x) => ($.value(norm) > 0 ? $.div(x, norm) : $.of(0)));
  });
  complete($, u, s);
  return { u, s, v: order.map((j) => columns[j]!.slice(m)) };
}

const inner = <T>($: Arithmetic<T>, x: T[], y: T[], m: number): T => {
  let sum = $.of(0);
  for (let i = 0; i < m; i++) sum = $.add(sum, $.mul(x[i]!, y[i]!));
  return sum;
};

/** Rotates two columns so that their first m entries are orthogonal; whether that was needed. */
function orthogonalise<T>($: Arithmetic<T>, x: T[], y: T[], m: number): boolean {
  const xx = inner($, x, x, m);
  const yy = inner($, y, y, m);
  const xy = inner($, x, y, m);
  const c = Math.abs($.value(xy));
  if (c < 2 ** -900 || c <= 4 * m * $.unit * Math.sqrt($.value(xx)) * Math.sqrt($.value(yy))) return false;
  // t = tan of the angle: t^2 + 2 z t - 1 = 0, the smaller root
  const z = $.div($.sub(yy, xx), $.add(xy, xy));
  const root = $.sqrt($.add($.of(1), $.mul(z, z)));
  const t =
    Math.abs($.value(z)) > 2 ** 100
      ? $.div($.of(0.5), z)
      : $.value(z) >= 0
        ? $.div($.of(1), $.add(z, root))
        : $.div($.of(-1), $.sub(root, z));
  const cos = $.div($.of(1), $.sqrt($.add($.of(1), $.mul(t, t))));
  const sin = $.mul(cos, t);
  for (let i = 0; i < x.length; i++) {
    const a = x[i]!;
    const b = y[i]!;
    x[i] = $.sub($.mul(cos, a), $.mul(sin, b));
    y[i] = $.add($.mul(sin, a), $.mul(cos, b));
  }
  return true;
}

/** Gives singular values of 0 left vectors that complete the orthonormal set. */
function complete<T>($: Arithmetic<T>, u: Matrix<T>, s: readonly T[]): void {
  const k = s.findIndex((x) => $.value(x) === 0);
  if (k < 0) return;
  const m = u[0]!.length;
  const set = u.slice(0, k);
  for (const candidate of identity($, m)) {
    if (set.length === u.length) break;
    let rest = candidate;
    for (let round = 0; round < 2; round++) {
      for (const known of set) {
        const c = inner($, rest, known, m);
        rest = rest.map((x, j) => $.sub(x, $.mul(c, known[j]!)));
      }
    }
    // Of m unit vectors at least one for each that is missing has this much outside of the others' span.
    const size = lengthOf($, rest);
    if ($.value(size) > 0.5 / Math.sqrt(m)) set.push(rest.map((x) => $.div(x, size)));
  }
  u.splice(0, u.length, ...set);
}

/** The Euclidean norm, without underflow. */
function lengthOf<T>($: Arithmetic<T>, x: readonly T[]): T {
  const largest = Math.max(...x.map((v) => Math.abs($.value(v))));
  if (largest === 0) return $.of(0);
  const scaled = x.map((v) => $.div(v, $.of(largest)));
  return $.mul($.of(largest), $.sqrt(inner($, scaled, scaled, x.length)));
}

function pseudoInverse<T>($: Arithmetic<T>, a: Float64Array, m: number, n: number, tolerance?: number): Float64Array {
  const shift = largestExponentOf(a);
  const { u, s, v } = singular($, scaledBy(a, -shift), m, n);
  const least = cutoff($.value(s[0] ?? $.of(0)), m, n, tolerance);
  const kept = s.filter((x) => $.value(x) > least).length;
  const out = Array.from({ length: n }, (_, i) =>
    Array.from({ length: m }, (_, j) => {
      let sum = $.of(0);
      for (let k = 0; k < kept; k++) sum = $.add(sum, $.div($.mul(v[k]![i]!, u[k]![j]!), s[k]!));
      return sum;
    }),
  );
  return scaledBy(toData($, out), -shift);
}
