import type { Apply } from '../../ops/op.ts';
import type { Shape } from '../../tensor/tensor.ts';

/** The numbers that steer an optimiser, by name. */
export type Steering = Readonly<Record<string, number>>;

/** A parameter before a step, or after it, with what the optimiser remembers of it. */
export interface Moved<V> {
  readonly p: V;
  readonly state: readonly V[];
}

/** What a step starts from: also the gradient `g`, which has the parameter's shape or is one 0, and the step's number `t` from 1. */
export interface Moving<V> extends Moved<V> {
  readonly g: V;
  readonly t: V;
}

/** A way to make a loss smaller, parameter by parameter, written in ops so that it is compiled with the loss. */
export interface Optimiser<O extends Steering = Steering> {
  readonly options: O;
  /** The shapes of what it remembers of a parameter of a shape: all 0 at the start. */
  state(shape: Shape): readonly Shape[];
  step<V>($: Apply<V>, from: Moving<V>, options: O): Moved<V>;
}

/** An optimiser with the defaults of its options. */
export const optimiser = <const O extends string>(
  made: Optimiser<Readonly<Record<O, number>>>,
): Optimiser<Readonly<Record<O, number>>> => made;
