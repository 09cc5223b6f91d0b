import { invariant } from '../../base/invariant.ts';
import type { Tensor } from '../tensor.ts';
import { type Arithmetic, withRange } from './arithmetic.ts';
import { allFinite, batched, matricesOf, orderOf } from './batch.ts';
import { identity, type Matrix, multiply, solveRows, toData, toRows } from './generic-matrix.ts';
import { invert } from './inverse.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 24;

/** A^k of [...batch, n, n] for any integer k, A^0 = I; undefined when k < 0 and one of the matrices is exactly singular. */
export function matrixPower(a: Tensor, k: number): Tensor | undefined {
  invariant(Number.isInteger(k), `matrix power ${k}`);
  const n = orderOf(a);
  const parts = matricesOf(a).map((m) => powerOf(m, n, k));
  return parts.every((x) => x !== undefined) ? batched(a.shape, [n, n], parts) : undefined;
}

function powerOf(a: Float64Array, n: number, k: number): Float64Array | undefined {
  if (!allFinite(a)) return new Float64Array(n * n).fill(NaN);
  if (k === 1) return a;
  if (k < 0) {
    const inverse = invert(a, n);
    if (!inverse || k === -1) return inverse;
  }
  return withRange(n, DOUBLE_DOUBLE_ORDER, ($) => {
    const rows = toRows($, a, n, n);
    const base = k < 0 ? solveRows($, rows, identity($, n)) : rows;
    return base && toData($, binaryPower($, base, Math.abs(k)));
  });
}

function binaryPower<T>($: Arithmetic<T>, a: Matrix<T>, k: number): Matrix<T> {
  let out = identity($, a.length);
  let square = a;
  for (let e = k; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) out = multiply($, out, square);
    if (e > 1) square = multiply($, square, square);
  }
  return out;
}
