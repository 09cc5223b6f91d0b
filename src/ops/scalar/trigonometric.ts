import { onlyAt } from '../numbers/exact.ts';
import * as number from '../../tensor/special/trigonometric.ts';
import { div, sign } from './arithmetic.ts';
import { branches, circle, hyperbola } from './conic.ts';
import { mul, neg } from '../core.ts';
import { elementary, elementwise } from '../elementwise.ts';
import { lengthOf, odd } from '../numbers/forms.ts';
import type { Numbers } from '../numbers/numbers.ts';
import type { Op } from '../op.ts';
import { square } from './power.ts';
import { direction, hypot } from './root.ts';

/** Circular functions, their reciprocals and their inverses. Angles are radians. */

const group = 'trigonometric';

/** sqrt(x^2 - 1), NaN for |x| < 1. */
const rise = <V, T>(m: Numbers<V, T>, x: V): V => {
  const r = m.abs(x);
  return m.sqrt(m.mul(m.sub(r, m.number(1)), m.add(r, m.number(1))));
};

export const sin: Op = elementary({
  name: 'sin',
  exactAt: onlyAt(0),
  partials: [($, x) => $(cos, x)],
  doc: { group, summary: 'Sine.', latex: '\\sin #1', awkward: [[0], [1e-10], [Math.PI], [1e6], [1e22]] },
});

export const cos: Op = elementary({
  name: 'cos',
  exactAt: onlyAt(0),
  partials: [($, x) => $(neg, $(sin, x))],
  doc: { group, summary: 'Cosine.', latex: '\\cos #1', awkward: [[0], [1e-10], [Math.PI / 2], [1e6], [1e22]] },
});

export const tan: Op = elementary({
  name: 'tan',
  exactAt: onlyAt(0),
  partials: [($, x) => $(square, $(sec, x))],
  doc: {
    group,
    summary: 'Tangent.',
    latex: '\\tan #1',
    domain: [[-1.3, 1.3]],
    awkward: [[1e-10], [1.57079632], [1e6]],
  },
});

export const sec: Op = elementwise({
  name: 'sec',
  value: number.sec,
  identity: (m, x) => m.div(m.number(1), m.call('cos', x)),
  exactAt: onlyAt(0),
  partials: [($, x, y) => $(mul, y, $(tan, x))],
  doc: {
    group,
    summary: 'Secant, 1 / cos.',
    latex: '\\sec #1',
    domain: [[-1.3, 1.3]],
    awkward: [[1e-10], [1.57079632]],
  },
});

export const csc: Op = elementwise({
  name: 'csc',
  value: number.csc,
  identity: (m, x) => m.div(m.number(1), m.call('sin', x)),
  partials: [($, x, y) => $(neg, $(mul, y, $(cot, x)))],
  doc: {
    group,
    summary: 'Cosecant, 1 / sin.',
    latex: '\\csc #1',
    domain: [[0.3, 2.8]],
    awkward: [[1e-10], [3.1415926]],
  },
});

export const cot: Op = elementwise({
  name: 'cot',
  value: number.cot,
  identity: (m, x) => m.div(m.call('cos', x), m.call('sin', x)),
  partials: [($, x) => $(neg, $(square, $(csc, x)))],
  doc: {
    group,
    summary: 'Cotangent, 1 / tan.',
    latex: '\\cot #1',
    domain: [[0.3, 2.8]],
    awkward: [[1e-10], [1.57079632]],
  },
});

export const asin: Op = elementary({
  name: 'asin',
  exactAt: onlyAt(0),
  partials: [($, x) => $(circle(0, -1), x)],
  doc: {
    group,
    summary: 'Inverse sine; NaN beyond [-1, 1].',
    latex: '\\arcsin #1',
    domain: [[-0.9, 0.9]],
    awkward: [[0], [1e-10], [0.999999999999], [-0.999999999999]],
  },
});

export const acos: Op = elementary({
  name: 'acos',
  exactAt: onlyAt(1),
  partials: [($, x) => $(neg, $(circle(0, -1), x))],
  doc: {
    group,
    summary: 'Inverse cosine; NaN beyond [-1, 1].',
    latex: '\\arccos #1',
    domain: [[-0.9, 0.9]],
    awkward: [[0], [1e-10], [0.999999999999], [-0.999999999999]],
  },
});

export const atan: Op = elementary({
  name: 'atan',
  exactAt: onlyAt(0),
  partials: [($, x) => $(hyperbola(0, -2), x)],
  doc: { group, summary: 'Inverse tangent.', latex: '\\arctan #1', awkward: [[0], [1e-10], [1e10], [-1e60]] },
});

export const asec: Op = elementwise({
  name: 'asec',
  value: number.asec,
  identity: (m, x) => {
    const angle = m.call('atan', rise(m, x));
    const straight = m.mul(m.number(4), m.call('atan', m.number(1)));
    return m.select(m.less(x, m.number(0)), m.sub(straight, angle), angle);
  },
  exactAt: onlyAt(1),
  partials: [($, x) => $(mul, $(sign, x), $(branches(-1, -1), x))],
  doc: {
    group,
    summary: 'Inverse secant; NaN within (-1, 1).',
    latex: '\\operatorname{arcsec} #1',
    domain: [[1.2, 4]],
    awkward: [[-1.5], [1.000000000001], [1e60]],
  },
});

export const acsc: Op = elementwise({
  name: 'acsc',
  value: number.acsc,
  identity: (m, x) => odd(m, x, (r) => m.call('atan', m.div(m.number(1), rise(m, r)))),
  partials: [($, x) => $(neg, $(mul, $(sign, x), $(branches(-1, -1), x)))],
  doc: {
    group,
    summary: 'Inverse cosecant; NaN within (-1, 1).',
    latex: '\\operatorname{arccsc} #1',
    domain: [[1.2, 4]],
    awkward: [[-1.5], [1.000000000001], [1e60]],
  },
});

export const acot: Op = elementwise({
  name: 'acot',
  value: number.acot,
  identity: (m, x) => m.call('atan', m.div(m.number(1), x)),
  partials: [($, x) => $(neg, $(hyperbola(0, -2), x))],
  kink: (x) => x === 0,
  convention: 'acot jumps from -pi/2 to pi/2 at 0; the derivative -1 of both sides is used',
  doc: {
    group,
    summary: 'Inverse cotangent, atan(1/x): odd, with a jump at 0, where the derivative of both sides is used.',
    latex: '\\operatorname{arccot} #1',
    domain: [[0.2, 3]],
    awkward: [[-1e-10], [1e10], [-1e60]],
  },
});

/** atan2(y, x): the angle of the point (x, y). */
export const atan2: Op = elementwise({
  name: 'atan2',
  value: Math.atan2,
  // Twice the angle at the circle, of the two forms the one that does not cancel.
  identity: (m, y, x) => {
    const { scale, length } = lengthOf(m, x, y);
    const [p, q] = [m.div(x, scale), m.div(y, scale)];
    const right = m.div(q, m.add(length, p));
    const left = m.div(m.sub(length, p), q);
    return m.mul(m.number(2), m.call('atan', m.select(m.less(x, m.number(0)), left, right)));
  },
  exactAt: (_value, y, x) => y === 0 && x > 0,
  partials: [
    ($, y, x) => $(div, $(direction, x, y), $(hypot, x, y)),
    ($, y, x) => $(neg, $(div, $(direction, y, x), $(hypot, x, y))),
  ],
  kink: (y, x) => y === 0 && x < 0,
  convention: 'atan2 jumps by 2 pi across the negative x axis; the derivative of both sides is used',
  doc: {
    group,
    summary:
      'The angle of a point from its height and its width, in this order; it jumps by 2 pi across the negative x axis.',
    latex: '\\operatorname{atan2}(#1, #2)',
    domain: [
      [0.2, 3],
      [0.2, 3],
    ],
    awkward: [
      [1e-8, 1],
      [1, 1e-8],
      [3e-150, -4e-150],
      [1e160, -1e150],
      [0, 3],
    ],
  },
});
