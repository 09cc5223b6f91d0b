// @ts-check
// Dense matrices as a careful person writes them in JavaScript: row-major typed arrays, loops in the order of memory.

/**
 * The product of an m x k and a k x n matrix, written to `C`; the entry i, p of the first is `A[i * down + p * across]`,
 * so that it may be a transpose. Two rows of C and four of B at a time, for each entry that is read then serves more
 * than one product.
 * @param {Float64Array} A
 * @param {Float64Array} B
 * @param {Float64Array} C
 * @param {number} m
 * @param {number} k
 * @param {number} n
 */
export function multiply(A, B, C, m, k, n, down = k, across = 1) {
  C.fill(0);
  for (let i = 0; i < m; i += 2) {
    // The last row of an odd number is computed twice, to the same numbers.
    const next = Math.min(i + 1, m - 1);
    const [row, under] = [i * n, next * n];
    let p = 0;
    for (; p + 3 < k; p += 4) {
      const [s, t] = [i * down + p * across, next * down + p * across];
      const [a, b, c, d] = [A[s] ?? 0, A[s + across] ?? 0, A[s + 2 * across] ?? 0, A[s + 3 * across] ?? 0];
      const [e, f, g, h] = [A[t] ?? 0, A[t + across] ?? 0, A[t + 2 * across] ?? 0, A[t + 3 * across] ?? 0];
      for (let j = 0, q = p * n; j < n; j++, q++) {
        const w = B[q] ?? 0;
        const x = B[q + n] ?? 0;
        const y = B[q + 2 * n] ?? 0;
        const z = B[q + 3 * n] ?? 0;
        const v = C[under + j] ?? 0;
        C[row + j] = (C[row + j] ?? 0) + (a * w + b * x + c * y + d * z);
        C[under + j] = v + (e * w + f * x + g * y + h * z);
      }
    }
    for (; p < k; p++) {
      const [a, e] = [A[i * down + p * across] ?? 0, A[next * down + p * across] ?? 0];
      for (let j = 0; j < n; j++) {
        const v = C[under + j] ?? 0;
        const w = B[p * n + j] ?? 0;
        C[row + j] = (C[row + j] ?? 0) + a * w;
        C[under + j] = v + e * w;
      }
    }
  }
  return C;
}

/** So many columns are eliminated before the others are visited. */
const PANEL = 4;

/**
 * Factors a square matrix in place by elimination with row exchanges. Answers its rows in their new order, where each
 * came from, and the sign of the permutation.
 * @param {Float64Array} A
 * @param {number} n
 */
export function factor(A, n) {
  const rows = Array.from({ length: n }, (_, i) => A.subarray(i * n, i * n + n));
  const from = Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  for (let begin = 0; begin < n; begin += PANEL) {
    const end = Math.min(begin + PANEL, n);
    for (let k = begin; k < end; k++) {
      let best = k;
      for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]?.[k] ?? 0) > Math.abs(rows[best]?.[k] ?? 0)) best = i;
      if (best !== k) {
        sign = -sign;
        [rows[k], rows[best]] = [rowAt(rows, best), rowAt(rows, k)];
        [from[k], from[best]] = [from[best] ?? 0, from[k] ?? 0];
      }
      const pivot = rowAt(rows, k);
      for (let i = k + 1; i < n; i++) {
        const row = rowAt(rows, i);
        const factor = (row[k] ?? 0) / (pivot[k] ?? 0);
        row[k] = factor;
        for (let j = k + 1; j < end; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
      }
    }
    for (let k = begin; k < end; k++) {
      for (let i = k + 1; i < end; i++) {
        const row = rowAt(rows, i);
        const pivot = rowAt(rows, k);
        const factor = row[k] ?? 0;
        for (let j = end; j < n; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
      }
    }
    if (end < n) update(rows, begin, end, n);
  }
  return { rows, from, sign };
}

/**
 * @param {readonly Float64Array[]} rows
 * @param {number} i
 */
const rowAt = (rows, i) => /** @type {Float64Array} */ (rows[i]);

/**
 * Takes the rows of a whole panel from the rows below it.
 * @param {readonly Float64Array[]} rows
 * @param {number} begin
 * @param {number} end
 * @param {number} n
 */
function update(rows, begin, end, n) {
  const [a, b, c, d] = [0, 1, 2, 3].map((k) => rowAt(rows, begin + k));
  if (!a || !b || !c || !d) return;
  for (let i = end; i < n; i++) {
    const row = rowAt(rows, i);
    const p = row[begin] ?? 0;
    const q = row[begin + 1] ?? 0;
    const r = row[begin + 2] ?? 0;
    const s = row[begin + 3] ?? 0;
    for (let j = end; j < n; j++)
      row[j] = (row[j] ?? 0) - (p * (a[j] ?? 0) + q * (b[j] ?? 0) + r * (c[j] ?? 0) + s * (d[j] ?? 0));
  }
}

/**
 * The determinant of what `A` holds, by way of `work`.
 * @param {Float64Array} A
 * @param {Float64Array} work
 * @param {number} n
 */
export function determinant(A, work, n) {
  work.set(A);
  const { rows, sign } = factor(work, n);
  return rows.reduce((product, row, i) => product * (row[i] ?? 0), sign);
}

/**
 * The solution of A x = b, written to `x`, by way of `work`.
 * @param {Float64Array} A
 * @param {Float64Array} b
 * @param {Float64Array} work
 * @param {Float64Array} x
 */
export function solve(A, b, work, x) {
  const n = b.length;
  work.set(A);
  const { rows, from } = factor(work, n);
  for (let i = 0; i < n; i++) {
    const row = rowAt(rows, i);
    let sum = b[from[i] ?? 0] ?? 0;
    for (let j = 0; j < i; j++) sum -= (row[j] ?? 0) * (x[j] ?? 0);
    x[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = rowAt(rows, i);
    let sum = x[i] ?? 0;
    for (let j = i + 1; j < n; j++) sum -= (row[j] ?? 0) * (x[j] ?? 0);
    x[i] = sum / (row[i] ?? 0);
  }
  return x;
}
