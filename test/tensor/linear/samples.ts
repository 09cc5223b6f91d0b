import fc from 'fast-check';
import { transpose } from '../../../src/tensor/dense.ts';
import { sizeOf, type Tensor, tensor } from '../../../src/tensor/tensor.ts';

/** A matrix from its rows. */
export const matrix = (...rows: number[][]): Tensor => tensor([rows.length, rows[0]?.length ?? 0], rows.flat());

/** Matrices of one shape as a batch. */
export const stack = (xs: readonly Tensor[]): Tensor =>
  tensor(
    [xs.length, ...xs[0]!.shape],
    xs.flatMap((x) => [...x.data]),
  );

export const EMPTY = tensor([0, 0], []);

export const identity = (n: number): Tensor =>
  tensor(
    [n, n],
    Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0)),
  );

export const diagonal = (x: ArrayLike<number>): Tensor => {
  const n = x.length;
  return tensor(
    [n, n],
    Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? x[k / (n + 1)]! : 0)),
  );
};

/** With the last two axes swapped. */
export const swapped = (a: Tensor): Tensor => {
  const axes = a.shape.map((_, i) => i);
  return transpose(a, [...axes.slice(0, -2), axes.at(-1)!, axes.at(-2)!]);
};

/** The largest difference of two tensors, relative to the largest entry of the second. */
export function distance(a: Tensor, b: Tensor): number {
  let most = 0;
  let size = 0;
  for (let k = 0; k < b.data.length; k++) {
    const difference = Math.abs(a.data[k]! - b.data[k]!);
    if (!(difference <= most)) most = difference;
    size = Math.max(size, Math.abs(b.data[k]!));
  }
  return size === 0 ? most : most / size;
}

/** m x n matrices of the given entries. */
export const matrices = (m: number, n: number, entry: fc.Arbitrary<number>): fc.Arbitrary<Tensor> =>
  fc.array(entry, { minLength: m * n, maxLength: m * n }).map((data) => tensor([m, n], data));

export const smallIntegers = fc.integer({ min: -9, max: 9 });

/** Eighths between -8 and 8: exact in doubles, with sums and products that are exact too. */
export const eighths = fc.integer({ min: -64, max: 64 }).map((k) => k / 8);

/** Doubles of ordinary size, and far from the subnormal ones. */
export const reals = fc.double({ min: -10, max: 10, noNaN: true }).map((x) => (Math.abs(x) < 1e-40 ? 0 : x));

/** Doubles of any size. */
export const anyReals = fc.double({ min: -1e300, max: 1e300, noNaN: true });

/** Square matrices of order 1 to `most`. */
export const squares = (most: number, entry: fc.Arbitrary<number>): fc.Arbitrary<Tensor> =>
  fc.integer({ min: 1, max: most }).chain((n) => matrices(n, n, entry));

/** Fixed pseudo-random entries in [-1/2, 1/2), the same everywhere (a linear congruential generator). */
export function scattered(shape: readonly number[], seed = 1): Tensor {
  let state = seed;
  const next = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  for (let k = 0; k < 10; k++) next();
  return tensor(shape, Float64Array.from({ length: sizeOf(shape) }, next));
}
