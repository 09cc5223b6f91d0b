import type { Tensor } from '../../../src/tensor/tensor.ts';
import { fromDouble, minus, over, type Rational, rational, times } from '../rational.ts';

/** The entries of one n x n matrix as fractions. */
export const fractions = (a: Tensor): Rational[][] => {
  const n = a.shape.at(-1)!;
  return Array.from({ length: a.data.length / n }, (_, i) =>
    Array.from(a.data.subarray(i * n, (i + 1) * n), fromDouble),
  );
};

/** Determinant and solution of A X = B by Gaussian elimination over the fractions; no solution if the determinant is 0. */
export function solveExactly(a: Rational[][], b: Rational[][]): { det: Rational; x: Rational[][] | undefined } {
  const n = a.length;
  const rows = a.map((row, i) => [...row, ...b[i]!]);
  let det = rational(1n);
  for (let k = 0; k < n; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && row[k]!.p !== 0n);
    if (pivot < 0) return { det: rational(0n), x: undefined };
    if (pivot !== k) {
      [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
      det = times(rational(-1n), det);
    }
    const top = rows[k]!;
    const head = top[k]!;
    det = times(det, head);
    rows[k] = top.map((x) => over(x, head));
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]!;
      if (factor.p !== 0n) rows[i] = rows[i]!.map((x, j) => minus(x, times(factor, rows[k]![j]!)));
    }
  }
  return { det, x: rows.map((row) => row.slice(n)) };
}

/** The matrix of cofactors by minors. */
export function cofactorsExactly(a: Rational[][]): Rational[][] {
  return a.map((row, i) =>
    row.map((_, j) => {
      const minor = a.filter((_, k) => k !== i).map((line) => line.filter((_, k) => k !== j));
      const { det } = solveExactly(minor, minor);
      return (i + j) % 2 === 0 ? det : times(rational(-1n), det);
    }),
  );
}
