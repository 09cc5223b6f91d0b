import { exactIsAffordable, integerMatrix, integerRank } from './exact.ts';

/**
 * Which singular or eigenvalues of an m x n matrix are exactly 0 though rounding left noise in them: as many of the smallest
 * as the matrix exactly lacks in rank, if they are below `level`; where the rank is too dear, all below `level`. `sizes` are the
 * absolute values.
 */
export function exactZeros(a: Float64Array, m: number, n: number, sizes: readonly number[], level: number): number[] {
  const small = sizes.map((_, i) => i).filter((i) => sizes[i]! <= level);
  if (small.every((i) => sizes[i] === 0) || !exactIsAffordable(a, n)) return small;
  const missing = sizes.length - integerRank(integerMatrix(a, m, n).rows);
  return small.sort((i, j) => sizes[i]! - sizes[j]!).slice(0, missing);
}
