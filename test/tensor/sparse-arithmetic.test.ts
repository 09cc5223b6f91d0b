import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matmul } from '../../src/tensor/matmul.ts';
import { toDense, toSparse } from '../../src/tensor/sparse.ts';
import {
  mapSparse,
  product,
  productWork,
  selectEntries,
  sideBySide,
  sum,
  times,
  timesFromLeft,
} from '../../src/tensor/sparse-arithmetic.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';

const entry = fc.constantFrom(0, 0, 0, 1, -2, 3, 0.5);

/** Matrices of the given extents, mostly of zeros. */
const matrix = (rows: number, columns: number): fc.Arbitrary<Tensor> =>
  fc
    .array(entry, { minLength: rows * columns, maxLength: rows * columns })
    .map((data) => tensor([rows, columns], data));

const extents = fc.tuple(
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 1, max: 5 }),
);

const pairs = extents.chain(([m, k, n]) => fc.tuple(matrix(m, k), matrix(k, n)));
const alike = extents.chain(([m, n]) => fc.tuple(matrix(m, n), matrix(m, n)));

describe('sparse matrices', () => {
  it('are multiplied as dense ones are', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const wanted = matmul(a, b);
        const [s, t] = [toSparse(a), toSparse(b)];
        expect(times(s, b)).toEqual(wanted);
        expect(timesFromLeft(a, t)).toEqual(wanted);
        expect(toDense(product(s, t))).toEqual(wanted);
        expect(product(s, t).values.length).toBeLessThanOrEqual(productWork(s.pattern, t.pattern));
      }),
    );
  });

  it('take vectors on either side', () => {
    const s = toSparse(tensor([2, 3], [1, 0, 2, 0, 3, 0]));
    expect(times(s, tensor([3], [1, 1, 10]))).toEqual(tensor([2], [21, 3]));
    expect(timesFromLeft(tensor([2], [1, 10]), s)).toEqual(tensor([3], [1, 30, 2]));
  });

  it('lose no digits in a product that cancels', () => {
    const s = toSparse(tensor([1, 3], [1e16, 1, -1e16]));
    expect(times(s, tensor([3], [1, 1, 1])).data[0]).toBe(1);
  });

  it('are added, subtracted and scaled as dense ones are', () => {
    fc.assert(
      fc.property(alike, ([a, b]) => {
        const [s, t] = [toSparse(a), toSparse(b)];
        const combined = (f: (x: number, y: number) => number): number[] =>
          Array.from(a.data, (x, i) => f(x, b.data[i]!) + 0);
        const numbers = (x: Tensor): number[] => Array.from(x.data, (v) => v + 0);
        expect(numbers(toDense(sum(s, t, 1)))).toEqual(combined((x, y) => x + y));
        expect(numbers(toDense(sum(s, t, -1)))).toEqual(combined((x, y) => x - y));
        expect(numbers(toDense(mapSparse(s, (x) => 3 * x)))).toEqual(combined((x) => 3 * x));
      }),
    );
  });

  it('are cut to any rows and columns, repeated ones too', () => {
    fc.assert(
      fc.property(matrix(4, 5), fc.array(fc.nat(3)), fc.array(fc.nat(4)), (a, rows, columns) => {
        const wanted = rows.flatMap((i) => columns.map((j) => a.data[5 * i + j]!));
        expect(toDense(selectEntries(toSparse(a), rows, columns))).toEqual(
          tensor([rows.length, columns.length], wanted),
        );
      }),
    );
  });

  it('stand side by side where either has an entry', () => {
    const [a, b] = [toSparse(tensor([2, 2], [1, 0, 2, 0])), toSparse(tensor([2, 2], [0, 0, 3, 4]))];
    const found = sideBySide(a, b);
    expect([found.a, found.b, found.places].map((x) => Array.from(x))).toEqual([
      [1, 2, 0],
      [0, 3, 4],
      [0, 2, 3],
    ]);
  });
});
