import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { fromDouble, minus, plus, rational, times } from '../../tensor/rational.ts';
import { roundings, Workbench } from './workbench.ts';

const cases = fc.record({
  m: fc.integer({ min: 0, max: 9 }),
  n: fc.integer({ min: 0, max: 24 }),
  gap: fc.constantFrom(0, 1),
  seed: fc.integer(),
});

describe.each(roundings)('residuals, fma %s', (fma) => {
  const bench = new Workbench(fma, 2 ** 14);

  it('are b - A x to twice the digits, though nearly all of them cancel', () => {
    fc.assert(
      fc.property(cases, ({ m, n, gap, seed }) => {
        const next = prng(seed);
        const entry = (): number => (next() - 0.5) * 2 ** Math.floor(20 * next());
        bench.clear();
        const a = bench.lay(m, n, entry, false, gap);
        const x = bench.lay(1, n, entry);
        const product = (i: number): number => {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += bench.at(a, i, j) * bench.at(x, 0, j);
          return sum;
        };
        const b = bench.lay(1, m, (_, i) => product(i));
        const r = bench.lay(1, m, () => NaN);
        bench.kernels.residual(m, n, a.address, a.rowStride, x.address, b.address, r.address);
        for (let i = 0; i < m; i++) {
          let exact = fromDouble(bench.at(b, 0, i));
          let size = Math.abs(bench.at(b, 0, i));
          for (let j = 0; j < n; j++) {
            exact = minus(exact, times(fromDouble(bench.at(a, i, j)), fromDouble(bench.at(x, 0, j))));
            size += Math.abs(bench.at(a, i, j) * bench.at(x, 0, j));
          }
          const { p, q } = plus(fromDouble(bench.at(r, 0, i)), times(exact, rational(-1n)));
          const error = Math.abs(Number(p) / Number(q));
          const value = Math.abs(bench.at(r, 0, i));
          // u |r| + (n u)^2 |b - A x| of absolute values (Ogita, Rump and Oishi 2005)
          expect(error).toBeLessThanOrEqual(2 ** -53 * value + (n + 2) ** 2 * 2 ** -106 * size);
        }
      }),
    );
  });
});
