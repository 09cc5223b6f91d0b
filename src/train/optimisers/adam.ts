import { add, literal, mul, sub } from '../../ops/core.ts';
import { div } from '../../ops/scalar/arithmetic.ts';
import { pow } from '../../ops/scalar/power.ts';
import { sqrt } from '../../ops/scalar/root.ts';
import { optimiser } from './optimiser.ts';

/**
 * Adam: steps of about `lr` along the running mean of gradients, over the root of that of their squares.
 *
 * Source: Kingma & Ba, Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1.
 */
export const adam = optimiser({
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
});
