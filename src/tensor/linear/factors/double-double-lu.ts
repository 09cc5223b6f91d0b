import { swapRows } from '../batch.ts';
/**
 * P A = L U in double-double with partial pivoting: `hi + lo` holds U on and above the diagonal, L's multipliers below;
 * row i of P A is row `order[i]` of A.
 */
export interface DoubleDoubleLu {
  readonly n: number;
  readonly hi: Float64Array;
  readonly lo: Float64Array;
  readonly order: Int32Array;
  /** The determinant of P. */
  readonly sign: 1 | -1;
  /** Whether every pivot is other than 0. */
  readonly regular: boolean;
}

const SPLITTER = 2 ** 27 + 1;

/** The upper half of a double's digits, for |x| < 2^995 (Veltkamp). */
const upper = (x: number): number => {
  const s = SPLITTER * x;
  return s - (s - x);
};

/** Factorises a matrix whose entries are far from overflow. */
export function doubleDoubleLu(a: Float64Array, n: number): DoubleDoubleLu {
  const hi = new Float64Array(a);
  const lo = new Float64Array(n * n);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let sign: 1 | -1 = 1;
  let regular = true;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(hi[i * n + k]!) > Math.abs(hi[pivot * n + k]!)) pivot = i;
    if (pivot !== k) {
      swapRows(hi, n, k, pivot);
      swapRows(lo, n, k, pivot);
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
      sign = sign === 1 ? -1 : 1;
    }
    const d = hi[k * n + k]!;
    if (d === 0) {
      regular = false;
      continue;
    }
    for (let i = k + 1; i < n; i++) {
      if (hi[i * n + k] === 0) continue;
      quotientInto(hi, lo, i * n + k, k * n + k);
      subtractRow(hi, lo, i * n + k, k * n + k, n - k - 1);
    }
  }
  return { n, hi, lo, order, sign, regular };
}

/** Entry `at` becomes its quotient by entry `by`. */
export function quotientInto(hi: Float64Array, lo: Float64Array, at: number, by: number): void {
  const b = hi[by]!;
  const bl = lo[by]!;
  let ah = hi[at]!;
  let al = lo[at]!;
  let q = 0;
  let tail = 0;
  const b1 = upper(b);
  const b2 = b - b1;
  for (let step = 0; step < 3; step++) {
    const t = ah / b;
    const p = t * b;
    const t1 = upper(t);
    const t2 = t - t1;
    const e = t1 * b1 - p + t1 * b2 + t2 * b1 + t2 * b2 + t * bl;
    const r = ah - p + (al - e);
    ah = r;
    al = 0;
    if (step === 0) q = t;
    else tail += t;
  }
  const s = q + tail;
  hi[at] = s;
  lo[at] = tail - (s - q);
}

/** Subtracts entry `m` times the `count` entries after `row` from the `count` entries after `m`. */
export function subtractRow(hi: Float64Array, lo: Float64Array, m: number, row: number, count: number): void {
  const a = hi[m]!;
  const al = lo[m]!;
  const a1 = upper(a);
  const a2 = a - a1;
  for (let j = 1; j <= count; j++) {
    const b = hi[row + j]!;
    if (b === 0) continue;
    const bt = SPLITTER * b;
    const b1 = bt - (bt - b);
    const b2 = b - b1;
    const p = a * b;
    const e = a1 * b1 - p + a1 * b2 + a2 * b1 + a2 * b2 + (a * lo[row + j]! + al * b);
    const c = hi[m + j]!;
    const s = c - p;
    const t = s - c;
    const tail = c - (s - t) - (p + t) + (lo[m + j]! - e);
    const sum = s + tail;
    hi[m + j] = sum;
    lo[m + j] = tail - (sum - s);
  }
}
