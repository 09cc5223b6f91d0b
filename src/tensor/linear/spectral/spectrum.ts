import { transpose } from '../../dense.ts';
import { full, type Tensor } from '../../tensor.ts';
import { batchOf, matricesOf, orderOf } from '../batch.ts';
import { eigenGeneral } from './eigen-general.ts';
import { eigenSymmetric } from './eigen-symmetric.ts';
import { rank } from './svd.ts';

/** A V = V diag(values) in real numbers: values [..., n] ascending, vectors [..., n, n] as columns of norm 1. */
export interface RealEigen {
  readonly values: Tensor;
  readonly vectors: Tensor;
  /** V^-1, of which the rows are left eigenvectors; V' to the last bit for symmetric matrices. */
  readonly left: Tensor;
}

/** Rounding that leaves a matrix symmetric: this much of the root of the two entries of the diagonal, or of the entry itself. */
const ASYMMETRY = 2 ** -48;

/** The symmetric part of a matrix that is symmetric but for rounding, as products and inverses are; undefined for others. */
export function symmetricPart(a: Float64Array, n: number): Float64Array | undefined {
  const diagonal = Array.from({ length: n }, (_, i) => Math.sqrt(Math.abs(a[i * n + i]!)));
  const out = Float64Array.from(a);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [x, y] = [a[i * n + j]!, a[j * n + i]!];
      const scale = Math.max(Math.abs(x), Math.abs(y), diagonal[i]! * diagonal[j]!);
      if (!(Math.abs(x - y) <= ASYMMETRY * scale)) return undefined;
      out[i * n + j] = out[j * n + i] = x / 2 + y / 2;
    }
  }
  return out;
}

/** Eigenvectors are told apart by this; where they merge, eigenvalues do, to the square of it or less. */
export const MERGED = 1e-7;

/** Whether real eigenvectors, as columns, depend on each other. */
function isDefective(values: Tensor, vectors: Tensor): boolean {
  const { data } = values;
  const scale = data.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  const close = data.some((x, i) => i > 0 && x - data[i - 1]! <= Math.sqrt(MERGED) * scale);
  return close && rank(vectors, MERGED).data[0]! < data.length;
}

/**
 * Real eigenvalues and eigenvectors of square matrices; NaN for a matrix that has complex ones, and NaN vectors where
 * these depend on each other.
 */
export function realEigen(a: Tensor): RealEigen {
  const n = orderOf(a);
  const parts = matricesOf(a).map((x): RealEigen => {
    const symmetric = symmetricPart(x, n);
    if (symmetric) {
      const found = eigenSymmetric({ shape: [n, n], data: symmetric });
      return { ...found, left: transpose(found.vectors) };
    }
    const { re, im, vectorsRe, left } = eigenGeneral({ shape: [n, n], data: x });
    const nan = full([n, n], NaN);
    if (im.data.some((y) => y !== 0)) return { values: full([n], NaN), vectors: nan, left: nan };
    const isDetermined = left.data.every(Number.isFinite) && !isDefective(re, vectorsRe);
    return isDetermined ? { values: re, vectors: vectorsRe, left } : { values: re, vectors: nan, left: nan };
  });
  const together = (shape: readonly number[], pick: (part: RealEigen) => Tensor): Tensor =>
    batchOf(
      a.shape,
      shape,
      parts.map((part) => pick(part).data),
    );
  return {
    values: together([n], (part) => part.values),
    vectors: together([n, n], (part) => part.vectors),
    left: together([n, n], (part) => part.left),
  };
}

/** Which of two values that rounding cannot tell apart there are: pairs of neighbours in ascending or descending order. */
export function repeatedPairs(values: Float64Array): readonly number[] {
  const n = values.length;
  const largest = values.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  const out: number[] = [];
  for (let i = 0; i + 1 < n; i++) if (Math.abs(values[i + 1]! - values[i]!) <= 16 * n * 2 ** -52 * largest) out.push(i);
  return out;
}
