import { onlyAt } from '../numbers/exact.ts';
import { hypot } from '../../tensor/special/power.ts';
import { recip } from './arithmetic.ts';
import { add, mul } from '../core.ts';
import { tangentsBy } from '../elementwise.ts';
import { family, scaled } from '../family.ts';
import { integerPower, lengthOf } from '../numbers/forms.ts';
import type { Numbers } from '../numbers/numbers.ts';
import { doubles } from '../numbers/plain.ts';
import type { Op } from '../op.ts';

type Powers = { readonly j: number; readonly k: number };

/** The height over x, NaN where there is none. */
type Height = <V, T>(m: Numbers<V, T>, x: V) => V;

/**
 * x^j w^k with w a height over x on a conic section: what derivatives of inverse trigonometric and hyperbolic functions
 * are made of. With s = w'w/x, which is 1 or -1,
 *
 *     d/dx x^j w^k = j x^(j-1) w^k + s k x^(j+1) w^(k-2).
 *
 * Said as ops of their own they lose nothing where 1 - x^2 or x^2 - 1, expanded, would cancel or overflow.
 */
const conic = (
  name: string,
  members: readonly Powers[],
  latex: string,
  domain: readonly [number, number],
  s: 1 | -1,
  w: Height,
  value = (x: number): number => w(doubles, x),
) => {
  const powers = family(name, members, ({ j, k }) => ({
    value: (x) => product(doubles, x, value(x), j, k),
    identity: (m, x) => product(m, x, w(m, x), j, k),
    exactAt: onlyAt(0),
    partials: [
      ($, x) => {
        const outer = scaled($, s * k, $(op(j + 1, k - 2), x));
        return j === 0 ? outer : $(add, scaled($, j, $(op(j - 1, k), x)), outer);
      },
    ],
    closed: tangentsBy([
      ($, x, y) => {
        const outer = scaled($, s * k, $(mul, x, $(mul, y, j === 0 && k === -2 ? y : $(op(0, -2), x))));
        return j === 0 ? outer : $(add, scaled($, j, j > 0 ? $(op(j - 1, k), x) : $(mul, y, $(recip, x))), outer);
      },
    ]),
    doc: {
      group: 'power',
      summary: `A product of powers of x and ${name}(x).`,
      latex: `{#1}^{${j}} \\sqrt{${latex}}^{${k}}`,
      domain: [domain],
    },
  }));
  const op = (j: number, k: number): Op => powers({ j, k });
  return op;
};

/** x^j w^k; for j > 0 and k < 0, x and w may both be huge. */
const product = <V, T>(m: Numbers<V, T>, x: V, w: V, j: number, k: number): V =>
  j > 0
    ? m.mul(integerPower(m, m.div(x, w), j), integerPower(m, w, j + k))
    : m.mul(integerPower(m, x, j), integerPower(m, w, k));

/** sqrt((1 - x) (1 + x)) */
const overCircle: Height = (m, x) => m.sqrt(m.mul(m.sub(m.number(1), x), m.add(m.number(1), x)));

/** sqrt(x - 1) sqrt(x + 1) */
const overBranch: Height = (m, x) => m.mul(m.sqrt(m.sub(x, m.number(1))), m.sqrt(m.add(x, m.number(1))));

/** x^j sqrt(1 - x^2)^k. */
export const circle = conic(
  'circle',
  [
    { j: 0, k: -1 },
    { j: 1, k: -3 },
  ],
  '1 - {#1}^2',
  [-0.9, 0.9],
  -1,
  overCircle,
);

/** x^j sqrt(1 - x^2)^k for x >= 0 and NaN below. */
export const quadrant = conic('quadrant', [{ j: -1, k: -1 }], '1 - {#1}^2', [0.1, 0.9], -1, (m, x) =>
  m.select(m.less(x, m.number(0)), m.number(Number.NaN), overCircle(m, x)),
);

/** x^j sqrt(1 + x^2)^k. */
export const hyperbola = conic(
  'hyperbola',
  [
    { j: 2, k: -5 },
    { j: 1, k: 2 },
  ],
  '1 + {#1}^2',
  [0.2, 3],
  1,
  (m, x) => {
    const { scale, length } = lengthOf(m, m.number(1), x);
    return m.mul(scale, length);
  },
  (x) => hypot(1, x),
);

/** x^j sqrt(x^2 - 1)^k for x >= 1 and NaN below. */
export const branch = conic('branch', [{ j: 0, k: -1 }], '{#1}^2 - 1', [1.2, 4], 1, overBranch);

/** x^j sqrt(x^2 - 1)^k for |x| >= 1 and NaN between. */
export const branches = conic('branches', [{ j: -1, k: -1 }], '{#1}^2 - 1', [1.2, 4], 1, (m, x) =>
  overBranch(m, m.abs(x)),
);
