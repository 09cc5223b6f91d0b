import { exponentOf, timesPowerOfTwo } from '../../power-of-two.ts';

/** Integers whose row i, divided by 2^shifts[i], is row i of a matrix of doubles: every finite double is dyadic. */
export interface IntegerMatrix {
  readonly rows: bigint[][];
  readonly shifts: readonly number[];
}

/** The largest work, in products of machine words, that is spent on exact elimination. */
const EXACT_WORK = 2e8;

/** A matrix of m x n finite doubles as integers with a power of two per row. */
export function integerMatrix(a: Float64Array, m: number, n: number): IntegerMatrix {
  const shifts: number[] = [];
  const rows = Array.from({ length: m }, (_, i) => {
    const row = a.subarray(i * n, (i + 1) * n);
    let shift = Infinity;
    for (const x of row) if (x !== 0) shift = Math.min(shift, lowestBit(x));
    shifts.push(shift === Infinity ? 0 : -shift);
    return Array.from(row, (x) => dyadic(x, -shift));
  });
  return { rows, shifts };
}

/** Whether exact elimination of this matrix with rows of n is cheap enough; depends on how far its entries' exponents lie apart. */
export const exactIsAffordable = (a: Float64Array, n: number): boolean =>
  n * a.length * wordsOf(a, n) ** 2 <= EXACT_WORK;

/** The same for the adjugate. */
export const adjugateIsAffordable = (a: Float64Array, n: number): boolean => n ** 4 * wordsOf(a, n) <= EXACT_WORK;

/** About how many machine words the determinant as an integer has. */
function wordsOf(a: Float64Array, n: number): number {
  let bits = 0;
  for (let i = 0; i < a.length / n; i++) {
    let low = Infinity;
    let high = -Infinity;
    for (let j = 0; j < n; j++) {
      const x = a[i * n + j]!;
      if (x === 0) continue;
      low = Math.min(low, lowestBit(x));
      high = Math.max(high, exponentOf(x));
    }
    if (high >= low) bits += high - low + 1;
  }
  return 1 + bits / 64;
}

/**
 * det A and the integers X with A X = det(A) B, by fraction-free Gauss-Jordan elimination (Bareiss 1968) of the rows
 * [A | B], which it uses up; X is undefined when det A = 0.
 */
export function eliminate(rows: bigint[][], n: number): { det: bigint; solution: bigint[][] | undefined } {
  let previous = 1n;
  let sign = 1n;
  for (let k = 0; k < n; k++) {
    const found = rows.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (found < 0) return { det: 0n, solution: undefined };
    if (found !== k) {
      [rows[k], rows[found]] = [rows[found]!, rows[k]!];
      sign = -sign;
    }
    const pivotRow = rows[k]!;
    const pivot = pivotRow[k]!;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const row = rows[i]!;
      const factor = row[k]!;
      for (let j = k + 1; j < row.length; j++) row[j] = (pivot * row[j]! - factor * pivotRow[j]!) / previous;
      row[k] = 0n;
    }
    previous = pivot;
  }
  const solution = rows.map((row) => row.slice(n).map((x) => sign * x));
  return { det: sign * previous, solution };
}

/**
 * Fraction-free elimination of integer rows, which it uses up, to echelon form (Bareiss 1968): their rank, and the determinant of
 * as many of them, with the columns of the pivots.
 */
function echelon(rows: bigint[][]): { rank: number; minor: bigint } {
  const columns = rows[0]?.length ?? 0;
  let minor = 1n;
  let sign = 1n;
  let rank = 0;
  for (let k = 0; k < columns && rank < rows.length; k++) {
    const found = rows.findIndex((row, i) => i >= rank && row[k] !== 0n);
    if (found < 0) continue;
    if (found !== rank) {
      [rows[rank], rows[found]] = [rows[found]!, rows[rank]!];
      sign = -sign;
    }
    const top = rows[rank]!;
    const pivot = top[k]!;
    for (const row of rows.slice(rank + 1)) {
      const factor = row[k]!;
      for (let j = k + 1; j < columns; j++) row[j] = (pivot * row[j]! - factor * top[j]!) / minor;
      row[k] = 0n;
    }
    minor = pivot;
    rank++;
  }
  return { rank, minor: sign * minor };
}

/** The rank of integer rows, which it uses up. */
export const integerRank = (rows: bigint[][]): number => echelon(rows).rank;

/** The determinant of integer rows, which it uses up. */
export function integerDeterminant(rows: bigint[][]): bigint {
  const { rank, minor } = echelon(rows);
  return rank === rows.length ? minor : 0n;
}

/** The adjugate of integer rows, whatever their rank (Faddeev and LeVerrier's recursion). */
export function integerAdjugate(a: readonly (readonly bigint[])[]): bigint[][] {
  const n = a.length;
  let m: bigint[][] = a.map((row, i) => row.map((_, j) => (i === j ? 1n : 0n)));
  for (let k = 1; k < n; k++) {
    const am = a.map((row) => row.map((_, j) => row.reduce((sum, x, l) => sum + x * m[l]![j]!, 0n)));
    const c = -am.reduce((sum, row, i) => sum + row[i]!, 0n) / BigInt(k);
    m = am.map((row, i) => row.map((x, j) => (i === j ? x + c : x)));
  }
  return n % 2 === 0 ? m.map((row) => row.map((x) => -x)) : m;
}

/** The double nearest to p / q * 2^exponent. */
export function nearestDouble(p: bigint, q: bigint, exponent: number): number {
  if (p === 0n) return 0;
  const negative = p < 0n !== q < 0n;
  const [x, y] = [p < 0n ? -p : p, q < 0n ? -q : q];
  // 66 digits or more, the last one sticky, so that the conversion rounds as the whole quotient would.
  const shift = Math.max(0, 66 - (bitLength(x) - bitLength(y)));
  const shifted = x << BigInt(shift);
  const quotient = (shifted / y) | (shifted % y === 0n ? 0n : 1n);
  const excess = Math.max(0, bitLength(quotient) - 1000);
  const value = timesPowerOfTwo(Number(quotient >> BigInt(excess)), exponent + excess - shift);
  return negative ? -value : value;
}

const bitLength = (x: bigint): number => 4 * x.toString(16).length;

/** The exponent of the lowest set bit of a double other than 0. */
function lowestBit(x: number): number {
  const e = exponentOf(x);
  let digits = Math.abs(timesPowerOfTwo(x, 52 - e));
  let k = e - 52;
  while (digits % 2 === 0) {
    digits /= 2;
    k++;
  }
  return k;
}

/** x * 2^shift, an integer. */
function dyadic(x: number, shift: number): bigint {
  if (x === 0) return 0n;
  const low = lowestBit(x);
  return BigInt(timesPowerOfTwo(x, -low)) << BigInt(low + shift);
}
