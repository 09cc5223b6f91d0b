import { openScratch } from '../../wasm/linear/scratch.ts';
import { type Blas, ownKernels } from '../kernels.ts';
import { type DoubleFactors, signOfSwaps } from './double-factors.ts';
import { residualOf } from './own-factors.ts';
import { plainResidual } from './plain-factors.ts';

/** Factors of an n x n matrix by the system's library, which takes rows for columns: they are those of A^T. */
export function systemFactors(blas: Blas, a: Float64Array, n: number, m: number): DoubleFactors {
  const lu = new Float64Array(a);
  const pivots = new Int32Array(n);
  blas.getrf(n, lu, pivots);
  return {
    diagonal: Float64Array.from({ length: n }, (_, i) => lu[i * n + i]!),
    sign: signOfSwaps(pivots, 1),
    solve: (x) => {
      const columns = turned(x, n, m);
      blas.getrs(n, m, lu, pivots, columns);
      x.set(turned(columns, m, n));
    },
    residual: (x, b) => {
      const own = ownKernels();
      if (!own) return plainResidual(a, n, x, b, m);
      const scratch = openScratch(own.fma, [n * n, n, n, n], 0);
      const [whole, ...columns] = scratch.addresses as [number, ...number[]];
      scratch.doubles.set(a, whole / 8);
      return residualOf(scratch, whole, columns, n, x, b, m);
    },
  };
}

/** The transpose of x of [m, n]. */
function turned(x: Float64Array, m: number, n: number): Float64Array {
  if (m === 1 || n === 1) return x.slice();
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = x[i * n + j]!;
  return out;
}
