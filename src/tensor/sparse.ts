import { invariant } from '../base/invariant.ts';
import { type Shape, sizeOf, type Tensor } from './tensor.ts';

/**
 * Where a matrix may have entries other than 0: row i has them in the columns indices[starts[i]] to
 * indices[starts[i + 1] - 1], ascending and from 0 (compressed rows).
 */
export interface Pattern {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
}

/**
 * An array of mostly zeros. It is kept as a matrix: the shape's first axes run down its rows, the others across its
 * columns. What the pattern does not list is 0.
 */
export interface Sparse {
  readonly kind: 'sparse';
  readonly shape: Shape;
  readonly pattern: Pattern;
  /** One for each position of the pattern, in its order. */
  readonly values: Float64Array;
}

/** A sparse array over `values`, which it takes as its own. */
export function sparse(shape: Shape, pattern: Pattern, values: Float64Array): Sparse {
  invariant(sizeOf(shape) === pattern.rows * pattern.columns, `[${shape}] has other entries than its pattern`);
  invariant(values.length === pattern.indices.length, 'a value for each position of the pattern');
  return { kind: 'sparse', shape, pattern, values };
}

/** The transposed pattern, and for each of its positions where that stood before. */
export function transposePattern(pattern: Pattern): { readonly pattern: Pattern; readonly from: Int32Array } {
  const { rows, columns, starts, indices } = pattern;
  const turned = new Int32Array(columns + 1);
  for (let k = 0; k < indices.length; k++) turned[indices[k]! + 1]!++;
  for (let j = 0; j < columns; j++) turned[j + 1]! += turned[j]!;
  const next = turned.slice(0, columns);
  const into = new Int32Array(indices.length);
  const from = new Int32Array(indices.length);
  for (let i = 0; i < rows; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const at = next[indices[k]!]!++;
      into[at] = i;
      from[at] = k;
    }
  }
  return { pattern: { rows: columns, columns: rows, starts: turned, indices: into }, from };
}

/** The sparse array with the axes of its columns first: a matrix's transpose; `down` of its axes run down the rows. */
export function transposeSparse({ shape, pattern, values }: Sparse, down: number): Sparse {
  const other = transposePattern(pattern);
  const data = new Float64Array(values.length);
  other.from.forEach((k, at) => {
    data[at] = values[k]!;
  });
  return sparse([...shape.slice(down), ...shape.slice(0, down)], other.pattern, data);
}

/** All entries, zeros included, in row-major order. */
export function toDense({ shape, pattern, values }: Sparse): Tensor {
  const { rows, columns, starts, indices } = pattern;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) data[i * columns + indices[k]!] = values[k]!;
  }
  return { shape, data };
}

/** The entries of an array that are not 0; its first `down` axes run down the rows. */
export function toSparse({ shape, data }: Tensor, down = 1): Sparse {
  const rows = sizeOf(shape.slice(0, down));
  const columns = sizeOf(shape.slice(down));
  const starts = new Int32Array(rows + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const x = data[i * columns + j]!;
      if (x === 0) continue;
      indices.push(j);
      values.push(x);
    }
    starts[i + 1] = indices.length;
  }
  return sparse(shape, { rows, columns, starts, indices: Int32Array.from(indices) }, Float64Array.from(values));
}

/** Where entry (i, j), counted from 0, stands in the pattern; -1 if it is 0 there. */
export function positionOf({ starts, indices }: Pattern, i: number, j: number): number {
  let low = starts[i]!;
  let high = starts[i + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indices[middle]! < j) low = middle + 1;
    else high = middle;
  }
  return low < starts[i + 1]! && indices[low] === j ? low : -1;
}

/** Fills an array with start, start + 1, .. */
export function counting<A extends Int32Array | Float64Array>(into: A, start: number): A {
  for (let i = 0; i < into.length; i++) into[i] = start + i;
  return into;
}

/** How many entries each row of a pattern has. */
export function rowSizes({ rows, starts }: Pattern): Int32Array {
  const sizes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) sizes[i] = starts[i + 1]! - starts[i]!;
  return sizes;
}

/** The row of each position of the pattern. */
export function rowsOf({ rows, starts, indices }: Pattern): Int32Array {
  const out = new Int32Array(indices.length);
  for (let i = 0; i < rows; i++) out.fill(i, starts[i]!, starts[i + 1]!);
  return out;
}

/** The rows from..to-1 of a pattern and the columns left..right-1, and for each of its positions where that stood. */
export function subpattern(
  { starts, indices }: Pattern,
  [from, to]: readonly [number, number],
  [left, right]: readonly [number, number],
): { readonly pattern: Pattern; readonly from: Int32Array } {
  const kept: number[] = [];
  const begin = new Int32Array(to - from + 1);
  for (let i = from; i < to; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) if (indices[k]! >= left && indices[k]! < right) kept.push(k);
    begin[i - from + 1] = kept.length;
  }
  const at = Int32Array.from(kept);
  const pattern = { rows: to - from, columns: right - left, starts: begin, indices: at.map((k) => indices[k]! - left) };
  return { pattern, from: at };
}

/** The pattern with all that its transpose has; it must be square. */
export function symmetrise(pattern: Pattern): Pattern {
  const { rows, starts, indices } = pattern;
  const { pattern: other } = transposePattern(pattern);
  const begin = new Int32Array(rows + 1);
  const all = new Int32Array(2 * indices.length);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    let [p, q] = [starts[i]!, other.starts[i]!];
    const [pEnd, qEnd] = [starts[i + 1]!, other.starts[i + 1]!];
    while (p < pEnd || q < qEnd) {
      const a = p < pEnd ? indices[p]! : Infinity;
      const b = q < qEnd ? other.indices[q]! : Infinity;
      all[count++] = Math.min(a, b);
      if (a <= b) p++;
      if (b <= a) q++;
    }
    begin[i + 1] = count;
  }
  return { rows, columns: rows, starts: begin, indices: all.slice(0, count) };
}

/**
 * How a pattern lies: its fewest and most entries in a row and in a column, and how far below and above the diagonal they reach
 * (negative: only above, or only below, from there on).
 */
export interface Outline {
  readonly inRow: readonly [least: number, most: number];
  readonly inColumn: readonly [least: number, most: number];
  readonly below: number;
  readonly above: number;
}

/** The outline of a pattern; all 0 where it is empty. */
export function outlineOf(pattern: Pattern): Outline {
  const { rows, columns, starts, indices } = pattern;
  if (indices.length === 0) return { inRow: [0, 0], inColumn: [0, 0], below: 0, above: 0 };
  const across = new Int32Array(columns);
  let [below, above] = [-Infinity, -Infinity];
  for (let i = 0; i < rows; i++) {
    const [from, to] = [starts[i]!, starts[i + 1]!];
    for (let k = from; k < to; k++) across[indices[k]!]!++;
    if (to === from) continue;
    below = Math.max(below, i - indices[from]!);
    above = Math.max(above, indices[to - 1]! - i);
  }
  return { inRow: range(rowSizes(pattern)), inColumn: range(across), below, above };
}

const range = (counts: Int32Array): readonly [number, number] => [
  counts.reduce((a, b) => Math.min(a, b), Infinity),
  counts.reduce((a, b) => Math.max(a, b), 0),
];
