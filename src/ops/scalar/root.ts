import { isLength, isQuotient, isRoot } from '../numbers/exact.ts';
import { divideNumbers } from '../../tensor/double-double.ts';
import * as number from '../../tensor/special/power.ts';
import { div } from './arithmetic.ts';
import { mul, neg } from '../core.ts';
import { elementwise } from '../elementwise.ts';
import { log } from './exponential.ts';
import { scaled } from '../family.ts';
import { lengthOf } from '../numbers/forms.ts';
import type { Op } from '../op.ts';
import { square } from './power.ts';
import { cbrtPower, cubeRoot, sqrtPower } from './root-power.ts';

/** Roots, and the length of a pair. */

/** The square root; NaN below 0. */
export const sqrt: Op = elementwise({
  name: 'sqrt',
  value: Math.sqrt,
  formula: (m, x) => m.sqrt(x),
  exactAt: (y, x) => isRoot(y, x, 2),
  partials: [($, x) => scaled($, 1 / 2, $(sqrtPower(-1), x))],
  doc: {
    group: 'power',
    summary: 'The square root; NaN below 0. Its derivative at 0 is infinite.',
    latex: '\\sqrt{#1}',
    domain: [[0.2, 4]],
    awkward: [[1e-100], [1e100]],
  },
});

/** The cube root, also of negative numbers. */
export const cbrt: Op = elementwise({
  name: 'cbrt',
  value: Math.cbrt,
  identity: cubeRoot,
  exactAt: (y, x) => isRoot(y, x, 3),
  partials: [($, x) => scaled($, divideNumbers(1, 3), $(cbrtPower(-2), x))],
  doc: {
    group: 'power',
    summary: 'The real cube root. Its derivative at 0 is infinite.',
    latex: '\\sqrt[3]{#1}',
    domain: [[0.2, 4]],
    awkward: [[-1e-100], [1e100], [-8]],
  },
});

/** nthRoot(x, n): the real n-th root; a negative x has one for odd n. */
export const nthRoot: Op = elementwise({
  name: 'nthRoot',
  value: number.nthRoot,
  identity: (m, x, n) => {
    const root = m.call('pow', m.abs(x), m.div(m.number(1), n));
    const half = m.div(n, m.number(2));
    const isOdd = m.equal(m.sub(half, m.floor(half)), m.number(0.5));
    return m.select(m.less(x, m.number(0)), m.select(isOdd, m.neg(root), m.number(Number.NaN)), root);
  },
  exactAt: isRoot,
  partials: [
    ($, x, n, y) => $(div, y, $(mul, n, x)),
    ($, x, n, y) => $(neg, $(div, $(mul, y, $(log, x)), $(square, n))),
  ],
  doc: {
    group: 'power',
    summary: 'The real root of x of degree n; a negative number has one for an odd degree.',
    latex: '\\sqrt[#2]{#1}',
    domain: [
      [0.2, 4],
      [1.5, 5],
    ],
    awkward: [
      [1e-100, 3],
      [1e100, 7],
    ],
  },
});

const isDirection = (y: number, a: number, b: number): boolean => {
  const length = number.hypot(a, b);
  return isLength(length, a, b) && isQuotient(y, a, length);
};

/** a / hypot(a, b): the cosine of the direction of (a, b). */
export const direction: Op = elementwise({
  name: 'direction',
  value: (a, b) => {
    const scale = Math.max(Math.abs(a), Math.abs(b));
    return a / scale / number.hypot(a / scale, b / scale);
  },
  identity: (m, a, b) => {
    const { scale, length } = lengthOf(m, a, b);
    return m.div(m.div(a, scale), length);
  },
  exactAt: (y, a, b) => a === 0 || b === 0 || isDirection(y, a, b),
  partials: [
    ($, a, b) => $(div, $(square, $(direction, b, a)), $(hypot, a, b)),
    ($, a, b, y) => $(neg, $(div, $(mul, y, $(direction, b, a)), $(hypot, a, b))),
  ],
  doc: {
    typed: false,
    group: 'power',
    summary: 'The first component of the direction of a pair.',
    latex: '\\frac{#1}{\\sqrt{{#1}^2 + {#2}^2}}',
    domain: [
      [0.2, 3],
      [0.2, 3],
    ],
    awkward: [
      [1e8, 1],
      [-1, 1e8],
      [0, 3],
    ],
  },
});

/** sqrt(a^2 + b^2) without overflow between. */
export const hypot: Op = elementwise({
  name: 'hypot',
  value: number.hypot,
  identity: (m, a, b) => {
    const { scale, length } = lengthOf(m, a, b);
    return m.mul(scale, length);
  },
  exactAt: isLength,
  partials: [($, a, b) => $(direction, a, b), ($, a, b) => $(direction, b, a)],
  doc: {
    group: 'power',
    summary: 'The length of a pair, without overflow. It has no derivative at (0, 0).',
    latex: '\\sqrt{{#1}^2 + {#2}^2}',
    domain: [
      [0.2, 3],
      [0.2, 3],
    ],
    awkward: [
      [1e8, 1],
      [3e-200, 4e-200],
      [1e160, -1e150],
      [0, 3],
    ],
  },
});
