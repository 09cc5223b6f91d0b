import type { Tensor } from '../../tensor.ts';
import { type Arithmetic, withArithmetic } from '../arithmetic.ts';
import { allFinite, batched, matricesOf } from '../batch.ts';
import { identity, type Matrix, toData, toRows } from '../generic-matrix.ts';
import { largestExponentOf, scaledBy } from '../global-scale.ts';
import { type Reflection, reflectionOf, reflectRows } from './householder.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 24;

/** A = Q R with k = min(m, n): q [...batch, m, k] with orthonormal columns, r [...batch, k, n] upper triangular. */
export interface Qr {
  readonly q: Tensor;
  readonly r: Tensor;
}

/** QR factors of [...batch, m, n] by Householder reflections; R's diagonal is not negative, which makes them unique. */
export function qr(a: Tensor): Qr {
  const [m, n] = a.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const parts = matricesOf(a).map((x) => {
    if (!allFinite(x)) return { q: new Float64Array(m * k).fill(NaN), r: new Float64Array(k * n).fill(NaN) };
    const shift = largestExponentOf(x);
    return withArithmetic(Math.max(m, n), DOUBLE_DOUBLE_ORDER, ($) => {
      const { q, r } = factor($, toRows($, scaledBy(x, -shift), m, n), k);
      return { q: toData($, q), r: scaledBy(toData($, r), shift) };
    });
  });
  return {
    q: batched(
      a.shape,
      [m, k],
      parts.map((p) => p.q),
    ),
    r: batched(
      a.shape,
      [k, n],
      parts.map((p) => p.r),
    ),
  };
}

function factor<T>($: Arithmetic<T>, r: Matrix<T>, k: number): { q: Matrix<T>; r: Matrix<T> } {
  const m = r.length;
  const reflections: (Reflection<T> | undefined)[] = [];
  for (let j = 0; j < k; j++) {
    const reflection = reflectionOf(
      $,
      r.slice(j).map((row) => row[j]!),
    );
    reflections.push(reflection);
    if (!reflection) continue;
    reflectRows($, r, reflection, j, j);
    for (let i = j + 1; i < m; i++) r[i]![j] = $.of(0);
  }
  const q = identity($, m).map((row) => row.slice(0, k));
  for (let j = k - 1; j >= 0; j--) {
    const reflection = reflections[j];
    if (reflection) reflectRows($, q, reflection, j, j);
  }
  for (let j = 0; j < k; j++) {
    if ($.value(r[j]![j]!) >= 0) continue;
    r[j] = r[j]!.map($.neg);
    for (const row of q) row[j] = $.neg(row[j]!);
  }
  return { q, r: r.slice(0, k) };
}
