import type { Blas } from '../../kernels.ts';
import { type DoubleFactors, signOfSwaps } from './double-factors.ts';

/**
 * Factors of an n x n matrix in its place, for right-hand sides of m columns, by the system's library, which takes rows
 * for columns: they are those of A^T.
 */
export function systemFactors(
  blas: Blas,
  a: Float64Array,
  n: number,
  m: number,
  residual: DoubleFactors['residual'],
): DoubleFactors {
  const pivots = new Int32Array(n);
  blas.getrf(n, a, pivots);
  return {
    diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!),
    sign: signOfSwaps(pivots, 1),
    solve: (x) => {
      const columns = transposeData(x, n, m);
      blas.getrs(n, m, a, pivots, columns);
      x.set(transposeData(columns, m, n));
    },
    residual,
  };
}

/** The transpose of x of [m, n]. */
function transposeData(x: Float64Array, m: number, n: number): Float64Array {
  if (m === 1 || n === 1) return x.slice();
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = x[i * n + j]!;
  return out;
}
