import { add, type DoubleDouble, dd, multiplyNumber, subtract, twoProduct } from '../double-double.ts';

/** Up to this order determinants are written out, which is quicker than elimination. */
export const CLOSED_FORM_ORDER = 3;

/** Cofactors, by rows, and the determinant of a matrix of order 1 to 3. */
export interface ClosedForm {
  readonly cofactors: readonly DoubleDouble[];
  readonly determinant: DoubleDouble;
}

const LEAST = 2 ** -200;
const MOST = 2 ** 200;

/** Undefined where cancellation or an extreme entry would cost digits of a double. */
export function closedForm(a: Float64Array, n: number): ClosedForm | undefined {
  for (const x of a) if (x !== 0 && !(Math.abs(x) > LEAST && Math.abs(x) < MOST)) return undefined;
  if (n === 1) return { cofactors: [dd(1)], determinant: dd(a[0]!) };
  if (n === 2) {
    return { cofactors: [dd(a[3]!), dd(0 - a[2]!), dd(0 - a[1]!), dd(a[0]!)], determinant: minor(a, 0, 3, 1, 2) };
  }
  const cofactors = [
    minor(a, 4, 8, 5, 7),
    minor(a, 5, 6, 3, 8),
    minor(a, 3, 7, 4, 6),
    minor(a, 2, 7, 1, 8),
    minor(a, 0, 8, 2, 6),
    minor(a, 1, 6, 0, 7),
    minor(a, 1, 5, 2, 4),
    minor(a, 2, 3, 0, 5),
    minor(a, 0, 4, 1, 3),
  ];
  const terms = [0, 1, 2].map((j) => multiplyNumber(cofactors[j]!, a[j]!));
  const determinant = add(add(terms[0]!, terms[1]!), terms[2]!);
  const size = terms.reduce((sum, t) => sum + Math.abs(t.hi), 0);
  // A determinant of 0 must be exact: elimination in integers decides.
  return Math.abs(determinant.hi) > size * 2 ** -40 ? { cofactors, determinant } : undefined;
}

/** a_i a_j - a_k a_l, the products unrounded. */
const minor = (a: Float64Array, i: number, j: number, k: number, l: number): DoubleDouble =>
  subtract(twoProduct(a[i]!, a[j]!), twoProduct(a[k]!, a[l]!));
