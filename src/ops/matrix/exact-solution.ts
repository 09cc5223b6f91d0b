import { identityOf } from '../../tensor/linear/factors/refinement.ts';
import { matricesOf } from '../../tensor/linear/batch.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { greatestWhole } from '../exactness.ts';
import { isProduct, isSum } from '../numbers/exact.ts';

/** Whether the entries of a polynomial of whole entries with whole coefficients, rounded once, are all held by doubles. */
export const isWhole = (value: Tensor, x: Tensor): boolean =>
  greatestWhole(x) < Number.POSITIVE_INFINITY && greatestWhole(value) <= Number.MAX_SAFE_INTEGER;

/** Whether A X = B, where every product and every sum on the way fits a double; without `b` B is the identity. */
export function isSolution(x: Tensor, a: Tensor, b?: Tensor): boolean {
  const [as, xs, bs] = [matricesOf(a), matricesOf(x), b && matricesOf(b)];
  if (as.length !== xs.length || (bs && bs.length !== xs.length)) return false;
  const [n, m] = [a.shape.at(-1)!, x.shape.at(-1)!];
  return as.every((matrix, p) => solves(xs[p]!, matrix, bs ? bs[p]! : identityOf(n), n, m));
}

function solves(x: Float64Array, a: Float64Array, b: ArrayLike<number>, n: number, m: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) {
        const [p, q] = [a[i * n + k]!, x[k * m + j]!];
        const term = p * q;
        const next = sum + term;
        if (!isProduct(term, p, q) || !isSum(next, sum, term)) return false;
        sum = next;
      }
      if (sum !== b[i * m + j]) return false;
    }
  }
  return true;
}
