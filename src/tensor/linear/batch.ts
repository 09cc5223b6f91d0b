import { invariant } from '../../base/invariant.ts';
import { broadcastOffsets, broadcastShapes } from '../shape.ts';
import { type Shape, sizeOf, type Tensor } from '../tensor.ts';

/** The order n of [...batch, n, n] matrices. */
export function orderOf(a: Tensor): number {
  const [m, n] = a.shape.slice(-2);
  invariant(m !== undefined && m === n, `[${a.shape}] is not square`);
  return m;
}

/** The matrices of [...batch, m, n], each as row-major data that shares memory with `a`. */
export function matricesOf(a: Tensor): Float64Array[] {
  const size = a.shape.at(-1)! * a.shape.at(-2)!;
  const count = sizeOf(a.shape.slice(0, -2));
  return Array.from({ length: count }, (_, p) => a.data.subarray(p * size, (p + 1) * size));
}

/** Blocks of equal size put together under the batch axes of `like` (all but its last two). */
export function batchOf(like: Shape, block: Shape, parts: readonly ArrayLike<number>[]): Tensor {
  const size = sizeOf(block);
  const shape = [...like.slice(0, -2), ...block];
  const data = new Float64Array(sizeOf(shape));
  for (let p = 0; p < parts.length; p++) data.set(parts[p]!, p * size);
  return { shape, data };
}

/** For two stacks of matrices whose batch axes broadcast: the batch, and for each pair in it which matrix of either stack it has. */
export function matchedBatches(a: Shape, b: Shape): { batch: Shape; indices: [Int32Array, Int32Array] } {
  const batch = broadcastShapes(a.slice(0, -2), b.slice(0, -2));
  invariant(batch, `the batches of [${a}] and [${b}] do not broadcast`);
  const indices = (s: Shape): Int32Array => broadcastOffsets(s.slice(0, -2), batch);
  return { batch, indices: [indices(a), indices(b)] };
}

/**
 * Where the entries of a product of stacks of matrices [.., m, k] and [.., k, n] come from, rows and columns counted through all
 * matrices: entry `at` is made of `row(at)` of the one and of `column(at)` of the other. A row is `terms` entries side by side from
 * `left(row)` on, a column as many, each `apart` from the one before, from `right(column)` on.
 */
export function productIndices(a: Shape, b: Shape) {
  const [m, k, n] = [a.at(-2)!, a.at(-1)!, b.at(-1)!];
  const [ia, ib] = matchedBatches(a, b).indices;
  return {
    terms: k,
    apart: n,
    row: (at: number): number => ia[Math.floor(at / (m * n))]! * m + (Math.floor(at / n) % m),
    column: (at: number): number => ib[Math.floor(at / (m * n))]! * n + (at % n),
    left: (row: number): number => row * k,
    right: (column: number): number => Math.floor(column / n) * k * n + (column % n),
  };
}

/** Pairs of matrices of two tensors whose batch axes broadcast. */
export function pairsOf(a: Tensor, b: Tensor): { batch: Shape; pairs: [Float64Array, Float64Array][] } {
  const { batch, indices } = matchedBatches(a.shape, b.shape);
  const [as, bs] = [matricesOf(a), matricesOf(b)];
  return { batch, pairs: Array.from(indices[0], (i, p) => [as[i]!, bs[indices[1][p]!]!]) };
}

/** Whether every entry is finite. */
export function allFinite(x: Float64Array): boolean {
  // x - x is 0, or NaN for what is not finite.
  let zero = 0;
  for (let i = 0; i < x.length; i++) zero += x[i]! - x[i]!;
  return zero === 0;
}

/** Exchanges rows i and j of m entries each, in place. */
export function swapRows(x: Float64Array, m: number, i: number, j: number): void {
  for (let k = 0; k < m; k++) {
    const kept = x[i * m + k]!;
    x[i * m + k] = x[j * m + k]!;
    x[j * m + k] = kept;
  }
}
