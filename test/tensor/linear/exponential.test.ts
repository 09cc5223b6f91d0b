import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { map1 } from '../../../src/tensor/dense.ts';
import { det } from '../../../src/tensor/linear/determinant.ts';
import { expm } from '../../../src/tensor/linear/exponential.ts';
import { matmul } from '../../../src/tensor/matmul.ts';
import { tensor } from '../../../src/tensor/tensor.ts';
import { fromText, ulps } from '../rational.ts';
import { diagonal, distance, EMPTY, identity, matrix, scattered, stack } from './samples.ts';

const tables = JSON.parse(readFileSync(new URL('matrix-tables.json', import.meta.url), 'utf8')) as {
  exponentials: { name: string; matrix: number[][]; expm: string[][] }[];
};

describe('matrix exponentials', () => {
  it.each(tables.exponentials.map((m) => [m.name, m] as const))('%s: rounded once', (_, m) => {
    const actual = expm(matrix(...m.matrix));
    m.expm.flat().forEach((x, k) => expect(ulps(actual.data[k]!, fromText(x))).toBeLessThanOrEqual(0.51));
  });

  it('is e^x for 1 x 1, entry by entry for diagonals, and 1 for 0', () => {
    for (const x of [0, 1, -3.7, 700, -700, 1000, -1000, 1e-20]) {
      const actual = expm(matrix([x])).data[0]!;
      expect(actual === Math.exp(x) || Math.abs(actual / Math.exp(x) - 1) < 3e-16).toBe(true);
    }
    expect(distance(expm(diagonal([1, -50])), diagonal([Math.E, Math.exp(-50)]))).toBeLessThan(1e-15);
    expect(expm(tensor([3, 3], new Float64Array(9)))).toEqual(identity(3));
    expect(expm(EMPTY)).toEqual(EMPTY);
  });

  it('ends after three terms for a nilpotent matrix', () => {
    expect(expm(matrix([0, 1, 2], [0, 0, 3], [0, 0, 0]))).toEqual(matrix([1, 1, 3.5], [0, 1, 3], [0, 0, 1]));
  });

  it('has determinant e^trace and inverse expm(-A)', () => {
    for (const n of [2, 5, 24, 25, 40]) {
      const a = scattered([n, n], n);
      const x = expm(a);
      const trace = Array.from({ length: n }, (_, i) => a.data[i * n + i]!).reduce((s, v) => s + v, 0);
      expect(det(x).data[0]! / Math.exp(trace)).toBeCloseTo(1, 12);
      expect(distance(matmul(x, expm(map1(a, (v) => -v))), identity(n))).toBeLessThan(1e-12);
    }
  });

  it('doubles: expm(2 A) = expm(A)^2, on both sides of the change of arithmetic', () => {
    for (const n of [3, 24, 25]) {
      const a = scattered([n, n], n + 2);
      const x = expm(a);
      expect(distance(expm(map1(a, (v) => 2 * v)), matmul(x, x))).toBeLessThan(1e-13);
    }
  });

  it('answers NaN for entries that are not finite, and works on batches', () => {
    expect(expm(matrix([Infinity, 0], [0, 1])).data.every(Number.isNaN)).toBe(true);
    const zero = tensor([2, 2], new Float64Array(4));
    expect(expm(stack([zero, matrix([0, 1], [0, 0])]))).toEqual(stack([identity(2), matrix([1, 1], [0, 1])]));
  });
});
