// @ts-check

/**
 * `count` numbers in [-1/2, 1/2): hashes of their indices, so that every language computes the same without a table.
 *
 * Source of the hash: C. Wellons, lowbias32 (public domain).
 * @param {number} count
 * @param {number} seed
 */
export function uniform(count, seed) {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let h = (i + Math.imul(seed, 0x9e3779b9)) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
    h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
    out[i] = ((h ^ (h >>> 16)) >>> 0) / 2 ** 32 - 0.5;
  }
  return out;
}

/**
 * @param {Float64Array} numbers
 * @param {number} by
 */
export const scaled = (numbers, by) => numbers.map((x) => x * by);

/**
 * Rows of a row-major matrix of `columns` columns.
 * @param {Float64Array} data
 * @param {number} columns
 */
export const rowsOf = (data, columns) =>
  Array.from({ length: data.length / columns }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));

/**
 * The text of a vector, or of a matrix where `columns` are given, with all digits.
 * @param {Float64Array} data
 * @param {number} [columns]
 */
export const literal = (data, columns) =>
  columns === undefined ? `[${data.join(', ')}]` : `[${rowsOf(data, columns).join('; ')}]`;
