import { exponentOf, powerOfTwo, timesPowerOfTwo } from '../../power-of-two.ts';

/** A matrix with row i multiplied by 2^-rows[i] and column j by 2^-columns[j], so that its entries are at most about 1. */
export interface Equilibrated {
  readonly data: Float64Array;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** Whether no entry is so far below its row and column that products with it might lose digits to underflow. */
  readonly even: boolean;
}

/** Where every entry lies between these, or is 0, scaling twice is exact and needs no look at exponents. */
const LEAST = 2 ** -200;
const MOST = 2 ** 200;

/** Scales rows, then columns, by powers of two; zero rows and columns are left alone. */
export function equilibrate(a: Float64Array, n: number): Equilibrated {
  const rows = new Int32Array(n);
  const columns = new Int32Array(n);
  const ordinary = rowExponents(a, n, rows);
  if (!ordinary) return equilibrateExtremes(a, n, rows, columns);
  const data = new Float64Array(n * n);
  const largest = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const factor = powerOfTwo(-rows[i]!);
    for (let j = 0, k = i * n; j < n; j++, k++) {
      const x = a[k]! * factor;
      const size = Math.abs(x);
      data[k] = x;
      if (size > largest[j]!) largest[j] = size;
    }
  }
  const factors = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    if (largest[j] !== 0) columns[j] = exponentOf(largest[j]!);
    factors[j] = powerOfTwo(-columns[j]!);
  }
  let even = true;
  for (let i = 0; i < n; i++) {
    for (let j = 0, k = i * n; j < n; j++, k++) {
      const x = data[k]! * factors[j]!;
      data[k] = x;
      if (x !== 0 && Math.abs(x) < LEAST) even = false;
    }
  }
  return { data, rows, columns, even };
}

/** Sets each row's exponent; false where an entry is too far from 1, or not finite. */
function rowExponents(a: Float64Array, n: number, rows: Int32Array): boolean {
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let k = i * n; k < (i + 1) * n; k++) {
      const size = Math.abs(a[k]!);
      if (size > largest) largest = size;
      if (!(size < MOST) || (size < LEAST && size !== 0)) return false;
    }
    if (largest !== 0) rows[i] = exponentOf(largest);
  }
  return true;
}

function equilibrateExtremes(a: Float64Array, n: number, rows: Int32Array, columns: Int32Array): Equilibrated {
  const exponents = Float64Array.from(a, (x) => (x === 0 ? -Infinity : exponentOf(x)));
  for (let i = 0; i < n; i++) {
    const largest = exponents.subarray(i * n, (i + 1) * n).reduce((m, e) => Math.max(m, e), -Infinity);
    rows[i] = largest === -Infinity ? 0 : largest;
  }
  for (let j = 0; j < n; j++) {
    let largest = -Infinity;
    for (let i = 0; i < n; i++) largest = Math.max(largest, exponents[i * n + j]! - rows[i]!);
    if (largest !== -Infinity) columns[j] = largest;
  }
  let even = true;
  const data = a.map((x, k) => {
    const shift = rows[Math.floor(k / n)]! + columns[k % n]!;
    const scaled = timesPowerOfTwo(x, -shift);
    if (x !== 0 && Math.abs(scaled) < LEAST) even = false;
    return scaled;
  });
  return { data, rows, columns, even };
}
