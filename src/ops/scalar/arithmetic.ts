import { isQuotient } from '../numbers/exact.ts';
import { mul, neg } from '../core.ts';
import { elementwise } from '../elementwise.ts';
import type { Op, SeriesRule } from '../op.ts';
import { quotientSeries } from '../series.ts';

/** Quotients, reciprocals, magnitude and sign. */

const quotient: SeriesRule = ($, _order, [a, b], y) =>
  quotientSeries($, mul, b!, a!, y, (first, rest) => $(div, rest, first));

/** 1 / x, entry by entry. */
export const recip: Op = elementwise({
  name: 'recip',
  value: (x) => 1 / x,
  formula: (m, x) => m.div(m.number(1), x),
  exactAt: (y, x) => isQuotient(y, 1, x),
  partials: [($, _x, y) => $(neg, $(mul, y, y))],
  series: ($, order, [b], y) => quotient($, order, [() => undefined, b!], y),
  doc: {
    typed: false,
    group: 'arithmetic',
    summary: 'One over the operand.',
    latex: '\\frac{1}{#1}',
    domain: [[0.3, 3]],
    awkward: [[1e-100], [-1e100], [-0.25]],
  },
});

/** a / b, entry by entry. */
export const div: Op = elementwise({
  name: 'div',
  value: (a, b) => a / b,
  formula: (m, a, b) => m.div(a, b),
  exactAt: isQuotient,
  partials: [($, _a, b) => $(recip, b), ($, _a, b, y) => $(neg, $(div, y, b))],
  series: quotient,
  doc: {
    typed: 'dotDivide',
    group: 'arithmetic',
    summary: 'Quotient, entry by entry with broadcasting.',
    latex: '\\frac{#1}{#2}',
    domain: [
      [-3, 3],
      [0.3, 3],
    ],
    awkward: [
      [0, -2],
      [1e-150, 1e100],
      [3, -1e-60],
    ],
  },
});

/** The sign: -1, 0 or 1. */
export const sign: Op = elementwise({
  name: 'sign',
  value: Math.sign,
  formula: (m, x) => m.select(m.less(m.number(0), x), m.number(1), m.select(m.less(x, m.number(0)), m.number(-1), x)),
  partials: [],
  kink: (x) => x === 0,
  convention: 'sign jumps at 0; the derivative 0 is used',
  exact: true,
  doc: {
    group: 'arithmetic',
    summary: 'The sign: -1, 0 or 1. It jumps at 0, where the derivative 0 is used.',
    latex: '\\operatorname{sgn} #1',
    domain: [[0.2, 3]],
    awkward: [[-1e-300], [1e300]],
  },
});

/** |x|, entry by entry. */
export const abs: Op = elementwise({
  name: 'abs',
  value: Math.abs,
  formula: (m, x) => m.abs(x),
  partials: [($, x) => $(sign, x)],
  kink: (x) => x === 0,
  convention: 'abs has no derivative at 0; 0 is used',
  exact: true,
  doc: {
    group: 'arithmetic',
    summary: 'Magnitude. It has no derivative at 0, where 0 is used.',
    latex: '\\left|#1\\right|',
    domain: [[0.2, 3]],
    awkward: [[-1e-300], [-2]],
  },
});
