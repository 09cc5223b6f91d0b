import type { ArrayResult, Axis, Layout } from '../answer/result.ts';
import type { Note } from '../base/note.ts';
import type { Recording } from '../command/command.ts';
import {
  type Block,
  type Derivative,
  isPatterned,
  matrixOf,
  blockValue,
  denseEntries,
} from '../evaluate/derivative/derivative.ts';
import { transpose } from '../tensor/dense.ts';
import { type Sparse, transposeSparse } from '../tensor/sparse.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { blockAxes, ownAxes } from './axes.ts';
import { curvatureOf } from './curvature.ts';

/** The axes in the order of denominator layout, where the first `own` are the output's: those of the inputs first. */
export const denominatorOrder = (rank: number, own: number): readonly number[] =>
  Array.from({ length: rank }, (_, i) => (i + own) % rank);

/** An array with axes in the layout that is asked for. */
export function laidOut(
  value: Tensor | Sparse,
  axes: readonly Axis[],
  own: number,
  layout: Layout,
): (Tensor | Sparse) & { readonly axes: readonly Axis[] } {
  const rank = value.shape.length;
  if (layout === 'numerator' || own === 0 || own === rank) return { ...value, axes };
  const order = denominatorOrder(rank, own);
  const shown = 'data' in value ? transpose(value, order) : transposeSparse(value, own);
  return { ...shown, axes: axes.length === rank ? order.map((i) => axes[i]!) : axes };
}

/** What a block is told by where there are several: the argument, or the pair of arguments. */
const nameOf = ({ by }: Block): readonly string[] => by.map(([first]) => first!.name);

/** A derivative as it is shown; `notes` are those of its computation. */
export function resultOf(derivative: Derivative, layout: Layout, title: string, notes: readonly Note[]): ArrayResult {
  const { order, output, blocks, effort } = derivative;
  const curves = order === 2 && output.shape.length === 0 && !effort;
  const curvature = curves ? curvatureOf(matrixOf(derivative), notes) : undefined;
  const parts = blocks.map((block) => ({
    name: blocks.length === 1 ? [] : nameOf(block),
    ...laidOut(blockValue(block), blockAxes(output, block), ownAxes(output, block), layout),
  }));
  return {
    kind: 'array',
    parts,
    layout,
    title,
    ...(effort && { effort }),
    ...(curvature && { curvature }),
  };
}

/** A derivative that was taken where names are recorded. */
export function recordingOf({ blocks }: Derivative): Recording {
  if (blocks.length > 1) return { values: blocks.map(denseEntries), names: blocks.map(nameOf) };
  const [{ shape, entries }] = blocks as [Block];
  return isPatterned(entries)
    ? { values: [entries.values], sparse: { shape, pattern: entries.pattern } }
    : { values: [entries] };
}
