import { type BigFloat, compare, isKnown, isZero, neg, ONE, UNKNOWN, ZERO } from './float.ts';
import * as float from './float.ts';

/** The operations of an elimination. */
export interface Operations {
  mul(a: BigFloat, b: BigFloat): BigFloat;
  sub(a: BigFloat, b: BigFloat): BigFloat;
  div(a: BigFloat, b: BigFloat): BigFloat;
}

/** A determinant, and the solution X of A X = B where that is not 0. */
interface Eliminated {
  readonly determinant: BigFloat;
  readonly solution?: readonly (readonly BigFloat[])[];
}

/**
 * Eliminates [A B], given by rows, without fractions: every number on the way is a minor, exact where its digits suffice.
 *
 * Source: Bareiss, Sylvester's identity and multistep integer-preserving Gaussian elimination, Math. Comp. 22 (1968) 565-578.
 */
export function eliminate($: Operations, joined: readonly (readonly BigFloat[])[]): Eliminated {
  const rows = joined.map((row) => row.slice());
  const n = rows.length;
  let before = ONE;
  let isOdd = false;
  for (let k = 0; k < n; k++) {
    const sizes = rows.map((row) => float.abs(row[k]!));
    if (!sizes.every(isKnown)) return { determinant: UNKNOWN };
    let largest = k;
    for (let i = k + 1; i < n; i++) if (compare(sizes[i]!, sizes[largest]!) > 0) largest = i;
    if (largest !== k) {
      [rows[k], rows[largest]] = [rows[largest]!, rows[k]!];
      isOdd = !isOdd;
    }
    const top = rows[k]!;
    const pivot = top[k]!;
    if (isZero(pivot)) return { determinant: ZERO };
    rows.forEach((row, i) => {
      if (i === k) return;
      const factor = row[k]!;
      for (let j = k + 1; j < row.length; j++)
        row[j] = $.div($.sub($.mul(pivot, row[j]!), $.mul(factor, top[j]!)), before);
    });
    before = pivot;
  }
  const solution = rows.map((row) => row.slice(n).map((x) => $.div(x, before)));
  return { determinant: isOdd ? neg(before) : before, solution };
}
