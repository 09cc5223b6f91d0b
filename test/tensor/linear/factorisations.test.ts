import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pinv, rank, svd } from '../../../src/tensor/linear/spectral/svd.ts';
import { matmul } from '../../../src/tensor/matmul.ts';
import { type Tensor, tensor } from '../../../src/tensor/tensor.ts';
import { diagonal, distance, identity, matrices, matrix, reals, scattered, swapped, stack } from './samples.ts';

const sizes: readonly (readonly [number, number])[] = [
  [1, 1],
  [3, 3],
  [5, 3],
  [3, 5],
  [16, 16],
  [17, 17],
  [30, 26],
];

const rectangles = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([m, n]) => matrices(m, n, reals));

/** Within 2^-51 in double-double, which only the rounding of the factors limits. */
const CLOSE = 1e-15;
const orthonormal = (q: Tensor): number => distance(matmul(swapped(q), q), identity(q.shape.at(-1)!));

describe('singular values', () => {
  it.each(sizes)('reconstruct a %i x %i matrix', (m, n) => {
    const a = scattered([m, n], 2 * m + n);
    const { u, s, v } = svd(a);
    const k = Math.min(m, n);
    expect([u.shape, s.shape, v.shape]).toEqual([[m, k], [k], [n, k]]);
    const close = k <= 16 ? CLOSE : 1e-13;
    expect(distance(matmul(matmul(u, diagonal(s.data)), swapped(v)), a)).toBeLessThan(close);
    expect(orthonormal(u)).toBeLessThan(close);
    expect(orthonormal(v)).toBeLessThan(close);
    for (let i = 1; i < k; i++) expect(s.data[i]).toBeLessThanOrEqual(s.data[i - 1]!);
  });

  it('are exact where they are known', () => {
    expect([...svd(matrix([3, 0], [4, 5])).s.data].map((x) => x ** 2)).toEqual([45, 5].map((x) => Math.sqrt(x) ** 2));
    expect([...svd(diagonal([-2, 5, 0])).s.data]).toEqual([5, 2, 0]);
    expect([...svd(matrix([1, 2], [2, 4])).s.data]).toEqual([5, 0]);
    expect(svd(diagonal([1e150, 1e-150])).s.data).toEqual(Float64Array.of(1e150, 1e-150));
  });

  it('complete the orthonormal set for zero and deficient matrices', () => {
    fc.assert(
      fc.property(rectangles, fc.boolean(), (a, doubled) => {
        const x = doubled && a.shape[0]! > 1 ? withRepeatedRow(a) : a;
        const { u, v } = svd(x);
        expect(orthonormal(u)).toBeLessThan(CLOSE);
        expect(orthonormal(v)).toBeLessThan(CLOSE);
      }),
    );
    expect(orthonormal(svd(matrix([0, 0], [0, 0], [0, 0])).u)).toBeLessThan(CLOSE);
  });

  it('count the rank', () => {
    expect(rank(matrix([1, 2, 3], [4, 5, 6], [7, 8, 9]))).toEqual(tensor([], [2]));
    expect(rank(matrix([0, 0], [0, 0]))).toEqual(tensor([], [0]));
    expect(rank(matrix([0.1, 0.3], [0.2, 0.6]))).toEqual(tensor([], [1]));
    expect(rank(stack([identity(2), matrix([1, 1], [1, 1])]))).toEqual(tensor([2], [2, 1]));
    expect(rank(diagonal([1, 1e-3]), 1e-2)).toEqual(tensor([], [1]));
    expect(rank(matrix([NaN])).data[0]).toBeNaN();
  });

  it('answers NaN for entries that are not finite', () => {
    const { u, s, v } = svd(matrix([1, Infinity], [0, 1]));
    for (const t of [u, s, v]) expect(t.data.every(Number.isNaN)).toBe(true);
    expect(pinv(matrix([NaN, 1])).data.every(Number.isNaN)).toBe(true);
  });
});

describe('pseudo-inverses', () => {
  it("keep Penrose's four conditions", () => {
    fc.assert(
      fc.property(rectangles, (a) => {
        fc.pre(isTame(a));
        const x = pinv(a);
        const ax = matmul(a, x);
        const xa = matmul(x, a);
        expect(distance(matmul(ax, a), a)).toBeLessThan(1e-11);
        expect(distance(matmul(xa, x), x)).toBeLessThan(1e-11);
        expect(distance(swapped(ax), ax)).toBeLessThan(1e-11);
        expect(distance(swapped(xa), xa)).toBeLessThan(1e-11);
      }),
    );
  });

  it('are exact in simple cases', () => {
    expect(
      distance(pinv(matrix([1, 2], [2, 4], [3, 6])), matrix([1 / 70, 2 / 70, 3 / 70], [2 / 70, 4 / 70, 6 / 70])),
    ).toBeLessThan(CLOSE);
    expect(pinv(matrix([0, 0]))).toEqual(matrix([0], [0]));
    expect(pinv(diagonal([2 ** 600, 2 ** 590]))).toEqual(diagonal([2 ** -600, 2 ** -590]));
  });
});

function withRepeatedRow(a: Tensor): Tensor {
  const n = a.shape[1]!;
  const data = a.data.slice();
  data.copyWithin(n, 0, n);
  return tensor(a.shape, data);
}

/** Condition below 1e4, so that the conditions can be held to many digits. */
function isTame(a: Tensor): boolean {
  const { data } = svd(a).s;
  const kept = data.filter((x) => x > 1e-16 * data[0]!);
  return data[0] === 0 || kept.at(-1)! > 1e-4 * data[0]!;
}
