import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eigenGeneral } from '../../../src/tensor/linear/spectral/eigen-general.ts';
import { eigenSymmetric } from '../../../src/tensor/linear/spectral/eigen-symmetric.ts';
import { sqrtm } from '../../../src/tensor/linear/square-root.ts';
import { map2 } from '../../../src/tensor/dense.ts';
import { matmul } from '../../../src/tensor/matmul.ts';
import { type Tensor, tensor } from '../../../src/tensor/tensor.ts';
import {
  diagonal,
  distance,
  EMPTY,
  identity,
  matrix,
  reals,
  scattered,
  smallIntegers,
  squares,
  swapped,
  stack,
} from './samples.ts';

const CLOSE = 1e-15;

/** The largest entry of A V - V diag(lambda), both parts. */
function residual(a: Tensor): number {
  const n = a.shape[0]!;
  const { re, im, vectorsRe, vectorsIm } = eigenGeneral(a);
  const [ar, ai] = [matmul(a, vectorsRe), matmul(a, vectorsIm)];
  let most = 0;
  for (let k = 0; k < n * n; k++) {
    const [c, s] = [re.data[k % n]!, im.data[k % n]!];
    const [x, y] = [vectorsRe.data[k]!, vectorsIm.data[k]!];
    most = Math.max(most, Math.abs(ar.data[k]! - (c * x - s * y)), Math.abs(ai.data[k]! - (s * x + c * y)));
  }
  return most / Math.max(1, ...a.data.map(Math.abs));
}

describe('eigenvalues of symmetric matrices', () => {
  it('reconstruct the matrix', () => {
    for (const n of [1, 2, 3, 8, 24, 25, 50]) {
      const b = scattered([n, n], n);
      const a = map2(b, swapped(b), (x, y) => x + y);
      const { values, vectors } = eigenSymmetric(a);
      const close = n <= 24 ? CLOSE : 1e-13;
      expect(distance(matmul(matmul(vectors, diagonal(values.data)), swapped(vectors)), a)).toBeLessThan(close);
      expect(distance(matmul(swapped(vectors), vectors), identity(n))).toBeLessThan(close);
      for (let i = 1; i < n; i++) expect(values.data[i]).toBeGreaterThanOrEqual(values.data[i - 1]!);
    }
  });

  it('are exact where they are known', () => {
    expect(eigenSymmetric(matrix([2, 1], [1, 2])).values).toEqual(tensor([2], [1, 3]));
    expect(eigenSymmetric(matrix([1, 2], [2, 4])).values).toEqual(tensor([2], [0, 5]));
    expect(eigenSymmetric(diagonal([3, -1, 2])).values).toEqual(tensor([3], [-1, 2, 3]));
    expect(eigenSymmetric(diagonal([1e200, 1e-100])).values).toEqual(tensor([2], [1e-100, 1e200]));
    expect(eigenSymmetric(tensor([2, 2], new Float64Array(4))).values).toEqual(tensor([2], [0, 0]));
    expect(eigenSymmetric(EMPTY).values).toEqual(tensor([0], []));
    // 2 - 2 cos(k pi / 11), the second differences
    const n = 10;
    const second = tensor(
      [n, n],
      Float64Array.from({ length: n * n }, (_, k) => [2, -1][Math.abs(Math.floor(k / n) - (k % n))] ?? 0),
    );
    const known = Float64Array.from({ length: n }, (_, k) => 4 * Math.sin(((k + 1) * Math.PI) / 22) ** 2);
    expect(distance(eigenSymmetric(second).values, tensor([n], known))).toBeLessThan(CLOSE);
  });

  it('finds rank deficiency exactly', () => {
    fc.assert(
      fc.property(fc.array(smallIntegers, { minLength: 3, maxLength: 3 }), (x) => {
        const a = matmul(tensor([3, 1], x), tensor([1, 3], x));
        const { values } = eigenSymmetric(a);
        const square = x.reduce((s, v) => s + v * v, 0);
        expect([...values.data]).toEqual([0, 0, square]);
      }),
    );
  });

  it('answers NaN for NaN, and batches', () => {
    expect(eigenSymmetric(matrix([NaN, 0], [0, 1])).values.data.every(Number.isNaN)).toBe(true);
    expect(eigenSymmetric(stack([identity(2), diagonal([5, 4])])).values).toEqual(tensor([2, 2], [1, 1, 4, 5]));
  });
});

describe('eigenvalues of general matrices', () => {
  it('solve A v = lambda v', () => {
    for (const n of [1, 2, 3, 5, 8, 16, 17, 30]) {
      expect(residual(scattered([n, n], 3 * n + 1))).toBeLessThan(n <= 16 ? CLOSE : 1e-13);
    }
    fc.assert(
      fc.property(squares(4, fc.oneof(smallIntegers, reals)), (a) => {
        expect(residual(a)).toBeLessThan(1e-14);
      }),
    );
  });

  it('are exact where they are known', () => {
    const values = (a: Tensor): number[][] => {
      const { re, im } = eigenGeneral(a);
      return [[...re.data], [...im.data]];
    };
    expect(values(matrix([0, -1], [1, 0]))).toEqual([
      [0, 0],
      [-1, 1],
    ]);
    expect(values(matrix([2, 1], [0, 2]))).toEqual([
      [2, 2],
      [0, 0],
    ]);
    expect(values(matrix([3, 1, 0], [-1, 1, 0], [0, 0, 2]))).toEqual([
      [2, 2, 2],
      [0, 0, 0],
    ]);
    expect(values(matrix([1, -1e-9], [1e-9, 1]))).toEqual([
      [1, 1],
      [-1e-9, 1e-9],
    ]);
    expect(values(matrix([1, 2, 3], [4, 5, 6], [7, 8, 9]))[0]![1]).toBe(0);
    expect(values(EMPTY)).toEqual([[], []]);
    // A permutation's eigenvalues are the roots of unity; symmetry of the start must not hold up the iteration.
    const cycle = matrix([0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]);
    const [re, im] = values(cycle) as [number[], number[]];
    expect(distance(tensor([4], re), tensor([4], [-1, 0, 0, 1]))).toBeLessThan(CLOSE);
    expect(distance(tensor([4], im), tensor([4], [0, -1, 1, 0]))).toBeLessThan(CLOSE);
  });

  it('answers NaN for entries that are not finite', () => {
    const { re, vectorsIm } = eigenGeneral(matrix([1, NaN], [2, Infinity]));
    expect(re.data.every(Number.isNaN)).toBe(true);
    expect(vectorsIm.data.every(Number.isNaN)).toBe(true);
  });
});

describe('square roots of matrices', () => {
  it('square back', () => {
    for (const n of [1, 2, 3, 8, 16, 17, 30]) {
      const b = scattered([n, n], n + 5);
      const a = map2(matmul(b, b), identity(n), (x, y) => x + n * y);
      const x = sqrtm(a)!;
      expect(distance(matmul(x, x), a)).toBeLessThan(n <= 16 ? CLOSE : 1e-13);
    }
  });

  it('undo squares of positive definite matrices', () => {
    fc.assert(
      fc.property(squares(4, reals), (b) => {
        const a = map2(matmul(b, swapped(b)), identity(b.shape[0]!), (x, y) => x + y);
        expect(distance(sqrtm(matmul(a, a))!, a)).toBeLessThan(1e-13);
      }),
    );
  });

  it('are exact where they are known', () => {
    expect(sqrtm(matrix([4, 1], [0, 9]))).toEqual(matrix([2, 0.2], [0, 3]));
    expect(distance(sqrtm(matrix([33, 24], [48, 57]))!, matrix([5, 2], [4, 7]))).toBeLessThan(CLOSE);
    const h = Math.SQRT1_2;
    expect(distance(sqrtm(matrix([0, -1], [1, 0]))!, matrix([h, -h], [h, h]))).toBeLessThan(CLOSE);
    expect(sqrtm(matrix([1, 1], [0, 0]))).toEqual(matrix([1, 1], [0, 0]));
    expect(sqrtm(matrix([0, 0], [0, 0]))).toEqual(matrix([0, 0], [0, 0]));
    expect(sqrtm(diagonal([2 ** 600, 2 ** -300]))).toEqual(diagonal([2 ** 300, 2 ** -150]));
    expect(sqrtm(EMPTY)).toEqual(EMPTY);
  });

  it.each([18, 20, 25, 30])('a repeated eigenvalue of a matrix of order %i does not hold up its root', (n) => {
    const ninth = Float64Array.from({ length: n * n }, (_, p) => (p % (n + 1) === 0 ? 1 : 0) + 1 / 9);
    // I + (sqrt(1 + n/9) - 1)/n of ones
    const share = (Math.sqrt(1 + n / 9) - 1) / n;
    const right = ninth.map((_, p) => (p % (n + 1) === 0 ? 1 : 0) + share);
    expect(distance(sqrtm({ shape: [n, n], data: ninth })!, { shape: [n, n], data: right })).toBeLessThan(1e-13);
  });

  it('are refused where no real one exists', () => {
    expect(sqrtm(matrix([-1]))).toBeUndefined();
    expect(sqrtm(matrix([0, 1], [0, 0]))).toBeUndefined();
    expect(sqrtm(matrix([1, 0], [0, -4]))).toBeUndefined();
    expect(sqrtm(matrix([NaN]))!.data[0]).toBeNaN();
  });
});
