import { onlyAt } from '../numbers/exact.ts';
import { add, subtract } from '../../tensor/double-double.ts';
import { exp, log1p } from '../../tensor/double-double-functions.ts';
import { logaddexp as preciseLogaddexp } from '../../tensor/multiprecision/logaddexp.ts';
import * as number from '../../tensor/special/exponential.ts';
import { literal, mul, neg, sub } from '../core.ts';
import { elementary, elementwise } from '../elementwise.ts';
import { tanh } from './hyperbolic.ts';
import { isNaN, one } from '../numbers/forms.ts';
import type { Op } from '../op.ts';

/** Functions that neurons and likelihoods are made of, each finite for every finite operand. */

const group = 'activation';

/** s (1 - s) for s = sigmoid(x), said as sech(x/2)^2 / 4, which neither cancels nor overflows. */
export const logisticSlope: Op = elementwise({
  name: 'logisticSlope',
  value: number.logisticSlope,
  // e / (1 + e (2 + e)) with e = exp(-|x|)
  formula: (m, x) => {
    const e = m.call('exp', m.neg(m.abs(x)));
    return m.div(e, m.add(m.number(1), m.mul(e, m.add(m.number(2), e))));
  },
  exactAt: onlyAt(0),
  partials: [($, x, y) => $(neg, $(mul, y, $(tanh, $(mul, literal($, 1 / 2), x))))],
  doc: {
    typed: false,
    group,
    summary: 'The slope of the sigmoid.',
    latex: '\\sigma\\prime(#1)',
    awkward: [[1e-10], [40], [-700]],
  },
});

export const sigmoid: Op = elementwise({
  name: 'sigmoid',
  value: number.logistic,
  // 1 / (1 + e) or e / (1 + e) with e = exp(-|x|)
  formula: (m, x) => {
    const e = m.call('exp', m.neg(m.abs(x)));
    const top = m.select(m.less(x, m.number(0)), e, m.number(1));
    return m.div(top, m.add(m.number(1), e));
  },
  // The slope, which is computed beside it, has the same exponential.
  cost: () => 1,
  exactAt: onlyAt(0),
  partials: [($, x) => $(logisticSlope, x)],
  doc: { group, summary: '1 / (1 + exp(-x)).', latex: '\\sigma(#1)', awkward: [[1e-10], [40], [-40], [-700]] },
});

export const softplus: Op = elementary({
  name: 'softplus',
  partials: [($, x) => $(sigmoid, x)],
  doc: {
    group,
    summary: 'log(1 + exp(x)), without overflow.',
    latex: '\\operatorname{softplus}(#1)',
    awkward: [[1e-10], [40], [-40], [-700]],
  },
});

/** 1 above 0, else 0: the derivative of relu. */
export const step: Op = elementwise({
  name: 'step',
  value: (x) => (x > 0 ? 1 : x <= 0 ? 0 : NaN),
  formula: (m, x) => m.select(isNaN(m, x), x, one(m, m.less(m.number(0), x))),
  partials: [],
  kink: (x) => x === 0,
  convention: 'step jumps at 0; the derivative 0 is used',
  exact: true,
  doc: {
    typed: false,
    group,
    summary: '1 above 0, else 0. It jumps at 0, where the derivative 0 is used.',
    domain: [[0.2, 3]],
  },
});

export const relu: Op = elementwise({
  name: 'relu',
  value: (x) => (x > 0 ? x : x <= 0 ? 0 : NaN),
  formula: (m, x) => m.select(m.atMost(x, m.number(0)), m.number(0), x),
  partials: [($, x) => $(step, x)],
  kink: (x) => x === 0,
  convention: 'relu has no derivative at 0; 0 is used',
  exact: true,
  doc: {
    group,
    summary: 'x above 0, else 0. It has no derivative at 0, where 0 is used.',
    latex: '\\operatorname{relu}(#1)',
    domain: [[0.2, 3]],
    awkward: [[-1e-300], [-2]],
  },
});

/** log(exp(a) + exp(b)) without overflow. */
export const logaddexp: Op = elementwise({
  name: 'logaddexp',
  value: number.logaddexp,
  identity: (m, a, b) => m.add(m.max(a, b), m.call('softplus', m.neg(m.abs(m.sub(a, b))))),
  doubled: (a, b) => {
    const [most, least] = a.hi >= b.hi ? [a, b] : [b, a];
    const distance = subtract(least, most);
    if (!(distance.hi > -700)) return undefined;
    const y = add(most, log1p(exp(distance)));
    // Where the two cancel they have not the digits.
    return 16 * Math.abs(y.hi) < Math.abs(most.hi) ? undefined : y;
  },
  precise: (bits, a, b) => preciseLogaddexp(a!, b!, bits),
  partials: [($, a, b) => $(sigmoid, $(sub, a, b)), ($, a, b) => $(sigmoid, $(sub, b, a))],
  doc: {
    group,
    summary: 'log(exp(x) + exp(y)), without overflow.',
    latex: '\\ln(e^{#1} + e^{#2})',
    awkward: [
      [1000, 1001],
      [-1000, 0],
    ],
  },
});
