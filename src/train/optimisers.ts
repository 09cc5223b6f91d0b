import { add, literal, mul, sub } from '../ops/core.ts';
import type { Apply } from '../ops/op.ts';
import { div } from '../ops/scalar/arithmetic.ts';
import { pow } from '../ops/scalar/power.ts';
import { sqrt } from '../ops/scalar/root.ts';
import type { Shape } from '../tensor/tensor.ts';

/** The numbers that steer an optimiser, by name. */
type Steering = Readonly<Record<string, number>>;

/** A parameter before a step, or after it, with what the optimiser remembers of it. */
interface Moved<V> {
  readonly p: V;
  readonly state: readonly V[];
}

/** What a step starts from: also the gradient `g`, which has the parameter's shape or is one 0, and the step's number `t` from 1. */
interface Moving<V> extends Moved<V> {
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
const optimiser = <const O extends string>(
  made: Optimiser<Readonly<Record<O, number>>>,
): Optimiser<Readonly<Record<O, number>>> => made;

/** Every optimiser, by the name that a training job says. */
export const optimisers = {
  /** Gradient descent: p <- p - lr g. */
  descent: optimiser({
    options: { lr: 0.01 },
    state: () => [],
    step: ($, { p, g }, { lr }) => ({ p: $(sub, p, $(mul, literal($, lr), g)), state: [] }),
  }),
  /**
   * Adam: steps of about `lr` along the running mean of gradients, over the root of that of their squares.
   *
   * Source: Kingma & Ba, Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1.
   */
  adam: optimiser({
    options: { lr: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    state: (shape) => [shape, shape],
    step: ($, { p, g, state, t }, { lr, beta1, beta2, epsilon }) => {
      const mean = (beta: number, old: typeof p, now: typeof p) =>
        $(add, $(mul, literal($, beta), old), $(mul, literal($, 1 - beta), now));
      // A mean that began at 0 is 1 - beta^t of what it would be.
      const unbiased = (beta: number, biased: typeof p) =>
        $(div, biased, $(sub, literal($, 1), $(pow, literal($, beta), t)));
      const m = mean(beta1, state[0]!, g);
      const v = mean(beta2, state[1]!, $(mul, g, g));
      const length = $(add, $(sqrt, unbiased(beta2, v)), literal($, epsilon));
      return { p: $(sub, p, $(mul, literal($, lr), $(div, unbiased(beta1, m), length))), state: [m, v] };
    },
  }),
};

/** Which optimiser, and its options that are not the defaults: plain data. */
export type OptimiserChoice = {
  readonly [K in keyof typeof optimisers]: {
    readonly name: K;
    readonly options?: Partial<(typeof optimisers)[K]['options']>;
  };
}[keyof typeof optimisers];

/** The optimiser that a choice names, steered by the options that it names. */
export function optimiserOf({ name, options }: OptimiserChoice): Optimiser {
  const named = optimisers[name] as Optimiser;
  return { ...named, options: { ...named.options, ...(options as Steering) } };
}
