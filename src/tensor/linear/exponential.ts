import { exponentOf } from '../power-of-two.ts';
import type { Tensor } from '../tensor.ts';
import { type Arithmetic, withRange } from './arithmetic.ts';
import { allFinite } from './batch.ts';
import { identity, type Matrix, map, minus, norm1, plus, solveRows } from './generic-matrix.ts';
import {
  convolved,
  eachPolynomial,
  times,
  toDoubles,
  toTruncated,
  type Truncated,
  type Truncation,
} from './truncated.ts';

/** Up to this order in double-double; the choice is by shape alone. */
const DOUBLE_DOUBLE_ORDER = 24;

/**
 * Matrix exponentials by scaling, the Pade approximant [13/13] and squaring (Higham 2005): of matrices [...batch, n, n], or of
 * polynomials [...batch, count, n, n] with powers up to `orders`, whose coefficients hold the derivatives of the exponential.
 */
export const expm = (a: Tensor, orders: readonly number[] = []): Tensor =>
  eachPolynomial(a, orders, (data, n, within) =>
    allFinite(data)
      ? withRange(n, DOUBLE_DOUBLE_ORDER, ($) => toDoubles($, exponential($, within, toTruncated($, data, n)), n))!
      : new Float64Array(data.length).fill(NaN),
  )!;

/** Numerator coefficients of the approximant, from the lowest power: (26 - k)! 13! / (26! k! (13 - k)!) times 26!/13!. */
const PADE = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
];

function exponential<T>($: Arithmetic<T>, within: Truncation, a: Truncated<T>): Truncated<T> {
  // The coefficient of t^k is right if the approximant is good on a circle about 0 where the part of `a` that varies is about
  // k in size, whatever its own size is: that is where Cauchy's bound is least.
  const norm = norm1($, a[0]!) + within.degree;
  // The approximant is good to 1e-16 for norms below 5.37, and to 1e-32 for norms below 1.
  const target = $.unit < 1e-20 ? 1 : 5;
  const squarings = norm > target ? Math.min(exponentOf(norm / target) + 1, 1100) : 0;
  const half = $.of(0.5);
  let scaled = a;
  for (let k = 0; k < squarings; k++) scaled = scaled.map((c) => c && map(c, (x) => $.mul(x, half)));
  let out = approximant($, within, scaled);
  for (let k = 0; k < squarings; k++) out = times($, within, out, out);
  return out;
}

function approximant<T>($: Arithmetic<T>, within: Truncation, a: Truncated<T>): Truncated<T> {
  const one: Truncated<T> = [identity($, a[0]!.length), ...a.slice(1).map(() => undefined)];
  const a2 = times($, within, a, a);
  const a4 = times($, within, a2, a2);
  const a6 = times($, within, a4, a2);
  const combine = (c: readonly [number, number, number, number]): Truncated<T> => {
    const term = (m: Truncated<T>, k: number): Truncated<T> =>
      m.map((own) => own && map(own, (x) => $.mul(x, $.of(c[k]!))));
    return sum($, sum($, term(one, 0), term(a2, 1)), sum($, term(a4, 2), term(a6, 3)));
  };
  const b = (k: number): number => PADE[k]!;
  const odd = sum($, times($, within, a6, combine([0, b(9), b(11), b(13)])), combine([b(1), b(3), b(5), b(7)]));
  const even = sum($, times($, within, a6, combine([0, b(8), b(10), b(12)])), combine([b(0), b(2), b(4), b(6)]));
  const u = times($, within, a, odd);
  return quotient($, within, difference($, even, u), sum($, even, u));
}

/** Q^-1 P, power by power: Q_0 Y_k = P_k less the products with lower coefficients of Y. */
function quotient<T>($: Arithmetic<T>, { pairs }: Truncation, q: Truncated<T>, p: Truncated<T>): Truncated<T> {
  const [head, ...varying] = q;
  const rest: Truncated<T> = [undefined, ...varying];
  const y: (Matrix<T> | undefined)[] = [];
  pairs.forEach((those, k) => {
    const lower = convolved($, those, rest, y);
    const right = lower ? (p[k] ? minus($, p[k], lower) : map(lower, $.neg)) : p[k];
    // The denominator is regular for such norms; where huge entries overflowed, NaN is the answer.
    y.push(right && (solveRows($, head!, right) ?? map(right, () => $.of(NaN))));
  });
  return y;
}

const sum = <T>($: Arithmetic<T>, a: Truncated<T>, b: Truncated<T>): Truncated<T> =>
  a.map((x, k) => (x && b[k] ? plus($, x, b[k]) : (x ?? b[k])));

const difference = <T>($: Arithmetic<T>, a: Truncated<T>, b: Truncated<T>): Truncated<T> =>
  a.map((x, k) => (b[k] ? (x ? minus($, x, b[k]) : map(b[k], $.neg)) : x));
