import { onlyAt } from '../numbers/exact.ts';
import * as number from '../../tensor/special/hyperbolic.ts';
import { sign } from './arithmetic.ts';
import { branch, branches, circle, hyperbola, quadrant } from './conic.ts';
import { mul, neg } from '../core.ts';
import { elementary, elementwise } from '../elementwise.ts';
import { odd } from '../numbers/forms.ts';
import type { Numbers } from '../numbers/numbers.ts';
import type { Op } from '../op.ts';
import { square } from './power.ts';

/** Hyperbolic functions, their reciprocals and their inverses. */

const group = 'hyperbolic';

/** log(r + sqrt(r^2 + 1)) by what it is beyond log 1. */
const arsinh = <V, T>(m: Numbers<V, T>, x: V): V =>
  odd(m, x, (r) => {
    const square = m.mul(r, r);
    const root = m.sqrt(m.add(square, m.number(1)));
    return m.call('log1p', m.add(r, m.div(square, m.add(root, m.number(1)))));
  });

/** arcosh(1 + t) = log(1 + t + sqrt(t (t + 2))). */
const arcosh = <V, T>(m: Numbers<V, T>, t: V): V => m.call('log1p', m.add(t, m.sqrt(m.mul(t, m.add(t, m.number(2))))));

/** artanh(t / (1 + t)) = log(1 + 2 t) / 2. */
const artanh = <V, T>(m: Numbers<V, T>, t: V): V => m.div(m.call('log1p', m.add(t, t)), m.number(2));

export const sinh: Op = elementary({
  name: 'sinh',
  exactAt: onlyAt(0),
  partials: [($, x) => $(cosh, x)],
  doc: { group, summary: 'Hyperbolic sine.', latex: '\\sinh #1', awkward: [[0], [1e-10], [-700]] },
});

export const cosh: Op = elementary({
  name: 'cosh',
  exactAt: onlyAt(0),
  partials: [($, x) => $(sinh, x)],
  doc: { group, summary: 'Hyperbolic cosine.', latex: '\\cosh #1', awkward: [[0], [1e-10], [-700]] },
});

// sech^2 and not 1 - tanh^2, which cancels: at x = 10 it would keep 8 digits.
export const tanh: Op = elementary({
  name: 'tanh',
  exactAt: onlyAt(0),
  partials: [($, x) => $(square, $(sech, x))],
  doc: { group, summary: 'Hyperbolic tangent.', latex: '\\tanh #1', awkward: [[0], [1e-10], [10], [-300]] },
});

export const sech: Op = elementwise({
  name: 'sech',
  value: number.sech,
  // 2 e / (1 + e^2) with e = exp(-|x|), which cannot overflow
  formula: (m, x) => {
    const e = m.call('exp', m.neg(m.abs(x)));
    return m.div(m.add(e, e), m.add(m.number(1), m.mul(e, e)));
  },
  exactAt: onlyAt(0),
  partials: [($, x, y) => $(neg, $(mul, y, $(tanh, x)))],
  doc: { group, summary: 'Hyperbolic secant, 1 / cosh.', latex: '\\operatorname{sech} #1', awkward: [[1e-10], [-300]] },
});

export const csch: Op = elementwise({
  name: 'csch',
  value: number.csch,
  identity: (m, x) => m.div(m.number(1), m.call('sinh', x)),
  partials: [($, x, y) => $(neg, $(mul, y, $(coth, x)))],
  doc: {
    group,
    summary: 'Hyperbolic cosecant, 1 / sinh.',
    latex: '\\operatorname{csch} #1',
    domain: [[0.3, 3]],
    awkward: [[1e-10], [-300]],
  },
});

export const coth: Op = elementwise({
  name: 'coth',
  value: number.coth,
  identity: (m, x) => m.div(m.number(1), m.call('tanh', x)),
  partials: [($, x) => $(neg, $(square, $(csch, x)))],
  doc: {
    group,
    summary: 'Hyperbolic cotangent, 1 / tanh.',
    latex: '\\coth #1',
    domain: [[0.3, 3]],
    awkward: [[1e-10], [-300]],
  },
});

export const asinh: Op = elementwise({
  name: 'asinh',
  value: Math.asinh,
  identity: arsinh,
  exactAt: onlyAt(0),
  partials: [($, x) => $(hyperbola(0, -1), x)],
  doc: {
    group,
    summary: 'Inverse hyperbolic sine.',
    latex: '\\operatorname{arsinh} #1',
    awkward: [[0], [1e-10], [-1e60]],
  },
});

export const acosh: Op = elementwise({
  name: 'acosh',
  value: Math.acosh,
  identity: (m, x) => arcosh(m, m.sub(x, m.number(1))),
  exactAt: onlyAt(1),
  partials: [($, x) => $(branch(0, -1), x)],
  doc: {
    group,
    summary: 'Inverse hyperbolic cosine; NaN below 1.',
    latex: '\\operatorname{arcosh} #1',
    domain: [[1.2, 4]],
    awkward: [[1.000000000001], [1e60]],
  },
});

export const atanh: Op = elementwise({
  name: 'atanh',
  value: Math.atanh,
  identity: (m, x) => odd(m, x, (r) => artanh(m, m.div(r, m.sub(m.number(1), r)))),
  exactAt: onlyAt(0),
  partials: [($, x) => $(circle(0, -2), x)],
  doc: {
    group,
    summary: 'Inverse hyperbolic tangent; NaN beyond [-1, 1].',
    latex: '\\operatorname{artanh} #1',
    domain: [[-0.9, 0.9]],
    awkward: [[0], [1e-10], [0.999999999999], [-0.999999999999]],
  },
});

export const asech: Op = elementwise({
  name: 'asech',
  value: number.asech,
  identity: (m, x) => arcosh(m, m.div(m.sub(m.number(1), x), x)),
  exactAt: onlyAt(1),
  partials: [($, x) => $(neg, $(quadrant(-1, -1), x))],
  doc: {
    group,
    summary: 'Inverse hyperbolic secant; NaN beyond [0, 1].',
    latex: '\\operatorname{arsech} #1',
    domain: [[0.1, 0.9]],
    awkward: [[1e-10], [0.999999999999]],
  },
});

export const acsch: Op = elementwise({
  name: 'acsch',
  value: number.acsch,
  identity: (m, x) => arsinh(m, m.div(m.number(1), x)),
  partials: [($, x) => $(neg, $(mul, $(sign, x), $(hyperbola(-1, -1), x)))],
  doc: {
    group,
    summary: 'Inverse hyperbolic cosecant.',
    latex: '\\operatorname{arcsch} #1',
    domain: [[0.2, 3]],
    awkward: [[-1e-10], [1e60]],
  },
});

export const acoth: Op = elementwise({
  name: 'acoth',
  value: number.acoth,
  identity: (m, x) => odd(m, x, (r) => artanh(m, m.div(m.number(1), m.sub(r, m.number(1))))),
  partials: [($, x) => $(neg, $(branches(0, -2), x))],
  doc: {
    group,
    summary: 'Inverse hyperbolic cotangent; NaN within (-1, 1).',
    latex: '\\operatorname{arcoth} #1',
    domain: [[1.2, 4]],
    awkward: [[-1.5], [1.000000000001], [1e60]],
  },
});
