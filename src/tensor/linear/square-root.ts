import type { Tensor } from '../tensor.ts';
import { type Arithmetic, withArithmetic } from './arithmetic.ts';
import { allFinite } from './batch.ts';
import { determinant } from './determinant.ts';
import { identity, type Matrix, map, minus, multiply, norm1, plus, solveRows, transposed } from './generic-matrix.ts';
import { largestExponentOf, scaledBy } from './global-scale.ts';
import { convolved, eachPolynomial, toDoubles, toTruncated, type Truncated, type Truncation } from './truncated.ts';
import { block, discriminantOf, schur } from './spectral/schur.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 16;

/**
 * Principal square roots by the real Schur method (Higham 1987): the X with X X = A whose eigenvalues have no negative real part;
 * undefined when one has no such real root. Of matrices [...batch, n, n], or of polynomials [...batch, count, n, n] with powers up
 * to `orders`, whose coefficients hold the derivatives of the root.
 */
export const sqrtm = (a: Tensor, orders: readonly number[] = []): Tensor | undefined =>
  eachPolynomial(a, orders, (data, n, within) => {
    if (!allFinite(data)) return new Float64Array(data.length).fill(NaN);
    const head = data.subarray(0, n * n);
    // An even exponent is halved without error.
    const shift = 2 * Math.floor(largestExponentOf(head) / 2);
    const singular = determinant(head, n).mantissa.hi === 0;
    return withArithmetic(n, DOUBLE_DOUBLE_ORDER, ($) => {
      const y = rootOf($, within, toTruncated($, scaledBy(data, -shift), n), singular);
      return y && scaledBy(toDoubles($, y, n), shift / 2);
    });
  });

function rootOf<T>(
  $: Arithmetic<T>,
  { pairs }: Truncation,
  a: Truncated<T>,
  singular: boolean,
): Truncated<T> | undefined {
  const head = a[0]!;
  const norm = norm1($, head);
  const form = schur(
    $,
    map(head, (x) => x),
  );
  if (!form) return undefined;
  const { z, t } = form;
  // Only of an exactly singular matrix is a tiny eigenvalue 0.
  const unit = singular ? 64 * head.length * $.unit : 0;
  const blocks = blocksOf($, t);
  const root = rootOfSchur($, t, blocks, unit * norm);
  if (!root) return undefined;
  const back = (r: Matrix<T>): Matrix<T> => multiply($, multiply($, z, r), transposed(z));
  const x = back(root);
  const rest = norm1($, minus($, multiply($, x, x), head));
  if (rest > 2 ** -36 * norm1($, x) ** 2) return undefined;
  // R X_k + X_k R = A_k less the products of lower coefficients, where R is the root of the triangle
  const lower: (Matrix<T> | undefined)[] = [undefined];
  for (let k = 1; k < a.length; k++) {
    const own = a[k] && multiply($, multiply($, transposed(z), a[k]!), z);
    const known = convolved($, pairs[k]!, lower, lower);
    const right = known ? (own ? minus($, own, known) : map(known, $.neg)) : own;
    const size = Math.max(own ? norm1($, own) : 0, known ? norm1($, known) : 0);
    const y = right && sylvesterOfSchur($, root, blocks, right, unit * size);
    if (right && !y) return undefined;
    lower.push(y);
  }
  return [x, ...lower.slice(1).map((r) => r && back(r))];
}

/** X with R X + X R = C for a block upper triangular R (Bartels & Stewart 1972); undefined if there is none. */
function sylvesterOfSchur<T>(
  $: Arithmetic<T>,
  r: Matrix<T>,
  blocks: readonly (readonly number[])[],
  c: Matrix<T>,
  noise: number,
): Matrix<T> | undefined {
  const x = map(c, (v) => v);
  for (let j = 0; j < blocks.length; j++) {
    for (let i = blocks.length - 1; i >= 0; i--) {
      const [rows, columns] = [blocks[i]!, blocks[j]!];
      let rest = part(c, rows, columns);
      for (let k = i + 1; k < blocks.length; k++) {
        rest = minus($, rest, multiply($, part(r, rows, blocks[k]!), part(x, blocks[k]!, columns)));
      }
      for (let k = 0; k < j; k++) {
        rest = minus($, rest, multiply($, part(x, rows, blocks[k]!), part(r, blocks[k]!, columns)));
      }
      const own = sylvester($, part(r, rows, rows), part(r, columns, columns), rest, noise);
      if (!own) return undefined;
      put(x, rows, columns, own);
    }
  }
  return x;
}

/** The rows of the blocks on the diagonal of a block upper triangular matrix. */
function blocksOf<T>($: Arithmetic<T>, t: Matrix<T>): readonly (readonly number[])[] {
  const blocks: number[][] = [];
  for (let k = 0; k < t.length; k++) {
    const paired = k + 1 < t.length && $.value(t[k + 1]![k]!) !== 0;
    blocks.push(paired ? [k, k + 1] : [k]);
    if (paired) k++;
  }
  return blocks;
}

/** The root of a block upper triangular matrix, block column by block column; eigenvalues below `noise` count as 0. */
function rootOfSchur<T>(
  $: Arithmetic<T>,
  t: Matrix<T>,
  blocks: readonly (readonly number[])[],
  noise: number,
): Matrix<T> | undefined {
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
