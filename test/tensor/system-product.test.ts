import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prng } from '../../src/base/prng.ts';
import { type StridedMatrix, systemProduct } from '../../src/tensor/system-product.ts';
import { fakeBlas } from './fake-blas.ts';

const extent = fc.integer({ min: 1, max: 6 });
const layout = fc.record({ transposed: fc.boolean(), gap: fc.integer({ min: 0, max: 2 }) });

function matrix(m: number, n: number, { transposed, gap }: { transposed: boolean; gap: number }): StridedMatrix {
  const next = prng(m + n);
  const data = Float64Array.from({ length: (m + gap) * (n + gap) }, () => Math.floor(9 * next()) - 4);
  return transposed ? { data, row: 1, column: m + gap } : { data, row: n + gap, column: 1 };
}

const at = ({ data, row, column }: StridedMatrix, i: number, j: number): number => data[i * row + j * column]!;

it('is the product, whichever way the operands lie, and touches no gaps', () => {
  fc.assert(
    fc.property(extent, extent, extent, layout, layout, fc.nat(2), (m, n, k, la, lb, gap) => {
      const [a, b] = [matrix(m, k, la), matrix(k, n, lb)];
      const c = { data: new Float64Array(m * (n + gap)).fill(NaN), row: n + gap, column: 1 };
      expect(systemProduct(fakeBlas(), m, n, k, a, b, c)).toBe(true);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n + gap; j++) {
          let sum = j < n ? 0 : NaN;
          for (let l = 0; l < k && j < n; l++) sum += at(a, i, l) * at(b, l, j);
          expect(at(c, i, j) - sum).toBe(j < n ? 0 : NaN);
        }
      }
    }),
  );
});

it('leaves operands whose entries lie apart both ways, or on top of each other, to other kernels', () => {
  const c = matrix(2, 2, { transposed: false, gap: 0 });
  const before = c.data.slice();
  for (const [row, column] of [
    [4, 2],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const) {
    const odd = { data: new Float64Array(9), row, column };
    expect(systemProduct(fakeBlas(), 2, 2, 2, odd, c, c)).toBe(false);
    expect(systemProduct(fakeBlas(), 2, 2, 2, c, odd, c)).toBe(false);
  }
  expect(c.data).toEqual(before);
});
