import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeNumbers, Workbench } from './workbench.ts';

const cases = fc.record({
  m: fc.integer({ min: 0, max: 9 }),
  n: fc.integer({ min: 0, max: 9 }),
  gap: fc.constantFrom(0, 1),
  seed: fc.integer(),
});

describe('survey', () => {
  const bench = new Workbench(false, 2 ** 12);

  function survey(m: number, n: number, entry: (i: number, j: number) => number, gap = 0) {
    bench.clear();
    const a = bench.lay(m, n, entry, false, gap);
    const rows = bench.lay(1, m, () => NaN);
    const columns = bench.lay(1, n, () => 0);
    const bad = bench.kernels.survey(m, n, a.address, a.rowStride, rows.address, columns.address);
    return {
      bad,
      rows: Array.from({ length: m }, (_, i) => bench.at(rows, 0, i)),
      columns: Array.from({ length: n }, (_, j) => bench.at(columns, 0, j)),
    };
  }

  it('finds the largest absolute values of rows and columns', () => {
    fc.assert(
      fc.property(cases, ({ m, n, gap, seed }) => {
        const next = wholeNumbers(seed);
        const a = Array.from({ length: m }, () => Array.from({ length: n }, next));
        const { bad, rows, columns } = survey(m, n, (i, j) => a[i]![j]!, gap);
        expect(bad).toBe(0);
        expect(rows).toEqual(a.map((row) => Math.max(0, ...row.map(Math.abs))));
        expect(columns).toEqual(Array.from({ length: n }, (_, j) => Math.max(0, ...a.map((row) => Math.abs(row[j]!)))));
      }),
    );
  });

  it('notices every entry that is not finite', () => {
    for (const x of [NaN, Infinity, -Infinity]) {
      for (let k = 0; k < 15; k++) expect(survey(3, 5, (i, j) => (5 * i + j === k ? x : 1)).bad).toBe(NaN);
    }
  });
});
