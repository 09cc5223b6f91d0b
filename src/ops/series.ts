import { minus, plus } from './core.ts';
import type { Apply, Coefficients, Op } from './op.ts';

/** Recurrences of power series. Source: Griewank & Walther, 2nd ed., table 13.1. */

/** a_1 y_(k-1) + .. + a_k y_0 by a bilinear op. */
function convolved<V>($: Apply<V>, op: Op, a: Coefficients<V>, y: Coefficients<V>, k: number): V | undefined {
  let known: V | undefined;
  for (let j = 1; j <= k; j++) {
    const [p, q] = [a(j), y(k - j)];
    if (p !== undefined && q !== undefined) known = plus($, known, $(op, p, q));
  }
  return known;
}

/** The y of a y = b for a bilinear product: `divide` answers y_k of a_0 and b_k - a_1 y_(k-1) - .. - a_k y_0. */
export const quotientSeries =
  <V>(
    $: Apply<V>,
    product: Op,
    a: Coefficients<V>,
    b: Coefficients<V>,
    y: Coefficients<V>,
    divide: (first: V, rest: V) => V,
  ): Coefficients<V> =>
  (k) => {
    const rest = minus($, b(k), convolved($, product, a, y, k));
    return rest === undefined ? undefined : divide(a(0)!, rest);
  };
