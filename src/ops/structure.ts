import type { Shape } from '../tensor/tensor.ts';

/** How the entries of an op's result stand to those of its operands: what planning, sparsity, cost and printing read. */
export type Structure =
  /** Each entry is a function of one entry of each operand, with broadcasting. */
  | { readonly kind: 'entry' }
  /** The first operand as it is; the others only steer derivatives. */
  | { readonly kind: 'alias' }
  /** Each entry is one of the operand's, or 0. */
  | { readonly kind: 'move'; readonly read: Read }
  /** The operands one behind the other along an axis. */
  | { readonly kind: 'join'; readonly axis: number }
  /** Zeros of an extent along an axis, to which each operand is added from its own start on. */
  | ({ readonly kind: 'assembly' } & Assembly)
  /** The entries along some axes of the operand made one. */
  | ({ readonly kind: 'gather' } & Gather)
  /** Entries added to zeros, at `indices` along an axis of that extent. */
  | ({ readonly kind: 'scatter'; readonly extent: number } & Indices)
  /** Running sums along an axis. */
  | { readonly kind: 'scan'; readonly axis: number }
  /** Products of matrices, the last two axes. */
  | { readonly kind: 'product' }
  /** All operands as they are make all of the result: functions of matrices. `work` counts operations on numbers. */
  | { readonly kind: 'whole'; work(...operands: Shape[]): number };

/** Where the result of a move reads its operand. Axes and positions count from 0. */
export type Read =
  /** The same entries in row-major order. */
  | { readonly by: 'order' }
  /** Extents of 1 and missing leading axes repeated, the operand seen under the shape `from` if there is one. */
  | { readonly by: 'repeating'; readonly from?: Shape }
  /** Axis `d` of the operand lies along axis `along[d]` of the result. */
  | { readonly by: 'axes'; readonly along: readonly number[] }
  /** In steps along an axis. */
  | ({ readonly by: 'steps' } & Steps)
  /** The transpose of reading in steps: where no step leads there is 0. */
  | ({ readonly by: 'placing' } & Steps)
  /** At `indices` along an axis. */
  | ({ readonly by: 'indices' } & Indices)
  /** The transpose of reading at different indices: elsewhere there is 0. */
  | ({ readonly by: 'scattering' } & Indices);

interface Steps {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
}

interface Indices {
  readonly axis: number;
  readonly indices: readonly number[];
}

/** How entries along some axes of an operand become one: added up, the greatest of them, or a power of two below it. */
export interface Gather {
  readonly by: 'total' | 'greatest' | 'scale';
  axes(operand: Shape): readonly number[];
}

/** Where along an axis, and in which extent, parts are put together. */
export interface Assembly {
  readonly axis: number;
  readonly starts: readonly number[];
  readonly extent: number;
}

/** Whether an op only moves, repeats or joins entries. */
export const isMove = ({ structure: { kind } }: { readonly structure: Structure }): boolean =>
  kind === 'move' || kind === 'join' || kind === 'alias';
