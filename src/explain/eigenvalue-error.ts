import type { Note } from '../base/note.ts';
import { add, type DoubleDouble, negate, toNumber, twoProduct } from '../tensor/double-double.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Eigenvalues that are off by more than this part of themselves are told. */
const TOLD = 1e-12;

/**
 * Which real eigenvalues of a matrix [n,n] are off by more than 1e-12 of themselves, as small ones are beside large: by the quotient
 * w'(A v - x v) / w'v for an eigenvalue x with its vectors, right and left, whose own errors matter to second order only. The residual,
 * which cancels, has twice the digits.
 *
 * Source: Wilkinson, The Algebraic Eigenvalue Problem (1965), chapter 2, section 5.
 */
export function eigenvalueNotes(a: Tensor, values: Float64Array, vectors: Tensor, left: Tensor): readonly Note[] {
  const n = values.length;
  const parts = Array.from(values, (x, k): number => {
    const v = Array.from({ length: n }, (_, j) => vectors.data[j * n + k]!);
    const w = left.data.subarray(k * n, (k + 1) * n);
    const rest = v.map((own, i) => {
      const row = v.map((y, j) => twoProduct(a.data[i * n + j]!, y));
      return toNumber([...row, negate(twoProduct(x, own))].reduce(add, ZERO));
    });
    const product = (y: readonly number[]): number => y.reduce((sum, z, i) => sum + w[i]! * z, 0);
    return x === 0 ? 0 : Math.abs(product(rest) / product(v) / x);
  });
  const off = parts.filter((part) => part > TOLD && Number.isFinite(part));
  if (off.length === 0) return [];
  const worst = Math.max(...off);
  const digits = Math.max(0, Math.floor(-Math.log10(worst)));
  const message = `rounding leaves about ${digits} right digits of an eigenvalue that is small beside others (estimated relative error ${worst.toExponential(0)})`;
  return [{ code: 'precision/loss', message, entries: off.length }];
}

const ZERO: DoubleDouble = { hi: 0, lo: 0 };

/** What a matrix [n,n] that is taken for its symmetric part, being symmetric beside its largest entry, may have other eigenvalues by. */
export function symmetryNotes(a: Tensor, symmetric: Float64Array, values: Float64Array): readonly Note[] {
  const moved = symmetric.reduce((most, x, p) => Math.max(most, Math.abs(x - a.data[p]!)), 0) * values.length;
  const off = values.filter((x) => moved > TOLD * Math.abs(x)).length;
  if (!(moved > 0) || off === 0) return [];
  const message = `the matrix is taken for symmetric, as it is but for rounding of its largest entry: small eigenvalues may be off by ${moved.toExponential(0)}`;
  return [{ code: 'precision/loss', message, entries: off }];
}
