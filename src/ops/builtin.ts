import { fail } from '../base/fault.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Apply, Doc, Op } from './op.ts';

/** An interpreter that can also say what number a value is now, where a function needs to know (an extent, an axis). */
export interface Concrete<V> extends Apply<V> {
  concrete(value: V): Tensor;
}

/** A function under the name that the user types. */
export interface Builtin {
  readonly name: string;
  /** `norm(x, p)`. */
  readonly usage: string;
  readonly arity: readonly [least: number, most: number];
  readonly doc: Doc;
  /** Set where the function is one elementwise op: what `map`, drawings and code generation may look through. */
  readonly op?: Op;
  /** Why there is no derivative by what it is given, where there is none: `it is defined for whole numbers alone`. */
  readonly undifferentiated?: string;
  /** What is called instead, with the arguments before it, where the last argument is one of these words: `norm(A, 'fro')`. */
  readonly words?: Readonly<Record<string, Call>>;
  readonly call: Call;
}

/** How a function is computed, whatever its values are. */
export type Call = <V>($: Concrete<V>, ...args: V[]) => V;

/** A whole number that a function was given as a value: an extent, an axis, an order. */
export function wholeNumber<V>($: Concrete<V>, value: V, what: string): number {
  const { shape, data } = $.concrete(value);
  const [x] = data;
  if (shape.length > 0 || x === undefined || !Number.isInteger(x)) {
    fail('value/not-whole', `${what} must be a whole number`, { help: 'round(x) is the nearest whole number.' });
  }
  return x;
}

/** A number that a function was given where it needs to know which: a bound, an order. */
export function oneNumber<V>($: Concrete<V>, value: V, what: string): number {
  const { shape, data } = $.concrete(value);
  return shape.length === 0 ? data[0]! : fail('shape/not-scalar', `${what} must be a number, not an array`);
}

/** A list of whole numbers, given as one vector or as several scalars. */
export function wholeNumbers<V>($: Concrete<V>, values: readonly V[], what: string): readonly number[] {
  const list = values.flatMap((v) => Array.from($.concrete(v).data));
  if (values.some((v) => $.shape(v).length > (values.length === 1 ? 1 : 0))) {
    fail('shape/not-scalar', `${what} must be numbers, or one vector of them`, { help: 'As in zeros(2, 3).' });
  }
  if (!list.every((x) => Number.isInteger(x) && x >= 0)) {
    fail('value/not-whole', `${what} must be whole numbers from 0`, { help: 'As in zeros(2, 3).' });
  }
  return list;
}

/** Axis numbers as users write them, from 1, as ops count them, from 0. */
export function axisOf<V>($: Concrete<V>, value: V, rank: number): number {
  const axis = wholeNumber($, value, 'an axis');
  if (axis < 1 || axis > rank) {
    fail('shape/axis', `axis ${axis} does not exist: the array has ${rank === 1 ? '1 axis' : `${rank} axes`}`, {
      help: 'Axes count from 1.',
    });
  }
  return axis - 1;
}

/** A function by its usage, whose name is what stands before the bracket. */
export const define = (usage: string, arity: readonly [number, number], doc: Doc, call: Call): Builtin => ({
  name: usage.slice(0, usage.indexOf('(')),
  usage,
  arity,
  doc,
  call,
});

/** Documentation without an op of its own. */
export const doc = (group: string, summary: string, latex?: string): Doc => ({
  group,
  summary,
  ...(latex && { latex }),
});

/** As many arguments as anybody writes. */
export const MANY = 1000;
