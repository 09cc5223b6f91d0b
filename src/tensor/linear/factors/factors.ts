import { type DoubleDoubleLu, doubleDoubleLu, quotientInto, subtractRow } from './double-double-lu.ts';
import { type Equilibrated, equilibrate } from './equilibration.ts';
import { solveDouble } from './plain-factors.ts';

/** Matrices up to this order are factorised in double-double; the choice is by shape alone. */
export const DOUBLE_DOUBLE_ORDER = 128;

/** What one rounding error of double-double arithmetic is at most, relative. */
const UNIT = 2 ** -102;

/** A result whose error bound is within this much of itself rounds to the nearest double or its neighbour. */
export const SETTLED = 2 ** -55;

/** Up to this order exact arithmetic decides which entries are 0. */
const SMALL = 12;

/** Whether an entry of larger matrices is taken for 0: its error bound allows it, and is far below the largest entry. */
export const countsAsZero = (n: number, entry: number, error: number, largest: number): boolean =>
  n > SMALL && Math.abs(entry) <= error && error <= 2 ** -70 * largest;

/** The double-double factors of an equilibrated matrix. */
export interface Factors {
  readonly scaled: Equilibrated;
  readonly lu: DoubleDoubleLu;
}

export const factorize = (a: Float64Array, n: number): Factors => {
  const scaled = equilibrate(a, n);
  return { scaled, lu: doubleDoubleLu(scaled.data, n) };
};

/** n x m right-hand sides in double-double, solved in place: P A x = L U x = P b; the rows of b come permuted. */
export function solvePermuted(lu: DoubleDoubleLu, hi: Float64Array, lo: Float64Array, m: number): void {
  const { n } = lu;
  // Each row of [multipliers | right-hand sides] side by side, so that one kernel subtracts whole rows.
  const width = m + 1;
  const h = new Float64Array(n * width);
  const l = new Float64Array(n * width);
  const load = (i: number, k: number): void => {
    h[i * width] = lu.hi[i * n + k]!;
    l[i * width] = lu.lo[i * n + k]!;
  };
  for (let i = 0; i < n; i++) {
    h.set(hi.subarray(i * m, (i + 1) * m), i * width + 1);
    l.set(lo.subarray(i * m, (i + 1) * m), i * width + 1);
  }
  for (let i = 1; i < n; i++) {
    for (let k = 0; k < i; k++) {
      load(i, k);
      if (h[i * width] !== 0) subtractRow(h, l, i * width, k * width, m);
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      load(i, k);
      if (h[i * width] !== 0) subtractRow(h, l, i * width, k * width, m);
    }
    load(i, i);
    for (let j = 1; j <= m; j++) quotientInto(h, l, i * width + j, i * width);
  }
  for (let i = 0; i < n; i++) {
    hi.set(h.subarray(i * width + 1, (i + 1) * width), i * m);
    lo.set(l.subarray(i * width + 1, (i + 1) * width), i * m);
  }
}

/** The inverse of the equilibrated matrix in double-double. */
export function inverseOf(lu: DoubleDoubleLu): { readonly hi: Float64Array; readonly lo: Float64Array } {
  const { n, order } = lu;
  const hi = new Float64Array(n * n);
  const lo = new Float64Array(n * n);
  for (let i = 0; i < n; i++) hi[i * n + order[i]!] = 1;
  solvePermuted(lu, hi, lo, n);
  return { hi, lo };
}

/** The inverse of the equilibrated matrix in doubles, good enough to tell how errors spread. */
export function roundedInverse({ n, hi, order }: DoubleDoubleLu): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + order[i]!] = 1;
  solveDouble(hi, n, out, n);
  return out;
}

/** How far the factors may be from those of the matrix itself, entry by entry, in the order of its rows: n u |L| |U|. */
export function factorError(lu: DoubleDoubleLu): Float64Array {
  const { n, hi, order } = lu;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = order[i]! * n;
    for (let k = 0; k <= i; k++) {
      const l = k === i ? 1 : Math.abs(hi[i * n + k]!);
      if (l === 0) continue;
      for (let j = k; j < n; j++) out[row + j]! += n * UNIT * l * Math.abs(hi[k * n + j]!);
    }
  }
  return out;
}

/** The product of |A|, m x k, and |B|, k x n: a bound for how errors spread. */
export function absoluteProduct(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const x = Math.abs(a[i * k + l]!);
      if (x === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j]! += x * Math.abs(b[l * n + j]!);
    }
  }
  return out;
}
