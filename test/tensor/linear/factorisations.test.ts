import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky } from '../../../src/tensor/linear/factors/cholesky.ts';
import { lu } from '../../../src/tensor/linear/factors/lu.ts';
import { pinv, rank, svd } from '../../../src/tensor/linear/spectral/svd.ts';
import { qr } from '../../../src/tensor/linear/factors/qr.ts';
import { matmul } from '../../../src/tensor/matmul.ts';
import { stack } from '../../../src/tensor/rearrange.ts';
import { type Tensor, tensor } from '../../../src/tensor/tensor.ts';
import {
  diagonal,
  distance,
  EMPTY,
  identity,
  matrices,
  matrix,
  reals,
  scattered,
  squares,
  swapped,
} from './samples.ts';

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

describe('LU', () => {
  it('gives P A = L U with unit lower and upper triangles', () => {
    fc.assert(
      fc.property(squares(5, reals), (a) => {
        const n = a.shape[0]!;
        const { p, l, u, sign } = lu(a);
        expect(distance(matmul(l, u), matmul(p, a))).toBeLessThan(CLOSE);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            if (j > i) expect(l.data[i * n + j]).toBe(0);
            if (j < i) expect(u.data[i * n + j]).toBe(0);
            expect(Math.abs(l.data[i * n + j]!)).toBeLessThanOrEqual(1);
          }
          expect(l.data[i * n + i]).toBe(1);
        }
        expect(Math.abs(sign.data[0]!)).toBe(1);
        expect(matmul(p, swapped(p))).toEqual(identity(n));
      }),
    );
  });

  it('keeps scale and batches, and answers NaN for NaN', () => {
    const a = matrix([1e-310, 2e-310], [3e-310, 4e-310]);
    const { p, l, u } = lu(a);
    expect(p).toEqual(matrix([0, 1], [1, 0]));
    expect(distance(matmul(l, u), matmul(p, a))).toBeLessThan(1e-13);
    expect(lu(stack([identity(2), a])).sign).toEqual(tensor([2], [1, -1]));
    expect(lu(matrix([NaN, 1], [1, 1])).l.data.every(Number.isNaN)).toBe(true);
    expect(lu(EMPTY).u).toEqual(EMPTY);
  });
});

describe('QR', () => {
  it.each(sizes)('reconstructs a %i x %i matrix', (m, n) => {
    const a = scattered([m, n], m + n);
    const { q, r } = qr(a);
    const k = Math.min(m, n);
    expect([q.shape, r.shape]).toEqual([
      [m, k],
      [k, n],
    ]);
    const close = Math.max(m, n) <= 24 ? CLOSE : 1e-14;
    expect(distance(matmul(q, r), a)).toBeLessThan(close);
    expect(orthonormal(q)).toBeLessThan(close);
    for (let i = 0; i < k; i++) {
      expect(r.data[i * n + i]).toBeGreaterThanOrEqual(0);
      for (let j = 0; j < i; j++) expect(Math.abs(r.data[i * n + j]!)).toBe(0);
    }
  });

  it('stands rank deficiency and extremes', () => {
    for (const a of [matrix([1, 2], [2, 4]), matrix([0, 0], [0, 0]), matrix([1e300, 1e300], [1e300, -1e300])]) {
      const { q, r } = qr(a);
      expect(distance(matmul(q, r), a)).toBeLessThan(CLOSE);
      expect(orthonormal(q)).toBeLessThan(CLOSE);
    }
    expect(qr(matrix([Infinity, 1], [1, 1])).r.data.every(Number.isNaN)).toBe(true);
  });
});

describe('Cholesky', () => {
  it('factorises A = L L^T', () => {
    fc.assert(
      fc.property(squares(4, reals), (b) => {
        const n = b.shape[0]!;
        const product = matmul(b, swapped(b));
        const a = tensor(
          product.shape,
          product.data.map((x, k) => (k % (n + 1) === 0 ? x + 1 : x)),
        );
        const l = cholesky(a)!;
        expect(distance(matmul(l, swapped(l)), a)).toBeLessThan(CLOSE);
        for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(l.data[i * n + j]).toBe(0);
      }),
    );
    expect([...cholesky(matrix([4, 2], [2, 5]))!.data]).toEqual([2, 0, 1, 2]);
  });

  it('says so when the matrix is not positive definite', () => {
    expect(cholesky(matrix([1, 2], [2, 1]))).toBeUndefined();
    expect(cholesky(matrix([1, 2], [2, 4]))).toBeUndefined();
    expect(cholesky(matrix([0]))).toBeUndefined();
    expect(cholesky(matrix([NaN]))!.data).toEqual(Float64Array.of(NaN));
    expect(cholesky(EMPTY)).toEqual(EMPTY);
  });
});

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
