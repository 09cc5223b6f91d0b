import type { Shape, Tensor } from '../tensor/tensor.ts';
import type { Doubled, Formula, Precise } from './numbers/numbers.ts';
import type { Structure } from './structure.ts';

/** What parametrises an op beyond its operands: axes, a target shape, an index list. Plain data. */
export type Attrs = Readonly<Record<string, number | readonly number[] | readonly (readonly number[])[]>>;

/**
 * An interpreter of ops over its own kind of values `V`: tensors to compute, graph references to record, Taylor series
 * to expand. Rules are written against it once, and every transformation runs them.
 */
export interface Apply<V> {
  (op: Op, ...args: V[]): V;
  constant(value: Tensor): V;
  shape(value: V): Shape;
}

/**
 * A primitive with its attributes bound: everything that Nabla knows about it.
 *
 * The rules receive tangents `dx` (undefined: zero) or the cotangent `ct`, then the operands and last the primal result,
 * and are written in ops, never in numbers, so that they can be differentiated again.
 */
export interface Op {
  readonly name: string;
  readonly attrs: Attrs;
  /** Equal keys mean equal ops. */
  readonly key: string;
  /** The result's shape; throws a Fault that names the operand shapes if they do not fit. */
  shape(...args: Shape[]): Shape;
  compute(...args: Tensor[]): Tensor;
  /** The tangent of the result: sum_i (dy/dx_i) dx_i. Absent: the derivative is zero wherever it exists. */
  readonly jvp?: Jvp;
  /** The cotangents of the operands: ct (dy/dx_i), for those that are wanted. */
  readonly vjp?: Vjp;
  /** The result's power series, where that is less work than by the tangents' rule. */
  readonly series?: SeriesRule;
  /** The tangents' rule in terms of the result and a few other ops, where `jvp` leads to ever further ones: for high orders. */
  readonly closed?: Jvp;
  /** The same op on operands of which some carry a leading axis; the result carries it. */
  batch: Batch;
  /** How many entries lie where the derivative is a stated convention (|x| at 0, ties), or does not exist. */
  readonly kinks?: (...args: Tensor[]) => number;
  /** The convention at a kink in words: `abs has no derivative at 0; 0 is used`. */
  readonly convention?: string;
  /** A comparison or other test of its operands: its result is 0 or 1 and only ties of it matter to derivatives. */
  readonly tests?: boolean;
  /** Moves or copies entries without arithmetic: never rounds. */
  readonly exact?: boolean;
  /** For ops that work entry by entry: whether a value is certainly what it is without rounding. Absent: never. */
  readonly exactAt?: (value: number, ...x: number[]) => boolean;
  /** The same of all entries of a result together. */
  readonly exactFor?: (value: Tensor, ...args: Tensor[]) => boolean;
  /** Linear in the operands taken together, or in each; smooth, or without a derivative that is not 0. */
  readonly algebra: 'linear' | 'bilinear' | 'smooth' | 'step';
  readonly structure: Structure;
  /** For ops that work entry by entry: the numbers' function. */
  readonly value?: (...x: number[]) => number;
  /** The same in any arithmetic; in doubles as accurate as `value`: what compiled code runs. */
  readonly formula?: Formula;
  /** The same where digits are to spare, and in the complex plane: in doubles it would lose some. */
  readonly identity?: Formula;
  /** The same in twice the digits, where no formula leads there. */
  readonly doubled?: Doubled;
  /** The same to any number of bits, where no formula leads there. */
  readonly precise?: Precise;
  /** About how many additions the value takes, with what is known of the operands, where the formula does not tell. */
  readonly cost?: (...known: (number | undefined)[]) => number;
  readonly doc?: Doc;
}

export type Jvp = <V>($: Apply<V>, dx: readonly (V | undefined)[], ...xy: V[]) => V | undefined;
export type Vjp = <V>($: Apply<V>, ct: V, wants: readonly boolean[], ...xy: V[]) => readonly (V | undefined)[];
export type Batch = <V>($: Apply<V>, axis: BatchAxis, ...x: V[]) => V;

/** The coefficients of a power series by their order; undefined is zero. */
export type Coefficients<V> = (k: number) => V | undefined;

/** Coefficients of the result from 1 on, by those of the operands and by lower ones of the result; none above `order` is asked for. */
export type SeriesRule = <V>(
  $: Apply<V>,
  order: number,
  xs: readonly Coefficients<V>[],
  y: Coefficients<V>,
) => Coefficients<V>;

/** A leading axis of extent `size` that the operands carry where `batched` says so. */
export interface BatchAxis {
  readonly batched: readonly boolean[];
  readonly size: number;
}

/** What help pages, drawings and the tests that the table writes need to know. */
export interface Doc {
  /** The name that users type, where it is not the op's own; false: the op is one that others lead to. */
  readonly typed?: string | false;
  readonly group: string;
  /** One sentence: what it answers; conventions at kinks and at the domain's edge. */
  readonly summary: string;
  /** LaTeX with `#1`, `#2` for the operands: `\\sin #1`. */
  readonly latex?: string;
  /** Open interval per operand from which tests draw ordinary points; default (-3, 3). */
  readonly domain?: readonly (readonly [number, number])[];
  /** Awkward points, one list of operands each, where the derivative exists. */
  readonly awkward?: readonly (readonly number[])[];
}

/** What tells an op from others: equal keys mean equal ops. */
export const identityOf = (name: string, attrs: Attrs = {}): Pick<Op, 'name' | 'attrs' | 'key'> => ({
  name,
  attrs,
  key: keyOf(name, attrs),
});

/** Builds the hash key of an op from its name and attributes. */
export const keyOf = (name: string, attrs: Attrs): string => {
  let key = name;
  for (const k in attrs) key += `;${k}=${JSON.stringify(attrs[k])}`;
  return key;
};
