import { full, type Tensor } from '../../tensor/tensor.ts';
import { add, mul, sub } from '../core.ts';
import { take } from '../array/moves.ts';
import type { Apply } from '../op.ts';

/** Up to this order the derivative of the cofactors is written out as a polynomial. */
export const MOST_EXPANDED = 6;

/**
 * The derivative of the matrix of cofactors of X along dX, for order n >= 2, by Laplace's expansion of all minors, order
 * by order: a polynomial in the entries, so that it and its derivatives hold at singular matrices too.
 */
export function cofactorDifferential<V>($: Apply<V>, x: V, dx: V): V {
  const n = $.shape(x).at(-1)!;
  const at = (v: V, rows: readonly number[], columns: readonly number[]): V => {
    const rank = $.shape(v).length;
    return $(take(rank - 1, columns), $(take(rank - 2, rows), v));
  };
  let [minors, tangent]: [V, V] = [x, dx];
  for (let order = 2; order < n; order++) {
    const sets = subsets(n, order);
    const smaller = subsets(n, order - 1);
    const first = sets.map((s) => s[0]!);
    const below = sets.map((s) => positionOf(smaller, s, 0));
    const terms = Array.from({ length: order }, (_, t) => {
      const columns = sets.map((s) => s[t]!);
      const rest = sets.map((s) => positionOf(smaller, s, t));
      const [a, da] = [at(x, first, columns), at(dx, first, columns)];
      const [b, db] = [at(minors, below, rest), at(tangent, below, rest)];
      return [$(mul, a, b), $(add, $(mul, da, b), $(mul, a, db))] as const;
    });
    const alternating = (k: 0 | 1): V =>
      terms.slice(1).reduce((total, term, t) => $(t % 2 === 0 ? sub : add, total, term[k]), terms[0]![k]);
    [minors, tangent] = [alternating(0), alternating(1)];
  }
  // The complement of row i is the set n - 1 - i in lexicographic order.
  const reversed = Array.from({ length: n }, (_, i) => n - 1 - i);
  return $(mul, $.constant(checkerboard(n)), at(tangent, reversed, reversed));
}

/** The subsets of 0..n-1 of one size, in lexicographic order. */
function subsets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const out: number[][] = [];
  for (let i = from; i <= n - size; i++) for (const rest of subsets(n, size - 1, i + 1)) out.push([i, ...rest]);
  return out;
}

/** Where the set without its member number `t` stands among the smaller sets. */
const positionOf = (smaller: readonly number[][], set: readonly number[], t: number): number => {
  const key = set.filter((_, i) => i !== t).join();
  return smaller.findIndex((s) => s.join() === key);
};

/** (-1)^(i + j). */
function checkerboard(n: number): Tensor {
  const { shape, data } = full([n, n], 1);
  return { shape, data: data.map((_, k) => ((Math.floor(k / n) + (k % n)) % 2 === 0 ? 1 : -1)) };
}
