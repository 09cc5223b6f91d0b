/**
 * P A = L U in doubles with partial pivoting, for right-hand sides of m columns. It can be used until kernels compute
 * something else.
 */
export interface DoubleFactors {
  /** U's diagonal. */
  readonly diagonal: Float64Array;
  /** The determinant of P. */
  readonly sign: 1 | -1;
  /** Solves A X = B for X of [n, m] in the place of B. */
  solve(x: Float64Array): void;
  /** B - A X as if in twice the digits, then rounded. */
  residual(x: Float64Array, b: Float64Array): Float64Array;
}

/** The determinant of the permutation that swaps row i with row pivots[i] in turn, rows counted from `first`. */
export function signOfSwaps(pivots: Int32Array, first: 0 | 1): 1 | -1 {
  let odd = false;
  for (let i = 0; i < pivots.length; i++) if (pivots[i] !== i + first) odd = !odd;
  return odd ? -1 : 1;
}
