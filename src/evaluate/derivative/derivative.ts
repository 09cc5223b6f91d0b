import type { Effort } from '../../answer/result.ts';
import { invariant } from '../../base/invariant.ts';
import { type Numeric, present } from '../../graph/trace.ts';
import { type Pattern, type Sparse, sparse } from '../../tensor/sparse.ts';
import { type Shape, sizeOf, sizeOfAll, type Tensor, tensor } from '../../tensor/tensor.ts';
import { firstShapes, secondShapes } from './shape.ts';

/** An array of a derivative: an argument, or the value. */
export interface Named {
  readonly name: string;
  readonly shape: Shape;
  /** What a function answers: it has no name to be indexed by, and a vector's entries are its components `f1`, `f2`. */
  readonly isValue?: true;
}

export type Order = 1 | 2;

/** Rows or columns of a matrix from one on, up to another. */
type Range = readonly [from: number, to: number];

/** One array of a derivative, in numerator layout: its axes are the value's, then for each differentiation its arguments'. */
export interface BlockForm {
  /** For each differentiation the arguments that it is by: one, or all of them where they are numbers. */
  readonly by: readonly (readonly Named[])[];
  readonly shape: Shape;
  /** Where it lies in the whole derivative as one matrix, which the second derivative of a scalar function and every first one is. */
  readonly rows: Range;
  readonly columns: Range;
}

/** Entries at the positions of a pattern; all others are 0. */
export interface SparseEntries {
  readonly shape: Shape;
  readonly pattern: Pattern;
  /** One for each position, [n]. */
  readonly values: Numeric;
}

/** An array of a derivative with its entries: all of them, or those that can be other than 0. */
export interface Block extends BlockForm {
  readonly entries: Numeric | SparseEntries;
}

/** Which derivative: of what, by which arguments. */
export interface Subject {
  readonly order: Order;
  readonly output: Named;
  readonly by: readonly Named[];
}

/** The first or second derivative of a function at a point: one array where its arguments are alike, else one for each, or each pair. */
export interface Derivative extends Subject {
  readonly blocks: readonly Block[];
  /** The passes that told it, where it is sparse. */
  readonly effort?: Effort;
}

/** A function's value in a derivative. */
export const namedValue = (name: string, shape: Shape): Named => ({ name, shape, isValue: true });

/** The arguments that share an array: all of them if they are numbers, else each its own. */
const groupsOf = (by: readonly Named[]): readonly (readonly Named[])[] =>
  by.every(({ shape }) => shape.length === 0) ? [by] : by.map((argument) => [argument]);

/** Ranges of the given sizes, one behind the other. */
function ranges(sizes: readonly number[]): readonly Range[] {
  let start = 0;
  return sizes.map((size): Range => [start, (start += size)]);
}

/** The arrays that a derivative has. */
export function formsOf({ order, output, by }: Subject): readonly BlockForm[] {
  const groups = groupsOf(by);
  const sizes = ranges(groups.map(sizeOfAll));
  const inputs = by.map(({ shape }) => shape);
  if (order === 1) {
    const shapes = firstShapes(output.shape, inputs);
    const rows: Range = [0, sizeOf(output.shape)];
    return groups.map((group, k) => ({ by: [group], shape: shapes[k]!, rows, columns: sizes[k]! }));
  }
  const shapes = secondShapes(output.shape, inputs);
  return groups.flatMap((first, i) =>
    groups.map((second, j) => ({
      by: [first, second],
      shape: shapes[i * groups.length + j]!,
      rows: sizes[i]!,
      columns: sizes[j]!,
    })),
  );
}

/** Whether entries are those at the positions of a pattern. */
export const isPatterned = (entries: Block['entries']): entries is SparseEntries => 'pattern' in entries;

/** A block's entries as a value. */
export const blockValue = ({ entries }: Block): Tensor | Sparse =>
  isPatterned(entries) ? sparse(entries.shape, entries.pattern, present(entries.values).data) : present(entries);

/** A block of a dense derivative, which has all its entries. */
export function denseEntries({ entries }: Block): Numeric {
  invariant(!isPatterned(entries), 'a dense derivative has all its entries');
  return entries;
}

/** The entries of a dense derivative, one block's after the other's. */
export const allEntries = ({ blocks }: Derivative): Float64Array =>
  Float64Array.from(blocks.flatMap((block) => Array.from(present(denseEntries(block)).data)));

/**
 * A dense derivative as one matrix: a column for each entry of its arguments, and a row for each of the value; of the second derivative
 * of a scalar function a row for each entry of its arguments.
 */
export function matrixOf({ order, output, by, blocks }: Derivative): Tensor {
  const n = sizeOfAll(by);
  const height = sizeOf(output.shape) * (order === 1 ? 1 : n);
  if (blocks.length === 1) return tensor([height, n], present(denseEntries(blocks[0]!)).data);
  const data = new Float64Array(height * n);
  for (const block of blocks) {
    const { rows, columns } = block;
    const part = present(denseEntries(block)).data;
    const width = columns[1] - columns[0];
    for (let i = 0; i * width < part.length; i++) {
      data.set(part.subarray(i * width, (i + 1) * width), (rows[0] + i) * n + columns[0]);
    }
  }
  return tensor([height, n], data);
}
