import { exponentOf } from '../power-of-two.ts';
import type { Tensor } from '../tensor.ts';
import { type Arithmetic, withRange } from './arithmetic.ts';
import { allFinite, batchOf, matricesOf, orderOf } from './batch.ts';
import {
  identity,
  type Matrix,
  map,
  minus,
  multiply,
  norm1,
  plus,
  solveRows,
  toData,
  toRows,
} from './generic-matrix.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 24;

/** Matrix exponentials of [...batch, n, n] by scaling, the Pade approximant [13/13] and squaring (Higham 2005). */
export function expm(a: Tensor): Tensor {
  const n = orderOf(a);
  const parts = matricesOf(a).map((m) =>
    allFinite(m)
      ? withRange(n, DOUBLE_DOUBLE_ORDER, ($) => toData($, exponential($, toRows($, m, n, n))))!
      : new Float64Array(n * n).fill(NaN),
  );
  return batchOf(a.shape, [n, n], parts);
}

/** Numerator coefficients of the approximant, from the lowest power: (26 - k)! 13! / (26! k! (13 - k)!) times 26!/13!. */
const PADE = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
];

function exponential<T>($: Arithmetic<T>, a: Matrix<T>): Matrix<T> {
  const norm = norm1($, a);
  // The approximant is good to 1e-16 for norms below 5.37, and to 1e-32 for norms below 1.
  const target = $.unit < 1e-20 ? 1 : 5;
  const squarings = norm > target ? Math.min(exponentOf(norm / target) + 1, 1100) : 0;
  const half = $.of(0.5);
  let scaled = a;
  for (let k = 0; k < squarings; k++) scaled = map(scaled, (x) => $.mul(x, half));
  let out = approximant($, scaled);
  for (let k = 0; k < squarings; k++) out = multiply($, out, out);
  return out;
}

function approximant<T>($: Arithmetic<T>, a: Matrix<T>): Matrix<T> {
  const one = identity($, a.length);
  const a2 = multiply($, a, a);
  const a4 = multiply($, a2, a2);
  const a6 = multiply($, a4, a2);
  const combine = (c: readonly [number, number, number, number]): Matrix<T> => {
    const term = (m: Matrix<T>, k: number): Matrix<T> => map(m, (x) => $.mul(x, $.of(c[k]!)));
    return plus($, plus($, term(one, 0), term(a2, 1)), plus($, term(a4, 2), term(a6, 3)));
  };
  const b = (k: number): number => PADE[k]!;
  const odd = plus($, multiply($, a6, combine([0, b(9), b(11), b(13)])), combine([b(1), b(3), b(5), b(7)]));
  const even = plus($, multiply($, a6, combine([0, b(8), b(10), b(12)])), combine([b(0), b(2), b(4), b(6)]));
  const u = multiply($, a, odd);
  // The denominator is regular for such norms; where huge entries overflowed, NaN is the answer.
  return solveRows($, minus($, even, u), plus($, even, u)) ?? map(a, () => $.of(NaN));
}
