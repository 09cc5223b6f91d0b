import { literal, mul, sub } from '../../ops/core.ts';
import { optimiser } from './optimiser.ts';

/** Gradient descent: p <- p - lr g. */
export const descent = optimiser({
  options: { lr: 0.01 },
  state: () => [],
  step: ($, { p, g }, { lr }) => ({ p: $(sub, p, $(mul, literal($, lr), g)), state: [] }),
});
