import { swapRows } from '../batch.ts';
import { gemmWorkspace } from '../../../wasm/linear/gemm.ts';
import { openScratch, type Scratch } from '../../../wasm/linear/scratch.ts';
import type { OwnKernels } from '../../kernels.ts';
import { type DoubleFactors, signOfSwaps } from './double-factors.ts';

/**
 * A matrix of order n in the memory of Nabla's own kernels, with room for its factors and for right-hand sides of m
 * columns.
 */
export interface Workroom {
  readonly n: number;
  readonly m: number;
  readonly scratch: Scratch;
  /** The matrix, and then its factors. */
  readonly data: Float64Array;
}

/** Opens a room and lays a matrix into it; what was in the one before is lost. */
export function openWorkroom({ fma }: OwnKernels, a: Float64Array, n: number, m: number): Workroom {
  const kept = m > 0 ? n * n : 0;
  const scratch = openScratch(fma, [n * n, kept, n * m, n, n, n], gemmWorkspace(n, Math.max(n, m), n));
  const start = scratch.addresses[0]! / 8;
  const data = scratch.doubles.subarray(start, start + n * n);
  data.set(a);
  return { n, m, scratch, data };
}

/** The largest absolute values of rows and columns; undefined where an entry is not finite. */
export function largestOfLines({
  n,
  scratch,
}: Workroom): readonly [rows: Float64Array, columns: Float64Array] | undefined {
  const { kernels, doubles, addresses } = scratch;
  const [a, , , rows, columns] = addresses as [number, number, number, number, number];
  doubles.fill(0, columns / 8, columns / 8 + n);
  if (kernels.survey(n, n, a, n, rows, columns) !== 0) return undefined;
  return [doubles.slice(rows / 8, rows / 8 + n), doubles.slice(columns / 8, columns / 8 + n)];
}

/** Factors of the matrix in a room by Nabla's own kernels; they stay there. */
export function ownFactors(room: Workroom): DoubleFactors {
  const { n, m, scratch, data } = room;
  const { kernels, doubles, words, workspace } = scratch;
  const [lu, , x, swaps] = scratch.addresses as [number, number, number, number];
  const residual = residuals(room);
  kernels.lu(n, n, lu, n, swaps, workspace);
  const pivots = words.slice(swaps / 4, swaps / 4 + n);
  return {
    diagonal: Float64Array.from({ length: n }, (_, i) => data[i * n + i]!),
    sign: signOfSwaps(pivots, 0),
    solve: (b) => {
      for (let i = 0; i < n; i++) if (pivots[i] !== i) swapRows(b, m, i, pivots[i]!);
      doubles.set(b, x / 8);
      kernels.solveLower(n, m, lu, n, 1, 1, x, m, workspace);
      kernels.solveUpper(n, m, lu, n, 1, 0, x, m, workspace);
      b.set(doubles.subarray(x / 8, x / 8 + n * m));
    },
    residual,
  };
}

/** Keeps the matrix in a room for residuals before its factors take its place. */
export function residuals({ n, m, scratch, data }: Workroom): DoubleFactors['residual'] {
  const { kernels, doubles } = scratch;
  const [, a, , known, right, rest] = scratch.addresses as [number, number, number, number, number, number];
  if (m > 0) doubles.set(data, a / 8);
  return (x, b) => {
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
  };
}
