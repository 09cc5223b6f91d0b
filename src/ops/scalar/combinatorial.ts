import * as psi from '../../tensor/special/polygamma.ts';
import * as precise from '../../tensor/multiprecision/binomial.ts';
import type { DoubleDouble } from '../../tensor/double-double.ts';
import * as number from '../../tensor/special/binomial.ts';
import { add, literal, mul, neg, sub } from '../core.ts';
import { elementwise } from '../elementwise.ts';
import { family, scaled } from '../family.ts';
import type { Apply, Op } from '../op.ts';
import { polygamma } from './special.ts';

/** Counts of choices and their kin, for real numbers by the gamma function. */

const group = 'special';

const ordinary = [
  [3.2, 6],
  [0.3, 2.9],
] as const;

/** digamma(x + 1), the logarithmic derivative of x!. */
const harmonic = <V>($: Apply<V>, x: V): V => $(polygamma(0, 1), x);

/** Whether gamma has no pole near n + 1 and n - k + 1, beside which twice the digits of n - k are too few. */
const isApart = (n: DoubleDouble, k: DoubleDouble): boolean => n.hi > -1 / 2 && n.hi - k.hi > -1 / 2;

const isWhole = ({ hi, lo }: DoubleDouble): boolean => lo === 0 && Number.isInteger(hi);

/** Whether a gap of polygamma functions is not so small beside them that twice the digits of them are too few. */
const isWide = (order: number, n: DoubleDouble, k: DoubleDouble): boolean =>
  isApart(n, k) && Math.abs(k.hi) > (order === 0 ? 1 / 2 : (n.hi + 1) / 32);

const gaps = family('harmonicGap', [{ order: 0 }, { order: 1 }], ({ order }) => ({
  value: (n, k) => psi.gap(order, n, k),
  doubled: (n, k) => (isWide(order, n, k) ? psi.gapDoubled(order, n, k) : undefined),
  precise: (bits, n, k) => precise.gap(order, n!, k!, bits),
  partials: [($, n, k) => $(harmonicGap(order + 1), n, k), ($, n, k) => $(polygamma(order + 1, 1), $(sub, n, k))],
  doc: {
    group,
    summary: 'The growth of a polygamma function over k, from n - k + 1 to n + 1.',
    latex: `\\psi^{(${order})}(#1 + 1) - \\psi^{(${order})}(#1 - #2 + 1)`,
    domain: ordinary,
    awkward: [[1e9, 3]],
  },
}));
/** psi^(order)(n + 1) - psi^(order)(n - k + 1), also where the two nearly cancel. */
const harmonicGap = (order: number): Op => gaps({ order });

export const combinations: Op = elementwise({
  name: 'combinations',
  value: number.binomial,
  doubled: (n, k) => (isWhole(k) || isApart(n, k) ? number.binomialDoubled(n, k) : undefined),
  precise: (bits, n, k) => precise.combinations(n!, k!, bits),
  partials: [
    ($, n, k, y) => $(mul, y, $(harmonicGap(0), n, k)),
    ($, n, k, y) => $(mul, y, $(sub, harmonic($, $(sub, n, k)), harmonic($, k))),
  ],
  doc: {
    group,
    summary:
      'The binomial coefficient, how many ways there are to choose k of n things: rounded once for whole numbers, by the gamma function for others.',
    latex: '\\binom{#1}{#2}',
    domain: ordinary,
    awkward: [
      [5, 2],
      [52, 5],
      [300, 150],
      [4.5, 2],
      [1e9, 3],
      [0.5, 0.25],
    ],
  },
});

export const permutations: Op = elementwise({
  name: 'permutations',
  value: number.permutations,
  doubled: (n, k) => (isWhole(k) || isApart(n, k) ? number.permutationsDoubled(n, k) : undefined),
  precise: (bits, n, k) => precise.permutations(n!, k!, bits),
  partials: [($, n, k, y) => $(mul, y, $(harmonicGap(0), n, k)), ($, n, k, y) => $(mul, y, harmonic($, $(sub, n, k)))],
  doc: {
    group,
    summary: 'n! / (n - k)!, how many ways there are to order k of n things; permutations(n) is n!.',
    latex: '\\frac{{#1}!}{({#1} - {#2})!}',
    domain: ordinary,
    awkward: [
      [5, 2],
      [52, 5],
      [170, 80],
      [4.5, 2],
      [1e9, 3],
    ],
  },
});

export const catalan: Op = elementwise({
  name: 'catalan',
  value: number.catalan,
  // Its logarithm, whose error is absolute, grows with n.
  doubled: (n) => (n.hi < 32 ? number.catalanDoubled(n) : undefined),
  precise: (bits, n) => precise.catalan(n!, bits),
  // d log C = 2 psi(2n + 1) - psi(n + 1) - psi(n + 2)
  partials: [
    ($, n, y) =>
      $(
        mul,
        y,
        $(sub, scaled($, 2, harmonic($, $(add, n, n))), $(add, harmonic($, n), harmonic($, $(add, n, literal($, 1))))),
      ),
  ],
  doc: {
    group,
    summary: 'The Catalan number C(2n, n) / (n + 1): rounded once for whole numbers, by the gamma function for others.',
    latex: 'C_{#1}',
    domain: [[0.2, 5]],
    awkward: [[0], [10], [200], [-0.3]],
  },
});

export const beta: Op = elementwise({
  name: 'beta',
  value: number.beta,
  doubled: (a, b) => (Math.max(a.hi, b.hi) < 1e6 ? number.betaDoubled(a, b) : undefined),
  precise: (bits, a, b) => precise.beta(a!, b!, bits),
  partials: [
    ($, a, b, y) => $(mul, y, $(neg, $(harmonicGap(0), $(sub, $(add, a, b), literal($, 1)), b))),
    ($, a, b, y) => $(mul, y, $(neg, $(harmonicGap(0), $(sub, $(add, a, b), literal($, 1)), a))),
  ],
  doc: {
    group,
    summary: 'The beta function gamma(a) gamma(b) / gamma(a + b).',
    latex: '\\mathrm{B}(#1, #2)',
    domain: [
      [0.4, 5],
      [0.4, 5],
    ],
    awkward: [
      [2, 3],
      [0.25, 2],
      [3.5, 0.5],
      [-0.5, 2.25],
    ],
  },
});
