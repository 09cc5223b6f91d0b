import { isPower, isRoot } from '../numbers/exact.ts';
import { recip } from './arithmetic.ts';
import { literal, mul } from '../core.ts';
import { elementwise, tangentsBy } from '../elementwise.ts';
import { log } from './exponential.ts';
import { integerPower, isFew } from '../numbers/forms.ts';
import { functions } from '../numbers/plain.ts';
import type { Jvp, Op } from '../op.ts';
import { edgeConvention, edgeOf, powerCost, powerDerivative } from './power-derivative.ts';

/** Powers. */

/**
 * z = x^y has dz = z (y dx / x + log x dy). Where the exponent stands still it is that of the ops of all orders, which are right
 * at x = 0 too.
 */
const powerTangent: Jvp = ($, [dx, dy], ...xyz) =>
  dy === undefined
    ? pow.jvp!($, [dx, dy], ...xyz)
    : tangentsBy([($, x, y, z) => $(mul, z!, $(mul, y!, $(recip, x))), ($, x, _y, z) => $(mul, z!, $(log, x))])(
        $,
        [dx, dy],
        ...xyz,
      );

/** x^y, entry by entry; 0^0 is 1, and a negative x has powers for integers y. */
export const pow: Op = elementwise({
  name: 'pow',
  value: functions.pow,
  formula: (m, x, y) => {
    const n = m.known(y);
    return n !== undefined && isFew(n) ? integerPower(m, x, n) : m.call('pow', x, y);
  },
  cost: powerCost,
  exactAt: (v, x, y) => x === 1 || isPower(v, x, y) || (y === 0.5 && isRoot(v, x, 2)),
  partials: [($, x, y) => $(powerDerivative(1, 0), x, y), ($, x, y) => $(powerDerivative(0, 1), x, y)],
  closed: powerTangent,
  kink: (x, y) => edgeOf(0, 0, x, y),
  convention: edgeConvention,
  doc: {
    typed: 'dotPow',
    group: 'power',
    summary: 'Power, entry by entry: 0^0 is 1; NaN for a negative base unless the exponent is an integer.',
    latex: '{#1}^{#2}',
    domain: [
      [0.3, 3],
      [-3, 3],
    ],
    awkward: [
      [1e-10, 4.5],
      [1e10, -1.5],
      [1.0000001, 1e7],
      [1e-300, 0.9],
      [7, 1e-17],
    ],
  },
});

/** x^2, entry by entry. */
export const square: Op = elementwise({
  name: 'square',
  value: (x) => x * x,
  formula: (m, x) => m.mul(x, x),
  exactAt: (y, x) => isPower(y, x, 2),
  partials: [($, x) => $(mul, literal($, 2), x)],
  doc: { group: 'power', summary: 'The second power.', latex: '{#1}^{2}', awkward: [[0], [1e-150], [1e150]] },
});

/** x^3, entry by entry. */
export const cube: Op = elementwise({
  name: 'cube',
  value: (x) => x * x * x,
  formula: (m, x) => m.mul(m.mul(x, x), x),
  exactAt: (y, x) => isPower(y, x, 3),
  partials: [($, x) => $(mul, literal($, 3), $(square, x))],
  doc: { group: 'power', summary: 'The third power.', latex: '{#1}^{3}', awkward: [[0], [1e-100], [-1e100]] },
});
