import type { Axis } from '../answer/result.ts';
import type { BlockForm, Named } from '../evaluate/derivative/derivative.ts';
import { indicesOf } from '../tensor/shape.ts';
import { sizeOf, sizeOfAll } from '../tensor/tensor.ts';

/** Whether a text is a name, not an expression. */
export const isName = (text: string): boolean => /^[\p{L}_$][\p{L}\d_$]*$/u.test(text);

/** Binds tighter than what stands behind it: a name, or something in parentheses. */
export const atom = (text: string): string => (isName(text) || /^\(.*\)$/.test(text) ? text : `(${text})`);

/** The names of arguments, as a title lists them. */
export const namesText = (by: readonly { readonly name: string }[]): string => by.map(({ name }) => name).join(', ');

/**
 * What an array's entries are called, one after the other, as they are typed: `x`; `b[1]`, `b[2]`; `A[1,1]`, `A[1,2]`, or
 * in column-major order `A[1,1]`, `A[2,1]`. Those of a vector that a function answers are its components: `f1`, `f2`.
 */
export const entryNames = (array: Named, order?: 'row-major' | 'column-major'): readonly string[] =>
  Array.from({ length: sizeOf(array.shape) }, (_, k) => entryName(array, k, order));

/** The name of the entry at a place in that order, counted from 0. */
export function entryName(
  { name, shape, isValue }: Named,
  place: number,
  order: 'row-major' | 'column-major' = 'row-major',
): string {
  if (shape.length === 0) return name;
  const indices = order === 'row-major' ? indicesOf(place, shape) : indicesOf(place, shape.toReversed()).toReversed();
  return isValue && shape.length === 1 && isName(name) ? name + indices[0]! : `${atom(name)}[${indices.join(',')}]`;
}

const MOST_LABELS = 1000;

/** An axis that all entries of some arrays lie along; of very many it does not tell the names. */
export function entriesAxis(arrays: readonly Named[], order?: 'row-major' | 'column-major'): Axis {
  const name = arrays.map((each) => each.name).join(',');
  const count = sizeOfAll(arrays);
  return count <= MOST_LABELS ? { name, labels: arrays.flatMap((each) => entryNames(each, order)) } : { name };
}

/** The axes of one array in a derivative: one name for a vector, `A[i]`, `A[j]` for a matrix; a scalar has none. */
export const axesOf = (array: Named): readonly Axis[] =>
  array.shape.length === 1
    ? [entriesAxis([array])]
    : array.shape.map((_, i) => ({ name: `${array.name}[${'ijklmnpq'[i] ?? i + 1}]` }));

/** The axes of the arguments that a block is by: one for all numbers together. */
function inputAxes({ by }: BlockForm): readonly Axis[] {
  const all = by.flat();
  if (!all.every(({ shape }) => shape.length === 0)) return all.flatMap(axesOf);
  return all.length > 1 ? by.map((side) => entriesAxis(side)) : [];
}

/** The axes of a block in numerator layout; none where they are not told apart. */
export function blockAxes(output: Named, form: BlockForm): readonly Axis[] {
  const by = inputAxes(form);
  const row = output.shape.length === 0 && by.length === 1;
  const column = output.shape.length === 1 && by.length === 0;
  const axes = [...(row ? [entriesAxis([output])] : axesOf(output)), ...(column ? [entriesAxis(form.by[0]!)] : by)];
  return axes.length === form.shape.length ? axes : [];
}

/** How many axes of a block are the output's: a scalar that stands as a row has one. */
export const ownAxes = (output: Named, form: BlockForm): number =>
  output.shape.length || Math.max(0, form.shape.length - inputAxes(form).length);
