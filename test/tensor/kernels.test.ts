import { beforeEach, describe, expect, it } from 'vitest';
import { findBlas } from '../../src/host/blas.ts';
import { cofactor } from '../../src/tensor/linear/cofactor.ts';
import { det, logabsdet } from '../../src/tensor/linear/determinant.ts';
import { inverse, solve } from '../../src/tensor/linear/inverse.ts';
import {
  type Blas,
  blasState,
  choiceOf,
  type Kernels,
  plainKernels,
  systemLibrary,
  withKernels,
} from '../../src/tensor/kernels.ts';
import { matmul } from '../../src/tensor/matmul.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { fakeBlas } from './fake-blas.ts';
import { distance, identity, scattered, swapped } from './linear/samples.ts';

const found = findBlas();

const settings: readonly (readonly [string, Kernels])[] = [
  ['own kernels', { fma: true }],
  ['own kernels without fused rounding', { fma: false }],
  ['no kernels', { fma: false, own: false }],
  ["a system's library", { fma: true, system: systemLibrary(() => fakeBlas()) }],
  ["a system's library without own kernels", { fma: false, own: false, system: systemLibrary(() => fakeBlas()) }],
  ...('reason' in found
    ? []
    : [[`${found.name} of this machine`, { fma: true, system: systemLibrary(() => found) }] as const]),
];

/** Whole numbers, whose products are exact. */
const whole = (shape: readonly number[], seed: number): Tensor =>
  tensor(
    shape,
    scattered(shape, seed).data.map((x) => Math.round(20 * x)),
  );

function naive(a: Tensor, b: Tensor): Tensor {
  const [m, k] = a.shape as [number, number];
  const n = b.shape[1]!;
  const data = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      for (let j = 0; j < n; j++) data[i * n + j]! += a.data[i * k + l]! * b.data[l * n + j]!;
    }
  }
  return { shape: [m, n], data };
}

describe.each(settings)('with %s', (_, kernels) => {
  const held =
    <A extends readonly unknown[]>(body: (...given: A) => void) =>
    (...given: A): void =>
      withKernels(kernels, () => body(...given));

  it.each([
    [50, 50, 50],
    [1, 400, 300],
    [400, 300, 1],
    [300, 200, 2],
    [64, 784, 128],
    [163, 161, 167],
    [7, 9000, 5],
  ])(
    'multiplies [%i, %i] and [.., %i]',
    held((m, k, n) => {
      const [a, b] = [whole([m, k], m), whole([k, n], n + 1)];
      expect(matmul(a, b)).toEqual(naive(a, b));
    }),
  );

  it(
    'multiplies batches whose leading axes broadcast',
    held(() => {
      const [a, b] = [whole([2, 1, 50, 60], 1), whole([3, 60, 50], 2)];
      const product = matmul(a, b);
      expect(product.shape).toEqual([2, 3, 50, 50]);
      const slice = (t: Tensor, i: number, m: number, n: number) =>
        tensor([m, n], t.data.slice(i * m * n, (i + 1) * m * n));
      for (let i = 0; i < 2; i++) {
        for (let j = 0; j < 3; j++) {
          expect(slice(product, 3 * i + j, 50, 50)).toEqual(naive(slice(a, i, 50, 60), slice(b, j, 60, 50)));
        }
      }
    }),
  );

  it.each([129, 260])(
    'solves systems of order %i, one column and many, to the last digits',
    held((n) => {
      const a = scattered([n, n], n);
      const x = whole([n, 3], 5);
      const b = whole([n, 3], 5);
      // Whole right-hand sides of whole matrices would be exact: here they are rounded.
      b.data.set(matmul(a, x).data);
      expect(distance(solve(a, b)!, x)).toBeLessThan(1e-11);
      const first = tensor(
        [n],
        b.data.filter((_, k) => k % 3 === 0),
      );
      const column = tensor(
        [n],
        x.data.filter((_, k) => k % 3 === 0),
      );
      expect(distance(solve(a, first)!, column)).toBeLessThan(1e-11);
      expect(distance(matmul(a, inverse(a)!), identity(n))).toBeLessThan(1e-11);
    }),
  );

  it.each([129, 260])(
    'has determinants of order %i with their signs',
    held((n) => {
      const a = scattered([n, n], n);
      const [own, other] = [logabsdet(a), logabsdet(swapped(a))];
      expect(own.sign).toEqual(other.sign);
      expect(own.log.data[0]).toBeCloseTo(other.log.data[0]!, 10);
      // Two rows exchanged.
      const b = tensor([n, n], a.data.slice());
      b.data.copyWithin(0, n, 2 * n);
      b.data.set(a.data.subarray(0, n), n);
      expect(logabsdet(b).sign.data[0]).toBe(-own.sign.data[0]!);
      expect(Math.abs(det(b).data[0]! / det(a).data[0]! + 1)).toBeLessThan(1e-11);
    }),
  );

  it(
    'has cofactors that make the determinant of every row',
    held(() => {
      const n = 140;
      const a = scattered([n, n], n);
      const c = cofactor(a);
      const d = det(a).data[0]!;
      const sums = matmul(a, swapped(c));
      expect(
        distance(
          tensor(
            [n, n],
            sums.data.map((x) => x / d),
          ),
          identity(n),
        ),
      ).toBeLessThan(1e-11);
    }),
  );

  it(
    'finds singular matrices exactly, and what is only near to them',
    held(() => {
      const n = 140;
      const a = whole([n, n], n);
      for (let j = 0; j < n; j++) a.data[j] = a.data[n + j]! - a.data[2 * n + j]!;
      expect(det(a).data[0]).toBe(0);
      expect(solve(a, whole([n], 1))).toBeUndefined();
      expect(inverse(a)).toBeUndefined();
      a.data[0]! += 2 ** -30;
      expect(det(a).data[0]).not.toBe(0);
      expect(inverse(a)).toBeDefined();
    }),
  );

  it(
    'stands matrices whose rows and columns differ widely in size',
    held(() => {
      const n = 130;
      const even = scattered([n, n], 3);
      const a = tensor(
        [n, n],
        even.data.map((x, k) => x * 2 ** ((Math.floor(k / n) * 7) % 60) * 2 ** -(((k % n) * 3) % 50)),
      );
      const x = whole([n], 4);
      const b = matmul(a, tensor([n, 1], x.data));
      const found = solve(a, b)!;
      expect(distance(matmul(a, found), b)).toBeLessThan(1e-12);
      const shift = Array.from({ length: n }, (_, i) => ((i * 7) % 60) - ((i * 3) % 50)).reduce((s, k) => s + k, 0);
      expect(logabsdet(a).log.data[0]).toBeCloseTo(logabsdet(even).log.data[0]! + shift * Math.LN2, 9);
    }),
  );

  it(
    'gives NaN for the columns of a right-hand side that is not finite, and only for them',
    held(() => {
      const a = scattered([130, 130], 1);
      const b = whole([130, 2], 2);
      b.data[41] = Infinity;
      const x = solve(a, b)!;
      for (let k = 0; k < 260; k++) expect(Number.isNaN(x.data[k])).toBe(k % 2 === 1);
      const finite = solve(
        a,
        tensor(
          [130],
          b.data.filter((_, k) => k % 2 === 0),
        ),
      )!;
      expect(
        distance(
          tensor(
            [130],
            x.data.filter((_, k) => k % 2 === 0),
          ),
          finite,
        ),
      ).toBeLessThan(1e-12);
    }),
  );

  it(
    'gives the same bits again',
    held(() => {
      const a = scattered([200, 200], 9);
      const first = [matmul(a, a), inverse(a)!, det(a)];
      matmul(scattered([300, 300], 2), scattered([300, 300], 3));
      expect([matmul(a, a), inverse(a)!, det(a)]).toEqual(first);
    }),
  );
});

describe('the choice of kernels', () => {
  let looked = 0;
  let used: string[] = [];
  let kernels: Kernels;
  const look = (): Blas => {
    looked++;
    return fakeBlas((name) => used.push(name));
  };
  beforeEach(() => {
    [looked, used] = [0, []];
    kernels = { fma: true, system: systemLibrary(look) };
  });
  const large = scattered([170, 170], 1);
  const larger = scattered([256, 256], 1);
  const square = (by: Kernels): Tensor => withKernels(by, () => matmul(large, large));

  it("looks for the system's library when an operation gains by it, and once", () => {
    withKernels(kernels, () => {
      matmul(scattered([100, 100], 1), scattered([100, 100], 2));
      det(large);
      matmul(scattered([2, 2000], 1), scattered([2000, 2000], 2));
      expect(looked).toBe(0);
      expect(blasState(kernels)).toBe('not needed so far');
      matmul(large, large);
      expect(blasState(kernels)).toBe('fake');
      det(larger);
      solve(larger, scattered([256], 2));
      expect(looked).toBe(1);
      expect(used.slice(0, 5)).toEqual(['gemm', 'getrf', 'getrf', 'getrs', 'getrs']);
    });
  });

  it('leaves it out where the session does', () => {
    const without: Kernels = { ...kernels, system: 'off' };
    expect(choiceOf(without)).toEqual({ fma: true, blas: false });
    expect(blasState(without)).toBe('left out');
    square(without);
    expect(looked).toBe(0);
    expect(choiceOf(kernels)).toEqual({ fma: true, blas: true });
    square(kernels);
    expect(used).toEqual(['gemm']);
  });

  it('does without it where none is found, and does not look again', () => {
    const none = {
      fma: true,
      system: systemLibrary(() => {
        looked++;
        return { reason: 'none is here' };
      }),
    };
    const product = square(none);
    square(none);
    expect(looked).toBe(1);
    expect(blasState(none)).toBe('not used: none is here');
    expect(square(plainKernels)).toEqual(product);
    expect(choiceOf(plainKernels)).toEqual({ fma: true, blas: false });
  });

  it('ends with what it was for, even where that fails', () => {
    const throwing = (): never => {
      throw new Error('out');
    };
    withKernels({ fma: true, system: 'off' }, () => {
      expect(() => withKernels(kernels, throwing)).toThrow('out');
      matmul(large, large);
    });
    expect(looked).toBe(0);
  });
});
