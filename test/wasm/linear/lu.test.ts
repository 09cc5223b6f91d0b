import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { gemmWorkspace } from '../../../src/wasm/linear/gemm.ts';
import { roundings, wholeNumbers, Workbench } from './workbench.ts';

const orders = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(31, 33, 64, 100, 150));
const cases = fc.record({
  n: orders,
  more: fc.constantFrom(0, 0, 1, 7, 40),
  gap: fc.constantFrom(0, 1),
  seed: fc.integer(),
});

describe.each(roundings)('LU, fma %s', (fma) => {
  const bench = new Workbench(fma, 2 ** 20);

  function factorise(m: number, n: number, entry: (i: number, j: number) => number, gap = 0) {
    bench.clear();
    const a = bench.lay(m, n, entry, false, gap);
    const pivots = bench.reserve(4 * n);
    bench.kernels.lu(m, n, a.address, a.rowStride, pivots, bench.reserve(gemmWorkspace(m, n, n)));
    const swaps = new Int32Array(bench.memory.buffer, pivots, n);
    const order = Array.from({ length: m }, (_, i) => i);
    swaps.forEach((p, i) => {
      [order[i], order[p]] = [order[p]!, order[i]!];
    });
    return { factor: (i: number, j: number) => bench.at(a, i, j), order, swaps };
  }

  it('gives P A = L U within the bound of its rounding errors, multipliers at most 1', () => {
    fc.assert(
      fc.property(cases, ({ n, more, gap, seed }) => {
        const m = n + more;
        const next = prng(seed);
        const a = Array.from({ length: m * n }, () => 2 * next() - 1);
        const { factor, order, swaps } = factorise(m, n, (i, j) => a[i * n + j]!, gap);
        swaps.forEach((p, i) => expect(p).toBeGreaterThanOrEqual(i));
        let [worst, steepest] = [0, 0];
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = -a[order[i]! * n + j]!;
            let size = 0;
            for (let k = 0; k <= Math.min(i, j); k++) {
              const term = (k === i ? 1 : factor(i, k)) * factor(k, j);
              sum += term;
              size += Math.abs(term);
            }
            worst = Math.max(worst, Math.abs(sum) / size);
            if (j < i) steepest = Math.max(steepest, Math.abs(factor(i, j)));
          }
          for (let j = n; j < n + gap; j++) expect(factor(i, j)).toBe(NaN);
        }
        // |P A - L U| <= n u |L| |U| and as much again for the sum here (Higham 2002, theorem 9.3).
        expect(worst).toBeLessThanOrEqual(2 * (n + 1) * 2 ** -53);
        expect(steepest).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a 0 on the diagonal of singular matrices, and goes on', () => {
    for (const n of [1, 2, 3, 5, 8, 9, 30, 64]) {
      const entry = wholeNumbers(n);
      const a = Array.from({ length: n * n }, (_, k) => (k % n === n >> 1 ? 0 : entry()));
      const { factor } = factorise(n, n, (i, j) => a[i * n + j]!);
      expect(factor(n >> 1, n >> 1)).toBe(0);
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) expect(factor(i, j)).not.toBe(NaN);
    }
  });

  it('takes the first of equal pivots', () => {
    const { swaps, factor } = factorise(6, 6, (i, j) => (j === 0 ? 1 : i === j ? 1 : 0));
    expect([...swaps]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...Array(6).keys()].map((i) => factor(i, i))).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
