import { dot } from './dot.ts';
import { type Pattern, rowsOf, type Sparse, sparse, transposeSparse } from './sparse.ts';
import type { Tensor } from './tensor.ts';

/** Sums and products of sparse matrices, in time that grows with their entries. */

/** The product with a vector [columns] or a matrix [columns, k]; every entry is an inner product as if in twice the digits. */
export function times({ pattern, values }: Sparse, x: Tensor): Tensor {
  const { rows, starts, indices } = pattern;
  const [, k = 1] = x.shape;
  const out = new Float64Array(rows * k);
  const gathered = new Float64Array(widest(pattern));
  for (let i = 0; i < rows; i++) {
    const [start, end] = [starts[i]!, starts[i + 1]!];
    for (let c = 0; c < k; c++) {
      for (let p = start; p < end; p++) gathered[p - start] = x.data[indices[p]! * k + c]!;
      out[i * k + c] = dot({ data: values, start, step: 1 }, { data: gathered, start: 0, step: 1 }, end - start);
    }
  }
  return { shape: x.shape.length === 1 ? [rows] : [rows, k], data: out };
}

/** The product of a vector [rows] or a matrix [k, rows] with a sparse matrix. */
export function timesFromLeft(x: Tensor, s: Sparse): Tensor {
  const other = transposeSparse(s, 1);
  if (x.shape.length === 1) return times(other, x);
  const [k = 0, n = 0] = x.shape;
  const flipped = times(other, { shape: [n, k], data: flip(x.data, k, n) });
  const m = other.pattern.rows;
  return { shape: [k, m], data: flip(flipped.data, m, k) };
}

/** An [m, n] matrix's entries as those of its [n, m] transpose. */
function flip(data: Float64Array, m: number, n: number): Float64Array {
  const out = new Float64Array(data.length);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = data[i * n + j]!;
  return out;
}

const widest = ({ rows, starts }: Pattern): number => {
  let most = 0;
  for (let i = 0; i < rows; i++) most = Math.max(most, starts[i + 1]! - starts[i]!);
  return most;
};

/** The entries each through `f`, which must leave 0 as it is. */
export const mapSparse = (s: Sparse, f: (x: number) => number): Sparse => ({ ...s, values: s.values.map(f) });

/** One row at a time is added up here, column by column. */
interface RowSum {
  add(column: number, value: number): void;
  /** Moves the row's entries to the end of what was found, columns ascending. */
  flush(indices: number[], values: number[]): void;
}

function emptyRow(columns: number): RowSum {
  const sums = new Float64Array(columns);
  const seen = new Uint8Array(columns);
  let touched: number[] = [];
  return {
    add: (column, value) => {
      if (seen[column]) sums[column]! += value;
      else {
        seen[column] = 1;
        sums[column] = value;
        touched.push(column);
      }
    },
    flush: (indices, values) => {
      for (const j of touched.sort((a, b) => a - b)) {
        indices.push(j);
        values.push(sums[j]!);
        seen[j] = 0;
      }
      touched = [];
    },
  };
}

/** A sparse array of so many rows, each filled by `fill`. */
function byRows(
  shape: readonly number[],
  rows: number,
  columns: number,
  fill: (i: number, row: RowSum) => void,
): Sparse {
  const row = emptyRow(columns);
  const starts = new Int32Array(rows + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < rows; i++) {
    fill(i, row);
    row.flush(indices, values);
    starts[i + 1] = indices.length;
  }
  return sparse(shape, { rows, columns, starts, indices: Int32Array.from(indices) }, Float64Array.from(values));
}

/** a + factor b, of one shape; `factor` is 1 or -1. */
export function sum(a: Sparse, b: Sparse, factor: 1 | -1): Sparse {
  const { rows, columns } = a.pattern;
  return byRows(a.shape, rows, columns, (i, row) => {
    for (let k = a.pattern.starts[i]!; k < a.pattern.starts[i + 1]!; k++) row.add(a.pattern.indices[k]!, a.values[k]!);
    for (let k = b.pattern.starts[i]!; k < b.pattern.starts[i + 1]!; k++) {
      row.add(b.pattern.indices[k]!, factor * b.values[k]!);
    }
  });
}

/** How many multiplications the product of two sparse matrices takes, and so at most how many entries it has. */
export function productWork(a: Pattern, b: Pattern): number {
  let count = 0;
  for (const l of a.indices) count += b.starts[l + 1]! - b.starts[l]!;
  return count;
}

/** The matrix product of [m, k] and [k, n]. Source: Gustavson, ACM TOMS 4 (1978). */
export function product(a: Sparse, b: Sparse): Sparse {
  const [m, n] = [a.pattern.rows, b.pattern.columns];
  return byRows([m, n], m, n, (i, row) => {
    for (let k = a.pattern.starts[i]!; k < a.pattern.starts[i + 1]!; k++) {
      const l = a.pattern.indices[k]!;
      for (let p = b.pattern.starts[l]!; p < b.pattern.starts[l + 1]!; p++) {
        row.add(b.pattern.indices[p]!, a.values[k]! * b.values[p]!);
      }
    }
  });
}

/** The rows and columns of a matrix at the given positions, from 0, in their order. */
export function selectEntries(s: Sparse, rows: readonly number[], columns: readonly number[]): Sparse {
  const { starts, indices } = s.pattern;
  /** By column of the matrix, where it goes. */
  const into = new Map<number, number[]>();
  columns.forEach((j, at) => into.set(j, [...(into.get(j) ?? []), at]));
  return byRows([rows.length, columns.length], rows.length, columns.length, (r, row) => {
    const i = rows[r]!;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      for (const at of into.get(indices[k]!) ?? []) row.add(at, s.values[k]!);
    }
  });
}

/** The entries of two arrays of one shape where either has any, side by side, and at which place of the whole array each is. */
export function sideBySide(a: Sparse, b: Sparse): { a: Float64Array; b: Float64Array; places: Float64Array } {
  const position = (s: Sparse): Float64Array => {
    const down = rowsOf(s.pattern);
    return Float64Array.from(down, (i, k) => i * s.pattern.columns + s.pattern.indices[k]!);
  };
  const [pa, pb] = [position(a), position(b)];
  const left: number[] = [];
  const right: number[] = [];
  const places: number[] = [];
  let [p, q] = [0, 0];
  while (p < pa.length || q < pb.length) {
    const at = Math.min(pa[p] ?? Infinity, pb[q] ?? Infinity);
    places.push(at);
    left.push(pa[p] === at ? a.values[p++]! : 0);
    right.push(pb[q] === at ? b.values[q++]! : 0);
  }
  return { a: Float64Array.from(left), b: Float64Array.from(right), places: Float64Array.from(places) };
}
