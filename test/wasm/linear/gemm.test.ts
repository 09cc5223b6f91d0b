import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interruptible } from '../../../src/base/interrupt.ts';
import { gemmWorkspace } from '../../../src/wasm/linear/gemm.ts';
import { extents, type Laid, roundings, wholeNumbers, Workbench } from './workbench.ts';

const cases = fc
  .record({
    m: extents,
    n: extents,
    k: extents,
    alpha: fc.constantFrom(1, -1, 2.5, 0),
    beta: fc.constantFrom(0, 1, -0.5),
    transposedA: fc.boolean(),
    transposedB: fc.boolean(),
    gap: fc.constantFrom(0, 1, 2),
    seed: fc.integer(),
  })
  .filter(({ m, n, k }) => m * n * k <= 3e6);

describe.each(roundings)('gemm, fma %s', (fma) => {
  const bench = new Workbench(fma, 2 ** 21);
  const { memory, kernels } = bench;

  function multiply(m: number, n: number, k: number, a: Laid, b: Laid, c: Laid, alpha = 1, beta = 0): void {
    const workspace = bench.reserve(gemmWorkspace(m, n, k));
    const guard = bench.reserve(16);
    memory[guard / 8] = 7;
    kernels.gemm(
      ...([m, n, k, alpha, a.address, a.rowStride, a.columnStride, b.address, b.rowStride, b.columnStride] as const),
      ...([beta, c.address, c.rowStride, workspace] as const),
    );
    expect(memory[guard / 8]).toBe(7);
  }

  it('is alpha A B + beta C, exact for small whole numbers, for all shapes and strides', () => {
    fc.assert(
      fc.property(cases, ({ m, n, k, alpha, beta, transposedA, transposedB, gap, seed }) => {
        const entry = wholeNumbers(seed);
        bench.clear();
        const a = bench.lay(m, k, entry, transposedA, gap);
        const b = bench.lay(k, n, entry, transposedB, gap);
        const start = Array.from({ length: m * n }, entry);
        // What beta = 0 must not read is NaN.
        const c = bench.lay(m, n, (i, j) => (beta === 0 ? NaN : start[i * n + j]!), false, gap);
        multiply(m, n, k, a, b, c, alpha, beta);
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n + gap; j++) {
            let sum = 0;
            for (let l = 0; l < k && j < n; l++) sum += bench.at(a, i, l) * bench.at(b, l, j);
            const expected = j < n ? alpha * sum + (beta === 0 ? 0 : beta * start[i * n + j]!) : NaN;
            if (bench.at(c, i, j) - expected !== 0) expect(bench.at(c, i, j)).toBe(expected);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is near the sum in order for real numbers, within its rounding', () => {
    const [m, n, k] = [53, 67, 300];
    bench.clear();
    const a = bench.lay(m, k, (i, l) => Math.sin(3 * i + l));
    const b = bench.lay(k, n, (l, j) => Math.cos(l - 5 * j), true);
    const c = bench.lay(m, n, () => NaN);
    multiply(m, n, k, a, b, c);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += bench.at(a, i, l) * bench.at(b, l, j);
        expect(Math.abs(bench.at(c, i, j) - sum)).toBeLessThan(k * 2 ** -53 * k);
      }
    }
  });

  it('lets NaN and infinity of the operands through, and only where they belong', () => {
    bench.clear();
    const a = bench.lay(7, 5, (i, l) => (i === 2 && l === 3 ? NaN : i === 6 && l === 4 ? Infinity : 1));
    const b = bench.lay(5, 7, () => 1);
    const c = bench.lay(7, 7, () => NaN);
    multiply(7, 7, 5, a, b, c);
    for (let i = 0; i < 7; i++) {
      for (let j = 0; j < 7; j++) expect(bench.at(c, i, j)).toBe(i === 2 ? NaN : i === 6 ? Infinity : 5);
    }
  });

  it('ends between blocks when that is asked for, and computes again later', () => {
    const flag = new Int32Array(1);
    const n = 150;
    bench.clear();
    const a = bench.lay(n, n, (i, j) => (i === j ? 2 : 0));
    const c = bench.lay(n, n, () => 0);
    flag[0] = 1;
    expect(() => interruptible(flag, () => multiply(n, n, n, a, a, c))).toThrow(/Interrupted/);
    flag[0] = 0;
    interruptible(flag, () => multiply(n, n, n, a, a, c));
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) expect(bench.at(c, i, j)).toBe(i === j ? 4 : 0);
  });

  it('gives the same bits whenever it is called', () => {
    bench.clear();
    const a = bench.lay(70, 90, (i, l) => Math.sin(i + 7 * l));
    const b = bench.lay(90, 70, (l, j) => Math.cos(l * j));
    const c = bench.lay(70, 70, () => NaN);
    const runs = Array.from({ length: 40 }, () => {
      multiply(70, 70, 90, a, b, c);
      return memory.slice(c.address / 8, c.address / 8 + 4900);
    });
    for (const run of runs) expect(run).toEqual(runs[0]);
  });
});
