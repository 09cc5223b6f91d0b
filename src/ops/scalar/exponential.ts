import { isPower, onlyAt } from '../numbers/exact.ts';
import { dd } from '../../tensor/double-double.ts';
import * as number from '../../tensor/special/exponential.ts';
import { div } from './arithmetic.ts';
import { add, literal, mul, neg } from '../core.ts';
import { elementary, elementwise } from '../elementwise.ts';
import { scaled } from '../family.ts';
import type { Op } from '../op.ts';
import { sqrtPower } from './root-power.ts';

/** Exponentials and logarithms. Beyond a logarithm's domain its derivative is NaN as its value is. */

/** e^x. */
export const exp: Op = elementary({
  name: 'exp',
  exactAt: onlyAt(0),
  partials: [(_$, _x, y) => y],
  doc: { group: 'exponential', summary: 'The exponential.', latex: 'e^{#1}', awkward: [[1e-20], [-700], [700]] },
});

/** e^x - 1, accurate near 0. */
export const expm1: Op = elementary({
  name: 'expm1',
  exactAt: onlyAt(0),
  partials: [($, x) => $(exp, x)],
  doc: {
    group: 'exponential',
    summary: 'The exponential less 1, accurate near 0.',
    latex: 'e^{#1} - 1',
    awkward: [[1e-20], [-40], [700]],
  },
});

/** The natural logarithm. */
export const log: Op = elementary({
  name: 'log',
  exactAt: onlyAt(1),
  partials: [($, x) => $(sqrtPower(-2), x)],
  doc: {
    group: 'exponential',
    summary: 'The natural logarithm; NaN below 0.',
    latex: '\\ln #1',
    domain: [[0.2, 4]],
    awkward: [[1e-100], [1], [0.9999999999], [1e100]],
  },
});

/** log(1 + x), accurate near 0. */
export const log1p: Op = elementary({
  name: 'log1p',
  exactAt: onlyAt(0),
  partials: [($, x) => $(sqrtPower(-2), $(add, literal($, 1), x))],
  doc: {
    group: 'exponential',
    summary: 'log(1 + x), accurate near 0; NaN below -1.',
    latex: '\\ln(1 + #1)',
    domain: [[-0.8, 3]],
    awkward: [[1e-20], [-0.9999999999], [1e100]],
  },
});

/** 1/ln 2 and 1/ln 10. */
const LOG2E = dd(1.4426950408889634, 2.0355273740931033e-17);
const LOG10E = dd(0.4342944819032518, 1.098319650216765e-17);

/** The logarithm to base 2. */
export const log2: Op = elementary({
  name: 'log2',
  exactAt: (y, x) => isPower(x, 2, y),
  partials: [($, x) => scaled($, LOG2E, $(sqrtPower(-2), x))],
  doc: {
    group: 'exponential',
    summary: 'The logarithm to base 2; NaN below 0.',
    latex: '\\log_2 #1',
    domain: [[0.2, 4]],
    awkward: [[1e-100], [1.0000000001], [1e100]],
  },
});

/** The logarithm to base 10. */
export const log10: Op = elementary({
  name: 'log10',
  exactAt: (y, x) => isPower(x, 10, y),
  partials: [($, x) => scaled($, LOG10E, $(sqrtPower(-2), x))],
  doc: {
    group: 'exponential',
    summary: 'The logarithm to base 10; NaN below 0.',
    latex: '\\log_{10} #1',
    domain: [[0.2, 4]],
    awkward: [[1e-100], [1.0000000001], [1e100]],
  },
});

/** log(x, base). */
export const logBase: Op = elementwise({
  name: 'logBase',
  value: (x, b) => number.logBase(x, b),
  identity: (m, x, b) => m.div(m.call('log', x), m.call('log', b)),
  exactAt: (y, x, b) => isPower(x, b, y),
  partials: [
    ($, x, b) => $(div, $(sqrtPower(-2), x), $(log, b)),
    ($, _a, b, y) => $(neg, $(div, y, $(mul, b, $(log, b)))),
  ],
  doc: {
    typed: false,
    group: 'exponential',
    summary: 'The logarithm of x to base y.',
    latex: '\\log_{#2} #1',
    domain: [
      [0.2, 4],
      [1.5, 4],
    ],
    awkward: [
      [1e-100, 10],
      [3, 0.5],
      [1.0000000001, 2],
    ],
  },
});
