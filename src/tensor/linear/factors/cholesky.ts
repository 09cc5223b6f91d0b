import type { Tensor } from '../../tensor.ts';
import { type Arithmetic, withArithmetic } from '../arithmetic.ts';
import { allFinite, batched, matricesOf, orderOf } from '../batch.ts';
import { type Matrix, toData, toRows } from '../generic-matrix.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 32;

/**
 * Lower triangular L with A = L L^T for symmetric positive definite [...batch, n, n], of which the lower triangle is
 * read; undefined when one of the matrices is not positive definite.
 */
export function cholesky(a: Tensor): Tensor | undefined {
  const n = orderOf(a);
  const parts = matricesOf(a).map((m) => {
    if (!allFinite(m)) return new Float64Array(n * n).fill(NaN);
    return withArithmetic(n, DOUBLE_DOUBLE_ORDER, ($) => {
      const l = factor($, toRows($, m, n, n));
      return l && toData($, l);
    });
  });
  return parts.every((x) => x !== undefined) ? batched(a.shape, [n, n], parts) : undefined;
}

function factor<T>($: Arithmetic<T>, a: Matrix<T>): Matrix<T> | undefined {
  const n = a.length;
  const l = a.map((row) => row.map(() => $.of(0)));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest: T = a[i]![j]!;
      for (let k = 0; k < j; k++) rest = $.sub(rest, $.mul(l[i]![k]!, l[j]![k]!));
      if (i > j) l[i]![j] = $.div(rest, l[j]![j]!);
      else if ($.value(rest) > n * $.unit * Math.abs($.value(a[i]![i]!))) l[i]![i] = $.sqrt(rest);
      else return undefined;
    }
  }
  return l;
}
