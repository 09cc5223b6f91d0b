import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { gemmWorkspace } from '../../../src/wasm/linear/gemm.ts';
import { roundings, Workbench } from './workbench.ts';

const orders = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(31, 64, 65, 100));
const cases = fc.record({
  n: orders,
  m: fc.constantFrom(1, 2, 3, 5, 17, 66),
  transposed: fc.boolean(),
  gap: fc.constantFrom(0, 1),
  seed: fc.integer(),
});

/** Entries -1, 0, 1 off the diagonal, few enough that solutions stay small, and powers of two on it: everything is exact. */
function triangle(n: number, seed: number): number[] {
  const next = prng(seed);
  return Array.from({ length: n * n }, (_, k) => {
    const x = next();
    if (k % (n + 1) === 0) return 2 ** Math.floor(3 * x);
    return x * n < 1 ? -1 : x * n > n - 1 ? 1 : 0;
  });
}

describe.each(roundings)('triangles, fma %s', (fma) => {
  const bench = new Workbench(fma, 2 ** 20);

  it.each(['lower', 'upper'] as const)('solves with a %s one, reading nothing else, for any strides', (side) => {
    fc.assert(
      fc.property(cases, fc.constantFrom(0 as const, 1 as const), ({ n, m, transposed, gap, seed }, unit) => {
        const entries = triangle(n, seed);
        const next = prng(seed + 1);
        const solution = Array.from({ length: n * m }, () => Math.floor(9 * next()) - 4);
        const read = (i: number, j: number): boolean => (side === 'lower' ? j < i : j > i) || (i === j && unit === 0);
        const entry = (i: number, j: number): number => (i === j && unit === 1 ? 1 : entries[i * n + j]!);
        bench.clear();
        const t = bench.lay(n, n, (i, j) => (read(i, j) ? entry(i, j) : NaN), transposed, gap);
        const x = bench.lay(
          n,
          m,
          (i, j) => {
            let sum = 0;
            for (let k = 0; k < n; k++) if (k === i || read(i, k)) sum += entry(i, k) * solution[k * m + j]!;
            return sum;
          },
          false,
          gap,
        );
        bench.kernels[side === 'lower' ? 'solveLower' : 'solveUpper'](
          ...([n, m, t.address, t.rowStride, t.columnStride, unit, x.address, x.rowStride] as const),
          bench.reserve(gemmWorkspace(n, m, n)),
        );
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < m; j++) {
            const error = bench.at(x, i, j) - solution[i * m + j]!;
            if (error !== 0) expect(error).toBe(0);
          }
          for (let j = m; j < m + gap; j++) expect(bench.at(x, i, j)).toBe(NaN);
        }
      }),
    );
  });

  it('finds Cholesky factors, exactly where they are whole, from the upper triangle alone', () => {
    fc.assert(
      fc.property(cases, ({ n, gap, seed }) => {
        const u = triangle(n, seed);
        bench.clear();
        const a = bench.lay(n, n, (i, j) => (j < i ? NaN : gram(u, n, i, j)), false, gap);
        expect(bench.kernels.cholesky(n, a.address, a.rowStride, bench.reserve(gemmWorkspace(n, n, n)))).toBe(0);
        for (let i = 0; i < n; i++) {
          for (let j = i; j < n; j++) {
            const error = bench.at(a, i, j) - u[i * n + j]!;
            if (error !== 0) expect(error).toBe(0);
          }
          for (let j = n; j < n + gap; j++) expect(bench.at(a, i, j)).toBe(NaN);
        }
      }),
    );
  });

  it('says at which pivot a matrix turns out not to be positive definite', () => {
    for (const n of [1, 7, 16, 17, 40, 90]) {
      for (const [bad, pivot] of [
        [0, 0],
        [n - 1, -1],
        [n >> 1, NaN],
      ] as const) {
        bench.clear();
        const a = bench.lay(n, n, (i, j) => (i === j ? (i === bad ? pivot : 2) : 0));
        expect(bench.kernels.cholesky(n, a.address, a.rowStride, bench.reserve(gemmWorkspace(n, n, n)))).toBe(bad + 1);
      }
    }
  });
});

/** Entry i, j of U^T U. */
function gram(u: readonly number[], n: number, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k <= Math.min(i, j); k++) sum += u[k * n + i]! * u[k * n + j]!;
  return sum;
}
