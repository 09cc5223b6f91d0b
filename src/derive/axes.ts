import { type Shape, sameShape, sizeOf, type Tensor, tensor } from '../tensor/tensor.ts';
import { transpose } from '../tensor/dense.ts';
import { indicesOf } from '../tensor/shape.ts';
import type { Axis, Layout } from '../answer/result.ts';

/** An array of a derivative: an argument, or the value. */
export interface Named {
  readonly name: string;
  readonly shape: Shape;
  /** What a function answers: it has no name to be indexed by, and a vector's entries are its components `f1`, `f2`. */
  readonly isValue?: true;
}

/** A function's value in a derivative. */
export const namedValue = (name: string, shape: Shape): Named => ({ name, shape, isValue: true });

/** Whether a text is a name, not an expression. */
export const isName = (text: string): boolean => /^[\p{L}_$][\p{L}\d_$]*$/u.test(text);

/** Binds tighter than what stands behind it: a name, or something in parentheses. */
export const atom = (text: string): string => (isName(text) || /^\(.*\)$/.test(text) ? text : `(${text})`);

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
  const count = arrays.reduce((n, { shape }) => n + sizeOf(shape), 0);
  return count <= MOST_LABELS ? { name, labels: arrays.flatMap((each) => entryNames(each, order)) } : { name };
}

/** The axes of one array in a derivative: one name for a vector, `A[i]`, `A[j]` for a matrix; a scalar has none. */
export const axesOf = (array: Named): readonly Axis[] =>
  array.shape.length === 1
    ? [entriesAxis([array])]
    : array.shape.map((_, i) => ({ name: `${array.name}[${'ijklmnpq'[i] ?? i + 1}]` }));

/** Axes of a first derivative in numerator layout: output axes, then those of the arguments. */
export function firstAxes(shape: Shape, output: Named, inputs: readonly Named[]): readonly Axis[] {
  const by = inputAxes(inputs);
  const out = output.shape.length === 0 && by.length === 1 ? [entriesAxis([output])] : axesOf(output);
  const column = output.shape.length === 1 && by.length === 0 ? [entriesAxis(inputs)] : by;
  const axes = [...out, ...column];
  return axes.length === shape.length ? axes : [];
}

/** Axes of a second derivative: output axes, then the arguments' twice. */
export function secondAxes(
  shape: Shape,
  output: Named,
  first: readonly Named[],
  second: readonly Named[],
): readonly Axis[] {
  const numbers = [...first, ...second].every((i) => i.shape.length === 0);
  const by = numbers ? [entriesAxis(first), entriesAxis(second)] : [...first, ...second].flatMap(axesOf);
  const axes = [...axesOf(output), ...by];
  return axes.length === shape.length ? axes : [];
}

const inputAxes = (inputs: readonly Named[]): readonly Axis[] => {
  if (inputs.every((i) => i.shape.length === 0)) {
    return inputs.length > 1 ? [entriesAxis(inputs)] : [];
  }
  return inputs.flatMap(axesOf);
};

/** How many axes of a first derivative of so many are the output's: a scalar that stands as a row has one. */
export function outputAxes(rank: number, output: Shape, inputs: readonly Shape[]): number {
  if (output.length > 0) return output.length;
  return rank - (inputs.length > 1 ? 1 : inputs[0]!.length);
}

/** The axes in the order of denominator layout: those of the inputs first. */
export const denominatorOrder = (rank: number, output: number): readonly number[] =>
  Array.from({ length: rank }, (_, i) => (i + output) % rank);

/** An array with axes in the layout that is asked for: denominator layout has the input axes first. */
export function laidOut(
  value: Tensor,
  axes: readonly Axis[],
  output: number,
  layout: Layout,
): { readonly value: Tensor; readonly axes: readonly Axis[] } {
  const rank = value.shape.length;
  if (layout === 'numerator' || rank === 0 || output === rank || output === 0) return { value, axes };
  const order = denominatorOrder(rank, output);
  const turned = transpose(value, order);
  const named = axes.length === rank ? order.map((i) => axes[i]!) : axes;
  return {
    value: sameShape(turned.shape, value.shape) && rank < 2 ? value : tensor(turned.shape, turned.data),
    axes: named,
  };
}
