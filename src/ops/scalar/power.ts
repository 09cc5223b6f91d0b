import { isPower, isRoot } from '../numbers/exact.ts';
import { divideNumbers } from '../../tensor/double-double.ts';
import { literal, mul } from '../core.ts';
import { elementwise } from '../elementwise.ts';
import { family, scaled } from '../family.ts';
import { integerPower, isFew, odd } from '../numbers/forms.ts';
import type { Numbers } from '../numbers/numbers.ts';
import { doubles, functions } from '../numbers/plain.ts';
import type { Op } from '../op.ts';
import { edgeConvention, edgeOf, powerCost, powerDerivative } from './power-derivative.ts';

/** Powers, and the powers of sqrt and cbrt that derivatives of roots and logarithms are made of. */

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

/** Whether `value` is the k-th power of the n-th root of x. */
const isRootPower = (value: number, root: number, x: number, n: number, k: number): boolean =>
  isRoot(root, x, n) && isPower(value, root, k);

/** sqrt(x)^k. An even k takes no root, but keeps the root's domain: log' is 1/x for x >= 0 only. */
function rootPower<V, T>(m: Numbers<V, T>, x: V, k: number): V {
  if (k % 2 !== 0) return integerPower(m, m.sqrt(x), k);
  const value = integerPower(m, x, k / 2);
  return m.select(m.less(x, m.number(0)), m.number(Number.NaN), value);
}

const sqrtPowers = family<{ k: number }>('sqrtPower', [{ k: -3 }, { k: -2 }], ({ k }) => ({
  value: (x) => rootPower(doubles, x, k),
  formula: (m, x) => (isFew(k % 2 === 0 ? k / 2 : k) ? rootPower(m, x, k) : undefined),
  identity: (m, x) => rootPower(m, x, k),
  cost: () => 5,
  exactAt: (y, x) => (k % 2 === 0 ? isPower(y, x, k / 2) : isRootPower(y, Math.sqrt(x), x, 2, k)),
  partials: [($, x) => scaled($, k / 2, $(sqrtPower(k - 2), x))],
  doc: { group: 'power', summary: 'A power of sqrt x, for x >= 0.', latex: `{#1}^{${k}/2}`, domain: [[0.3, 3]] },
}));
/** sqrt(x)^k for x >= 0 and NaN for x < 0. */
export const sqrtPower = (k: number): Op => sqrtPowers({ k });

/** The real cube root by the power, which in doubles is less accurate than Math.cbrt. */
export const cubeRoot = <V, T>(m: Numbers<V, T>, x: V): V =>
  odd(m, x, (r) => m.call('pow', r, m.div(m.number(1), m.number(3))));

const cbrtPowers = family<{ k: number }>('cbrtPower', [{ k: -2 }], ({ k }) => ({
  value: (x) => integerPower(doubles, Math.cbrt(x), k),
  identity: (m, x) => integerPower(m, cubeRoot(m, x), k),
  exactAt: (y, x) => isRootPower(y, Math.cbrt(x), x, 3, k),
  partials: [($, x) => scaled($, divideNumbers(k, 3), $(cbrtPower(k - 3), x))],
  doc: { group: 'power', summary: 'A power of cbrt x.', latex: `{#1}^{${k}/3}`, domain: [[0.3, 3]] },
}));
/** cbrt(x)^k. */
export const cbrtPower = (k: number): Op => cbrtPowers({ k });
