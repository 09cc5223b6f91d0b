import { onlyAt } from '../numbers/exact.ts';
import { addNumber, negate, twoSum } from '../../tensor/double-double.ts';
import * as errors from '../../tensor/special/error-function.ts';
import { erfcDoubled, TWO_OVER_ROOT_PI } from '../../tensor/special/error-function-doubled.ts';
import * as precise from '../../tensor/multiprecision/gamma.ts';
import { erfc as preciseErfc } from '../../tensor/multiprecision/error-function.ts';
import { add as sum, fromNumber, ONE, toBits } from '../../tensor/multiprecision/float.ts';
import * as number from '../../tensor/special/gamma.ts';
import * as riemann from '../../tensor/special/zeta.ts';
import * as psi from '../../tensor/special/polygamma.ts';
import { mul } from '../core.ts';
import { elementary, elementwise } from '../elementwise.ts';
import { family, scaled } from '../family.ts';
import type { Op } from '../op.ts';

/** The gamma function and its logarithmic derivatives, and the error function. */

const group = 'special';

const members = [
  { order: 1, shift: 0 },
  { order: 0, shift: 1 },
];

const polygammas = family('polygamma', members, ({ order, shift }) => ({
  // The rounding of x + shift is made good by the slope: near the zero of digamma(x + 1) it would be all that is left.
  value: (x) => {
    const { hi, lo } = twoSum(x, shift);
    return psi.polygamma(order, hi) + (lo ? psi.polygamma(order + 1, hi) * lo : 0);
  },
  doubled: (x) => psi.polygammaDoubled(order, addNumber(x, shift)),
  precise: (bits, x) => precise.polygamma(order, sum(x!, fromNumber(shift), toBits(2 * bits)), bits),
  partials: [($, x) => $(polygamma(order + 1, shift), x)],
  doc: {
    group,
    summary: 'The polygamma function: a derivative of digamma.',
    latex: shift === 0 ? `\\psi^{(${order})}(#1)` : `\\psi^{(${order})}(#1 + ${shift})`,
    domain: [[0.4, 5]],
  },
}));
/** psi^(order)(x + shift), the derivative of order `order` of digamma. */
export const polygamma = (order: number, shift = 0): Op => polygammas({ order, shift });

export const digamma: Op = elementwise({
  name: 'digamma',
  value: psi.digamma,
  doubled: (x) => psi.polygammaDoubled(0, x),
  precise: (bits, x) => precise.polygamma(0, x!, bits),
  partials: [($, x) => $(polygamma(1), x)],
  doc: {
    group,
    summary: 'The derivative of log(gamma(x)); NaN at 0, -1, -2, ...',
    latex: '\\psi(#1)',
    domain: [[0.4, 5]],
    awkward: [[1e-10], [1.4616321449], [-2.5], [1e10]],
  },
});

export const gamma: Op = elementwise({
  name: 'gamma',
  value: number.gamma,
  doubled: number.gammaDoubled,
  precise: (bits, x) => precise.gamma(x!, bits),
  exactAt: (_value, x) => Number.isInteger(x) && x >= 1 && x <= 23,
  partials: [($, x, y) => $(mul, y, $(digamma, x))],
  doc: {
    group,
    summary: 'The gamma function, (x - 1)!; poles at 0, -1, -2, ...',
    latex: '\\Gamma(#1)',
    domain: [[0.4, 5]],
    awkward: [[1e-10], [1.4616321449], [-2.5], [170.5], [-20.3]],
  },
});

export const lgamma: Op = elementwise({
  name: 'lgamma',
  value: number.lgamma,
  doubled: number.lgammaDoubled,
  precise: (bits, x) => precise.lgamma(x!, bits),
  exactAt: (_value, x) => x === 1 || x === 2,
  partials: [($, x) => $(digamma, x)],
  doc: {
    group,
    summary: 'log(|gamma(x)|), without overflow.',
    latex: '\\ln\\left|\\Gamma(#1)\\right|',
    domain: [[0.4, 5]],
    awkward: [[1e-10], [1.4616321449], [1], [2], [-2.5], [1e10]],
  },
});

export const factorial: Op = elementwise({
  name: 'factorial',
  value: number.factorial,
  doubled: (x) => number.gammaDoubled(addNumber(x, 1)),
  precise: (bits, x) => precise.gamma(sum(x!, ONE, toBits(2 * bits)), bits),
  exactAt: (_value, x) => Number.isInteger(x) && x >= 0 && x <= 22,
  partials: [($, x, y) => $(mul, y, $(polygamma(0, 1), x))],
  doc: {
    group,
    summary: 'x! = gamma(x + 1), exact for whole x up to 22.',
    latex: '{#1}!',
    domain: [[0.2, 4]],
    awkward: [[0], [0.4616321449], [169.5]],
  },
});

const zetas = family('zetaDerivative', [{ order: 1 }, { order: 2 }], ({ order }) => ({
  value: (s) => riemann.zeta(order, s),
  doubled: (s) => riemann.zetaDoubled(order, s),
  partials: [($, s) => $(zetaDerivative(order + 1), s)],
  doc: {
    group,
    summary: "A derivative of Riemann's zeta function.",
    latex: `\\zeta^{(${order})}(#1)`,
    domain: [[1.2, 6]],
    awkward: [[-1.5]],
  },
}));
/** The derivative of zeta of order 1, 2, .. */
export const zetaDerivative = (order: number): Op => zetas({ order });

export const zeta: Op = elementwise({
  name: 'zeta',
  value: (s) => riemann.zeta(0, s),
  doubled: (s) => riemann.zetaDoubled(0, s),
  partials: [($, s) => $(zetaDerivative(1), s)],
  doc: {
    group,
    summary: "Riemann's zeta function, or its n-th derivative; NaN at its pole 1.",
    latex: '\\zeta(#1)',
    domain: [[1.2, 6]],
    awkward: [[0], [0.5], [0.9999999], [1.0000001], [-1], [-2], [-3], [-7.5], [-50], [-120.3], [40]],
  },
});

/** exp(-x^2) with the rounding of x^2 made good: the slope of erf but for a factor. */
export const gauss: Op = elementary({
  name: 'gauss',
  exactAt: onlyAt(0),
  partials: [($, x, y) => scaled($, -2, $(mul, x, y))],
  doc: {
    typed: false,
    group,
    summary: 'exp(-x^2), accurate for large x.',
    latex: 'e^{-{#1}^2}',
    awkward: [[0], [1e-10], [9.3], [-26.1]],
  },
});

export const erf: Op = elementary({
  name: 'erf',
  exactAt: onlyAt(0),
  partials: [($, x) => scaled($, TWO_OVER_ROOT_PI, $(gauss, x))],
  doc: {
    group,
    summary: 'The error function.',
    latex: '\\operatorname{erf} #1',
    awkward: [[0], [1e-10], [5.5], [-9.3]],
  },
});

export const erfc: Op = elementwise({
  name: 'erfc',
  value: errors.erfc,
  doubled: erfcDoubled,
  precise: (bits, x) => preciseErfc(x!, bits),
  exactAt: onlyAt(0),
  partials: [($, x) => scaled($, negate(TWO_OVER_ROOT_PI), $(gauss, x))],
  doc: {
    group,
    summary: '1 - erf(x), accurate for large x.',
    latex: '\\operatorname{erfc} #1',
    awkward: [[0], [1e-10], [5.5], [26.1], [-9.3]],
  },
});
