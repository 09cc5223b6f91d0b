import type { Blas } from './kernels.ts';

/** A matrix that starts with `data`: entry (i, j) lies i row + j column behind. */
export interface StridedMatrix {
  readonly data: Float64Array;
  readonly row: number;
  readonly column: number;
}

/**
 * Stores A B for A of [m, k] and B of [k, n] in C, whose columns lie side by side, by the system's library; false, with
 * nothing stored, where neither the rows nor the columns of an operand lie side by side, which only a copy could
 * change.
 */
export function systemProduct(
  blas: Blas,
  m: number,
  n: number,
  k: number,
  a: StridedMatrix,
  b: StridedMatrix,
  c: StridedMatrix,
): boolean {
  const [left, right] = [blasOrder(a, m, k), blasOrder(b, k, n)];
  if (!left || !right || c.column !== 1 || c.row < n) return false;
  // Row by row is the transpose, column by column: C^T = B^T A^T.
  blas.gemm(right.turned, left.turned, n, m, k, 1, b.data, right.lead, a.data, left.lead, 0, c.data, c.row);
  return true;
}

/** How BLAS finds the transpose of a matrix of [m, n] in memory. */
function blasOrder({ row, column }: StridedMatrix, m: number, n: number) {
  if (column === 1 && row >= n) return { turned: false, lead: row };
  return row === 1 && column >= m ? { turned: true, lead: column } : undefined;
}
