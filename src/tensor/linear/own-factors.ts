import { gemmWorkspace } from '../../wasm/linear/gemm.ts';
import { openScratch, type Scratch } from '../../wasm/linear/scratch.ts';
import type { OwnKernels } from '../kernels.ts';
import { type DoubleFactors, signOfSwaps } from './double-factors.ts';

/** Factors of an n x n matrix by Nabla's own kernels; they stay in the kernels' memory. */
export function ownFactors({ fma }: OwnKernels, a: Float64Array, n: number, m: number): DoubleFactors {
  const solves = m > 0;
  const sizes = [n * n, n, n * m, solves ? n * n : 0, n, n, n];
  const scratch = openScratch(fma, sizes, gemmWorkspace(n, Math.max(n, m), n));
  const { kernels, doubles, workspace } = scratch;
  const [lu, swaps, x, whole] = scratch.addresses as [number, number, number, number];
  doubles.set(a, lu / 8);
  if (solves) doubles.set(a, whole / 8);
  kernels.lu(n, n, lu, n, swaps, workspace);
  const pivots = scratch.words.slice(swaps / 4, swaps / 4 + n);
  return {
    diagonal: Float64Array.from({ length: n }, (_, i) => doubles[lu / 8 + i * n + i]!),
    sign: signOfSwaps(pivots, 0),
    solve: (b) => {
      for (let i = 0; i < n; i++) if (pivots[i] !== i) swapRows(b, m, i, pivots[i]!);
      doubles.set(b, x / 8);
      kernels.solveLower(n, m, lu, n, 1, 1, x, m, workspace);
      kernels.solveUpper(n, m, lu, n, 1, 0, x, m, workspace);
      b.set(doubles.subarray(x / 8, x / 8 + n * m));
    },
    residual: (y, b) => residualOf(scratch, whole, scratch.addresses.slice(-3), n, y, b, m),
  };
}

/** B - A X in twice the digits, for A of [n, n], which lies at `a` in the scratch, beside room for three columns. */
export function residualOf(
  { kernels, doubles }: Scratch,
  a: number,
  columns: readonly number[],
  n: number,
  x: Float64Array,
  b: Float64Array,
  m: number,
): Float64Array {
  const [known, right, rest] = columns as [number, number, number];
  const out = new Float64Array(n * m);
  for (let j = 0; j < m; j++) {
    for (let i = 0; i < n; i++) {
      doubles[known / 8 + i] = x[i * m + j]!;
      doubles[right / 8 + i] = b[i * m + j]!;
    }
    kernels.residual(n, n, a, n, known, right, rest);
    for (let i = 0; i < n; i++) out[i * m + j] = doubles[rest / 8 + i]!;
  }
  return out;
}

function swapRows(x: Float64Array, m: number, i: number, j: number): void {
  for (let k = 0; k < m; k++) {
    const kept = x[i * m + k]!;
    x[i * m + k] = x[j * m + k]!;
    x[j * m + k] = kept;
  }
}
