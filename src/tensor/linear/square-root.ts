import type { Tensor } from '../tensor.ts';
import { type Arithmetic, withArithmetic } from './arithmetic.ts';
import { allFinite, batchOf, matricesOf, orderOf } from './batch.ts';
import { determinant } from './determinant.ts';
import {
  identity,
  type Matrix,
  map,
  minus,
  multiply,
  norm1,
  plus,
  solveRows,
  toData,
  toRows,
  transposed,
} from './generic-matrix.ts';
import { largestExponentOf, scaledBy } from './global-scale.ts';
import { block, discriminantOf, schur } from './spectral/schur.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 16;

/**
 * Principal square roots of [...batch, n, n] by the real Schur method (Higham 1987): the X with X X = A whose eigenvalues
 * have no negative real part; undefined when one of the matrices has no such real root.
 */
export function sqrtm(a: Tensor): Tensor | undefined {
  const n = orderOf(a);
  const parts = matricesOf(a).map((m) => {
    if (!allFinite(m)) return new Float64Array(n * n).fill(NaN);
    // An even exponent is halved without error.
    const shift = 2 * Math.floor(largestExponentOf(m) / 2);
    const singular = determinant(m, n).mantissa.hi === 0;
    return withArithmetic(n, DOUBLE_DOUBLE_ORDER, ($) => {
      const root = rootOf($, toRows($, scaledBy(m, -shift), n, n), singular);
      return root && scaledBy(toData($, root), shift / 2);
    });
  });
  return parts.every((x) => x !== undefined) ? batchOf(a.shape, [n, n], parts) : undefined;
}

function rootOf<T>($: Arithmetic<T>, a: Matrix<T>, singular: boolean): Matrix<T> | undefined {
  const norm = norm1($, a);
  const form = schur(
    $,
    map(a, (x) => x),
  );
  if (!form) return undefined;
  const { z, t } = form;
  // Only of an exactly singular matrix is a tiny eigenvalue 0.
  const root = rootOfSchur($, t, singular ? 64 * a.length * $.unit * norm : 0);
  if (!root) return undefined;
  const x = multiply($, multiply($, z, root), transposed(z));
  const rest = norm1($, minus($, multiply($, x, x), a));
  return rest <= 2 ** -36 * norm1($, x) ** 2 ? x : undefined;
}

/** The root of a block upper triangular matrix, block column by block column; eigenvalues below `noise` count as 0. */
function rootOfSchur<T>($: Arithmetic<T>, t: Matrix<T>, noise: number): Matrix<T> | undefined {
  const n = t.length;
  const blocks: number[][] = [];
  for (let k = 0; k < n; k++) {
    const paired = k + 1 < n && $.value(t[k + 1]![k]!) !== 0;
    blocks.push(paired ? [k, k + 1] : [k]);
    if (paired) k++;
  }
  const r = t.map((row) => row.map(() => $.of(0)));
  for (let j = 0; j < blocks.length; j++) {
    const own =
      blocks[j]!.length === 1
        ? rootOfNumber($, t[blocks[j]![0]!]![blocks[j]![0]!]!, noise)
        : rootOfPair($, t, blocks[j]![0]!);
    if (!own) return undefined;
    put(r, blocks[j]!, blocks[j]!, own);
    for (let i = j - 1; i >= 0; i--) {
      const [rows, columns] = [blocks[i]!, blocks[j]!];
      let rest = part(t, rows, columns);
      for (let k = i + 1; k < j; k++) {
        rest = minus($, rest, multiply($, part(r, rows, blocks[k]!), part(r, blocks[k]!, columns)));
      }
      const x = sylvester($, part(r, rows, rows), own, rest, noise);
      if (!x) return undefined;
      put(r, rows, columns, x);
    }
  }
  return r;
}

function rootOfNumber<T>($: Arithmetic<T>, x: T, noise: number): Matrix<T> | undefined {
  const size = $.value(x);
  if (Math.abs(size) <= noise) return [[$.of(0)]];
  return size < 0 ? undefined : [[$.sqrt(x)]];
}

/** For eigenvalues c +- i d: s I + (T - c I) / (2 s) with s the real part of their root. */
function rootOfPair<T>($: Arithmetic<T>, t: Matrix<T>, k: number): Matrix<T> {
  const [p, q, r, s] = block(t, k);
  const d = $.sqrt($.neg(discriminantOf($, p, q, r, s).discriminant));
  const c = $.mul($.add(p, s), $.of(0.5));
  const size = $.sqrt($.add($.mul(c, c), $.mul(d, d)));
  const two = $.of(2);
  const real = $.value(c) >= 0 ? $.sqrt($.div($.add(size, c), two)) : $.div(d, $.sqrt($.mul(two, $.sub(size, c))));
  const scaled = (x: T): T => $.div(x, $.mul(two, real));
  return [
    [$.add(real, scaled($.sub(p, c))), scaled(q)],
    [scaled(r), $.add(real, scaled($.sub(s, c)))],
  ];
}

/** X with A X + X B = C for blocks of order 1 or 2; 0 if only that could solve it, undefined if nothing does. */
function sylvester<T>(
  $: Arithmetic<T>,
  a: Matrix<T>,
  b: Matrix<T>,
  c: Matrix<T>,
  noise: number,
): Matrix<T> | undefined {
  const [m, n] = [a.length, b.length];
  const zero = $.of(0);
  const system = kronecker($, a, identity($, n));
  const sum = plus($, system, kronecker($, identity($, m), transposed(b)));
  const x = solveRows(
    $,
    sum,
    c.flat().map((v) => [v]),
  );
  if (x) return c.map((row, i) => row.map((_, j) => x[i * n + j]![0]!));
  return norm1($, c) <= noise ? c.map((row) => row.map(() => zero)) : undefined;
}

const kronecker = <T>($: Arithmetic<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> =>
  a.flatMap((x) => b.map((y) => x.flatMap((u) => y.map((v) => $.mul(u, v)))));

const part = <T>(a: Matrix<T>, rows: readonly number[], columns: readonly number[]): Matrix<T> =>
  rows.map((i) => columns.map((j) => a[i]![j]!));

const put = <T>(a: Matrix<T>, rows: readonly number[], columns: readonly number[], x: Matrix<T>): void =>
  rows.forEach((i, p) => columns.forEach((j, q) => (a[i]![j] = x[p]![q]!)));
