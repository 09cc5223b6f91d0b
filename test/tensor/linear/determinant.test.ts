import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { prng } from '../../../src/base/prng.ts';
import { describe, expect, it } from 'vitest';
import { cofactor } from '../../../src/tensor/linear/cofactor.ts';
import { det, logabsdet } from '../../../src/tensor/linear/determinant.ts';
import { inverse, solve } from '../../../src/tensor/linear/inverse.ts';
import { matmul } from '../../../src/tensor/matmul.ts';
import { map1 } from '../../../src/tensor/dense.ts';
import { type Tensor, tensor } from '../../../src/tensor/tensor.ts';
import { fromText, ulps } from '../rational.ts';
import { cofactorsExactly, fractions, solveExactly } from './exact-algebra.ts';
import { diagonal, distance, EMPTY, eighths, identity, matrices, matrix, reals, scattered, stack } from './samples.ts';
import { anyReals, smallIntegers, squares, swapped } from './samples.ts';

const one = (t: Tensor): number => t.data[0]!;

/** The largest error of the entries, in units in the last place. */
const worst = (actual: Tensor, exact: ReturnType<typeof fractions>): number =>
  Math.max(0, ...exact.flat().map((x, k) => ulps(actual.data[k]!, x)));

const hilbert = (n: number): Tensor =>
  tensor(
    [n, n],
    Float64Array.from({ length: n * n }, (_, k) => 1 / (Math.floor(k / n) + (k % n) + 1)),
  );

interface Table {
  readonly name: string;
  readonly det: string;
  readonly log_abs_det: string | null;
  readonly matrix: string[][];
  readonly inverse?: string[][];
  readonly gradient_of_det: string[][];
}

const tables = JSON.parse(readFileSync(new URL('matrix-tables.json', import.meta.url), 'utf8')) as {
  matrices: Table[];
};

describe.each(tables.matrices.map((m) => [m.name, m] as const))('%s', (_, m) => {
  // Of fractions such as 1/3 only the nearest double can be entered: integers alone have the table's own answers.
  const whole = m.matrix.flat().every((x) => !x.includes('/'));
  const a = matrix(...m.matrix.map((row) => row.map((x) => Number(fromText(x).p) / Number(fromText(x).q))));

  it('has the published determinant, logarithm and gradient', () => {
    if (!whole) {
      expect(one(det(a))).toBeCloseTo(Number(fromText(m.det).p) / Number(fromText(m.det).q), 12);
      return;
    }
    expect(ulps(one(det(a)), fromText(m.det))).toBeLessThanOrEqual(0.5);
    expect(
      worst(
        cofactor(a),
        m.gradient_of_det.map((row) => row.map(fromText)),
      ),
    ).toBeLessThanOrEqual(0.5);
    if (m.log_abs_det === null) expect(one(logabsdet(a).log)).toBe(-Infinity);
    else expect(one(logabsdet(a).log)).toBeCloseTo(Number(m.log_abs_det), 14);
  });

  it('has the published inverse, or none', () => {
    const actual = inverse(a);
    if (!m.inverse) expect(actual).toBeUndefined();
    else if (whole)
      expect(
        worst(
          actual!,
          m.inverse.map((row) => row.map(fromText)),
        ),
      ).toBeLessThanOrEqual(0.5);
    else expect(distance(matmul(a, actual!), identity(a.shape[0]!))).toBeLessThan(1e-9);
  });
});

describe('determinants', () => {
  it('is 1 for the empty matrix and the entry of a 1 x 1', () => {
    expect(det(EMPTY)).toEqual(tensor([], [1]));
    expect(one(det(matrix([5])))).toBe(5);
    expect(one(det(matrix([-2, 1], [1, 1])))).toBe(-3);
    expect(one(det(matrix([2, -1, 0], [1, 3, 4], [5, -2, 7])))).toBe(45);
  });

  it('is exact for integers', () => {
    fc.assert(
      fc.property(squares(6, smallIntegers), (a) => {
        expect(ulps(one(det(a)), solveExactly(fractions(a), fractions(a)).det)).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('is the nearest double or its neighbour for any doubles, near singularity too', () => {
    fc.assert(
      fc.property(squares(5, fc.oneof(reals, smallIntegers, eighths)), (a) => {
        expect(ulps(one(det(a)), solveExactly(fractions(a), fractions(a)).det)).toBeLessThanOrEqual(0.51);
      }),
      { numRuns: 150 },
    );
    for (const n of [8, 10, 12, 14]) {
      const a = hilbert(n);
      expect(ulps(one(det(a)), solveExactly(fractions(a), fractions(a)).det)).toBeLessThanOrEqual(0.51);
    }
  });

  it('multiplies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((n) => fc.tuple(matrices(n, n, eighths), matrices(n, n, eighths))),
        ([a, b]) => {
          const [x, y] = [one(det(a)) * one(det(b)), one(det(matmul(a, b)))];
          expect(Math.abs(x - y)).toBeLessThanOrEqual(4e-16 * Math.abs(x));
        },
      ),
    );
  });

  it('neither overflows nor underflows on the way', () => {
    expect(one(det(diagonal([1e200, 1e200, 1e-200, 1e-200])))).toBeCloseTo(1, 14);
    expect(one(det(diagonal([1e-200, 1e-200])))).toBe(0);
    expect(one(det(diagonal([-1e200, 1e200])))).toBe(-Infinity);
    const a = diagonal(new Array<number>(300).fill(-1e10));
    expect(one(det(a))).toBe(Infinity);
    const { sign, log } = logabsdet(a);
    expect(one(sign)).toBe(1);
    expect(one(log)).toBeCloseTo(3000 * Math.LN10, 9);
  });

  it('finds singular matrices exactly, small and large', () => {
    expect(one(det(matrix([1, 2, 3], [4, 5, 6], [7, 8, 9])))).toBe(0);
    for (const n of [20, 40, 64, 90, 150]) {
      const a = map1(scattered([n, n], n), (x) => Math.round(100 * x));
      for (let j = 0; j < n; j++) a.data[j] = a.data[n + j]! + a.data[2 * n + j]!;
      expect(one(det(a))).toBe(0);
      expect(one(logabsdet(a).sign)).toBe(0);
      expect(one(logabsdet(a).log)).toBe(-Infinity);
      expect(inverse(a)).toBeUndefined();
      a.data[0] = a.data[0]! + 2 ** -40;
      expect(one(det(a))).not.toBe(0);
    }
  });

  it('finds singular matrices of full doubles, where exact elimination would be too slow', () => {
    for (const n of [64, 100]) {
      const a = scattered([n, n], n);
      for (let j = 0; j < n; j++) a.data[j] = a.data[n + j]!;
      expect(one(det(a))).toBe(0);
      expect(inverse(a)).toBeUndefined();
      a.data[3] = a.data[3]! + 2 ** -50;
      expect(one(det(a))).not.toBe(0);
    }
  });

  it('has a logarithm that is accurate near 1', () => {
    expect(one(logabsdet(matrix([1 + 2 ** -40, 0], [0, 1])).log)).toBe(Math.log1p(2 ** -40));
    expect(one(logabsdet(matrix([1 - 2 ** -40, 0], [0, 1])).log)).toBe(Math.log1p(-(2 ** -40)));
    expect(one(logabsdet(identity(7)).log)).toBe(0);
  });

  it('agrees across the orders where the arithmetic changes', () => {
    for (const n of [127, 128, 129, 130]) {
      const a = scattered([n, n], 7);
      const scaled = map1(a, (x) => 2 * x);
      expect(one(det(scaled)) / one(det(a)) / 2 ** n).toBeCloseTo(1, 11);
    }
  });

  it('works on batches', () => {
    const a = stack([matrix([1, 2], [3, 4]), matrix([2, 0], [0, 2]), matrix([1, 1], [1, 1])]);
    expect(det(a)).toEqual(tensor([3], [-2, 4, 0]));
    expect(logabsdet(a).sign).toEqual(tensor([3], [-1, 1, 0]));
    expect(inverse(a)).toBeUndefined();
    expect(cofactor(a)).toEqual(tensor([3, 2, 2], [4, -3, -2, 1, 2, 0, 0, 2, 1, -1, -1, 1]));
  });

  it('is NaN for matrices with entries that are not finite', () => {
    for (const x of [NaN, Infinity, -Infinity]) {
      const a = matrix([1, x], [2, 3]);
      expect(one(det(a))).toBeNaN();
      expect(inverse(a)!.data.every(Number.isNaN)).toBe(true);
      expect(cofactor(a).data.every(Number.isNaN)).toBe(true);
    }
  });
});

describe('inverses and linear systems', () => {
  it('rounds every entry once', () => {
    fc.assert(
      fc.property(squares(5, fc.oneof(reals, smallIntegers)), (a) => {
        const n = a.shape[0]!;
        const { x } = solveExactly(fractions(a), fractions(identity(n)));
        const actual = inverse(a);
        if (!x) expect(actual).toBeUndefined();
        else expect(worst(actual!, x)).toBeLessThanOrEqual(0.51);
      }),
      { numRuns: 150 },
    );
  });

  it('rounds every entry of systems of order 16 to 30 once, which factors in doubles solve first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 30 }), fc.integer(), (n, seed) => {
        const random = prng(seed);
        const draw = (m: number): Tensor =>
          tensor(
            [n, m],
            Float64Array.from({ length: n * m }, () => Math.round((random() - 0.5) * 1000) / 8),
          );
        const [a, b] = [draw(n), draw(1)];
        const { x } = solveExactly(fractions(a), fractions(b));
        expect(worst(solve(a, b)!, x!)).toBeLessThanOrEqual(0.51);
      }),
      { numRuns: 12 },
    );
  });

  it('inverts Hilbert matrices to the last place, whatever their condition', () => {
    for (const n of [5, 10, 13]) {
      const a = hilbert(n);
      const { x } = solveExactly(fractions(a), fractions(identity(n)));
      expect(worst(inverse(a)!, x!)).toBeLessThanOrEqual(0.51);
    }
  });

  it('is within a unit in the last place at any scale, subnormal numbers included', () => {
    fc.assert(
      fc.property(squares(3, fc.oneof(anyReals, smallIntegers)), (a) => {
        const { x, det: exact } = solveExactly(fractions(a), fractions(identity(a.shape[0]!)));
        const actual = inverse(a);
        expect(ulps(one(det(a)), exact)).toBeLessThanOrEqual(1);
        if (!x) expect(actual).toBeUndefined();
        else expect(worst(actual!, x)).toBeLessThanOrEqual(1);
        expect(worst(cofactor(a), cofactorsExactly(fractions(a)))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has zeros where the inverse has zeros', () => {
    for (const n of [5, 20]) {
      // The inverse of an upper triangle of ones, conjugated by a cycle, is bidiagonal: all else is 0.
      const a = tensor(
        [n, n],
        Float64Array.from({ length: n * n }, (_, k) => (((k % n) + 3) % n >= (Math.floor(k / n) + 3) % n ? 3 : 0)),
      );
      const x = inverse(a)!;
      expect(x.data.filter((v) => v !== 0).length).toBe(2 * n - 1);
    }
  });

  it('solves for vectors, matrices and batches', () => {
    const a = matrix([2, 1], [1, 3]);
    expect(solve(a, tensor([2], [3, 5]))).toEqual(tensor([2], [0.8, 1.4]));
    expect(solve(a, matrix([3, 2], [5, 1]))).toEqual(matrix([0.8, 1], [1.4, 0]));
    expect(solve(stack([a, identity(2)]), matrix([3], [5]))).toEqual(tensor([2, 2, 1], [0.8, 1.4, 3, 5]));
    expect(solve(matrix([1, 1], [1, 1]), tensor([2], [1, 2]))).toBeUndefined();
    expect(solve(a, matrix([NaN, 3], [1, 5]))!.data).toEqual(Float64Array.of(NaN, 0.8, NaN, 1.4));
  });

  it('rounds the entries of solutions once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((n) => fc.tuple(matrices(n, n, reals), matrices(n, 2, reals))),
        ([a, b]) => {
          const { x } = solveExactly(fractions(a), fractions(b));
          const actual = solve(a, b);
          if (!x) expect(actual).toBeUndefined();
          else expect(worst(actual!, x)).toBeLessThanOrEqual(0.51);
        },
      ),
    );
  });

  it('stands extremes of scale', () => {
    const a = matrix([1e200, 2e200], [3e-200, 4e-200]);
    const x = inverse(a)!;
    const exact = solveExactly(fractions(a), fractions(identity(2))).x!;
    expect(worst(x, exact)).toBeLessThanOrEqual(0.51);
    expect([...inverse(diagonal([2 ** -1000, 2 ** 1000]))!.data]).toEqual([2 ** 1000, 0, 0, 2 ** -1000]);
    expect(inverse(EMPTY)).toEqual(EMPTY);
  });

  it('refines the solutions of large systems', () => {
    for (const n of [100, 130]) {
      const a = scattered([n, n], n);
      expect(distance(matmul(a, inverse(a)!), identity(n))).toBeLessThan(1e-13);
      const x = scattered([n], 3);
      const b = matmul(a, tensor([n, 1], x.data));
      expect(distance(solve(a, b)!, tensor([n, 1], x.data))).toBeLessThan(1e-12);
    }
  });
});

describe('cofactors', () => {
  it('are the minors with their signs, whatever the rank', () => {
    fc.assert(
      fc.property(squares(4, fc.oneof(fc.integer({ min: -2, max: 2 }), reals)), (a) => {
        expect(worst(cofactor(a), cofactorsExactly(fractions(a)))).toBeLessThanOrEqual(0.51);
      }),
      { numRuns: 200 },
    );
  });

  it('are det(A) A^-T, and outer products of null vectors for rank n - 1', () => {
    expect([...cofactor(matrix([1, 2, 3], [4, 5, 6], [7, 8, 9])).data]).toEqual([-3, 6, -3, 6, -12, 6, -3, 6, -3]);
    expect([...cofactor(tensor([3, 3], new Float64Array(9))).data]).toEqual(new Array(9).fill(0));
    expect(cofactor(matrix([0]))).toEqual(matrix([1]));
    expect(cofactor(EMPTY)).toEqual(EMPTY);
  });

  it('sum to the determinant along each row, at orders beyond exact arithmetic too', () => {
    for (const n of [12, 40, 70, 130]) {
      const a = scattered([n, n], n + 1);
      for (let j = 0; j < n; j++) a.data[j] = a.data[n + j]!;
      const c = cofactor(a);
      const sums = matmul(a, swapped(c));
      // The matrix is singular: every sum is 0 beside its terms.
      const size = Math.max(...c.data.map(Math.abs));
      expect(size).toBeGreaterThan(0);
      expect(Math.max(...sums.data.map(Math.abs)) / size).toBeLessThan(1e-12);
    }
  });

  it('scale with the row and column they leave out', () => {
    const a = matrix([1e-200, 2e-200], [3e200, 5e200]);
    expect([...cofactor(a).data]).toEqual([5e200, -3e200, -2e-200, 1e-200]);
  });
});
