import { exactIsAffordable, integerMatrix, integerRank } from './exact.ts';

/**
 * Which eigenvalues are exactly 0 though rounding left noise in them: as many of the smallest as the matrix exactly lacks in
 * rank, if they are below `level`. `sizes` are the eigenvalues' absolute values.
 */
export function nullEigenvalues(a: Float64Array, n: number, sizes: readonly number[], level: number): number[] {
  const small = sizes.map((_, i) => i).filter((i) => sizes[i]! <= level && sizes[i] !== 0);
  if (small.length === 0 || !exactIsAffordable(a, n)) return [];
  const zeros = sizes.filter((x) => x === 0).length;
  const nullity = n - integerRank(integerMatrix(a, n, n).rows) - zeros;
  return small.sort((i, j) => sizes[i]! - sizes[j]!).slice(0, Math.max(0, nullity));
}
