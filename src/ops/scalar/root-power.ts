import { isPower, isRoot } from '../numbers/exact.ts';
import { divideNumbers } from '../../tensor/double-double.ts';
import { recip } from './arithmetic.ts';
import { mul } from '../core.ts';
import { tangentsBy } from '../elementwise.ts';
import { family, scaled } from '../family.ts';
import { integerPower, isFew, odd } from '../numbers/forms.ts';
import type { Numbers } from '../numbers/numbers.ts';
import { doubles } from '../numbers/plain.ts';
import type { Op } from '../op.ts';

/** The powers of sqrt and cbrt that derivatives of roots and logarithms are made of. */

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
  closed: tangentsBy([($, x, y) => scaled($, k / 2, $(mul, y, k === -2 ? y : $(sqrtPower(-2), x)))]),
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
  closed: tangentsBy([($, x, y) => scaled($, divideNumbers(k, 3), $(mul, y, $(recip, x)))]),
  doc: { group: 'power', summary: 'A power of cbrt x.', latex: `{#1}^{${k}/3}`, domain: [[0.3, 3]] },
}));
/** cbrt(x)^k. */
export const cbrtPower = (k: number): Op => cbrtPowers({ k });
