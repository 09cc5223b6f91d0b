import { type Shape, sameShape, sizeOf, type Tensor, tensor } from '../tensor/tensor.ts';
import { transpose } from '../tensor/dense.ts';
import { indicesOf } from '../answer/compare.ts';
import type { Axis, Layout } from '../answer/result.ts';

/** An array of a derivative: the output, or an argument. */
export interface Named {
  readonly name: string;
  readonly shape: Shape;
}

/** The axes of one array in a derivative: one name for a vector, `A[i]`, `A[j]` for a matrix; a scalar has none. */
export function axesOf(name: string, shape: Shape): readonly Axis[] {
  if (shape.length === 1) {
    const n = shape[0]!;
    return [{ name, ...(n <= 1000 ? { labels: Array.from({ length: n }, (_, i) => `${name}${i + 1}`) } : {}) }];
  }
  return shape.map((_, i) => ({ name: `${name}[${'ijklmnpq'[i] ?? i + 1}]` }));
}

/** An array's entries by name, one after the other: `A11`, `A12`, or in column-major order `A11`, `A21`. */
export function entryNames(
  name: string,
  shape: Shape,
  order: 'row-major' | 'column-major' = 'row-major',
): readonly string[] {
  if (shape.length === 0) return [name];
  const turned = order === 'row-major' ? shape : shape.toReversed();
  const glue = shape.some((d) => d > 9) && shape.length > 1 ? ',' : '';
  return Array.from({ length: sizeOf(shape) }, (_, k) => {
    const places = indicesOf(k, turned);
    return name + (order === 'row-major' ? places : places.toReversed()).join(glue);
  });
}

/** The axis of several scalars, one after the other: `x,y`. */
const scalarsAxis = (names: readonly string[]): Axis => ({ name: names.join(','), labels: names });

/** The axis of a scalar value that stands as a row. */
const single = (name: string): Axis => ({ name, labels: [name] });

/** Axes of a first derivative in numerator layout: output axes, then those of the arguments. */
export function firstAxes(shape: Shape, output: Named, inputs: readonly Named[]): readonly Axis[] {
  const by = inputAxes(inputs);
  const out = output.shape.length === 0 && by.length === 1 ? [single(output.name)] : axesOf(output.name, output.shape);
  const column = output.shape.length === 1 && by.length === 0 ? [single(inputs[0]!.name)] : by;
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
  const by = numbers
    ? [first, second].map((inputs) => scalarsAxis(inputs.map((i) => i.name)))
    : [...first, ...second].flatMap((i) => axesOf(i.name, i.shape));
  const axes = [...axesOf(output.name, output.shape), ...by];
  return axes.length === shape.length ? axes : [];
}

const inputAxes = (inputs: readonly Named[]): readonly Axis[] => {
  if (inputs.every((i) => i.shape.length === 0)) {
    return inputs.length > 1 ? [scalarsAxis(inputs.map((i) => i.name))] : [];
  }
  return inputs.flatMap((i) => axesOf(i.name, i.shape));
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
