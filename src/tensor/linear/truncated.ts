import { sizeOf, type Tensor } from '../tensor.ts';
import type { Arithmetic } from './arithmetic.ts';
import { orderOf } from './batch.ts';
import { type Matrix, multiply, plus, toData, toRows } from './generic-matrix.ts';

/**
 * Polynomials with matrix coefficients in variables t_1..t_r of which t_i^(orders_i + 1) and beyond are dropped. Coefficients
 * are listed with the power of the last variable running fastest; an absent one is zero.
 */
export type Truncated<T> = readonly (Matrix<T> | undefined)[];

/** The powers of t_1..t_r that are kept. */
export interface Truncation {
  readonly size: number;
  /** The highest power of all variables together. */
  readonly degree: number;
  /** For each power the pairs of positions whose powers add up to it, one after the other. */
  readonly pairs: readonly Int32Array[];
}

/** How many coefficients are kept up to the given power of each variable. */
export const countOf = (orders: readonly number[]): number => orders.reduce((n, k) => n * (k + 1), 1);

/** How many products of coefficients a product of two polynomials takes. */
export const productsOf = (orders: readonly number[]): number =>
  orders.reduce((n, k) => (n * (k + 1) * (k + 2)) / 2, 1);

/** What is kept up to the given power of each variable. */
export function truncation(orders: readonly number[]): Truncation {
  const pairs = orders.reduceRight<Int32Array[]>(
    (rest, order) => {
      const within = rest.length;
      const at = (k: number): Int32Array[] =>
        rest.map((those) => {
          const all = new Int32Array((k + 1) * those.length);
          for (let j = 0; j <= k; j++) {
            those.forEach((position, i) => {
              all[j * those.length + i] = position + within * (i % 2 === 0 ? j : k - j);
            });
          }
          return all;
        });
      return Array.from({ length: order + 1 }, (_, k) => at(k)).flat();
    },
    [new Int32Array(2)],
  );
  return { size: pairs.length, degree: orders.reduce((n, k) => n + k, 0), pairs };
}

/** The product of two polynomials, but for what is dropped. */
export const times = <T>($: Arithmetic<T>, { pairs }: Truncation, a: Truncated<T>, b: Truncated<T>): Truncated<T> =>
  pairs.map((those) => convolved($, those, a, b));

/** The sum of the products of coefficients at `pairs`. */
export function convolved<T>(
  $: Arithmetic<T>,
  pairs: Int32Array,
  a: Truncated<T>,
  b: Truncated<T>,
): Matrix<T> | undefined {
  let sum: Matrix<T> | undefined;
  for (let i = 0; i < pairs.length; i += 2) {
    const [p, q] = [a[pairs[i]!], b[pairs[i + 1]!]];
    if (!p || !q) continue;
    const term = multiply($, p, q);
    sum = sum ? plus($, sum, term) : term;
  }
  return sum;
}

/** Row-major coefficients as matrices of order n; zero ones are absent but for the first. */
export const toTruncated = <T>($: Arithmetic<T>, data: Float64Array, n: number): Truncated<T> =>
  Array.from({ length: n === 0 ? 1 : data.length / (n * n) }, (_, k) => {
    const own = data.subarray(k * n * n, (k + 1) * n * n);
    return k === 0 || own.some((v) => v !== 0) ? toRows($, own, n, n) : undefined;
  });

/** Coefficients as row-major doubles, each rounded once. */
export function toDoubles<T>($: Arithmetic<T>, x: Truncated<T>, n: number): Float64Array {
  const data = new Float64Array(x.length * n * n);
  x.forEach((c, k) => {
    if (c) data.set(toData($, c), k * n * n);
  });
  return data;
}

/** A function of the coefficients of each polynomial of a batch: [.., count, n, n], or [.., n, n] where no variable is. */
export function eachPolynomial(
  x: Tensor,
  orders: readonly number[],
  f: (data: Float64Array, n: number, within: Truncation) => Float64Array | undefined,
): Tensor | undefined {
  const n = orderOf(x);
  const within = truncation(orders);
  const size = within.size * n * n;
  const lead = x.shape.slice(0, orders.length === 0 ? -2 : -3);
  const data = new Float64Array(x.data.length);
  for (let p = 0; p < sizeOf(lead); p++) {
    const y = f(x.data.subarray(p * size, (p + 1) * size), n, within);
    if (!y) return undefined;
    data.set(y, p * size);
  }
  return { shape: x.shape, data };
}
