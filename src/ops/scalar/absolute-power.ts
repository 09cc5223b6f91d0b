import { pow } from '../../tensor/special/power.ts';
import { literal, mul } from '../core.ts';
import { entrywise } from '../elementwise.ts';
import { scaled } from '../family.ts';
import { isPower, isRoot } from '../numbers/exact.ts';
import { integerPower, isFew } from '../numbers/forms.ts';
import type { Apply, Op } from '../op.ts';
import { primitive } from '../primitive.ts';
import { abs } from './arithmetic.ts';
import { where } from './choice.ts';
import { powerCost } from './power-derivative.ts';

/** Powers of magnitudes. */

type Power = { readonly power: number; /** 1: with the sign of x. */ readonly odd: number };

/** |x|^p, and sgn(x) |x|^p with `odd`; p is neither 0 nor 1. */
const powers = primitive<Power>('absolutePower', member, [
  { power: 1.5, odd: 0 },
  { power: 3, odd: 0 },
  { power: 0.5, odd: 1 },
  { power: -0.5, odd: 0 },
]);

function member({ power, odd }: Power): Op {
  const op = entrywise(
    {
      name: 'absolutePower',
      value: (x) => (odd ? Math.sign(x) : 1) * pow(Math.abs(x), power),
      formula: (m, x) => {
        const size = isFew(power) ? integerPower(m, m.abs(x), power) : m.call('pow', m.abs(x), m.number(power));
        if (!odd) return size;
        const zero = m.number(0);
        const sign = m.select(m.less(x, zero), m.number(-1), m.select(m.less(zero, x), m.number(1), zero));
        return m.mul(sign, size);
      },
      cost: () => powerCost(Number.NaN, power),
      exactAt: (y, x) =>
        isPower(Math.abs(y), Math.abs(x), power) || (power === 0.5 && isRoot(Math.abs(y), Math.abs(x), 2)),
      partials: [($, x) => slope($, x, { power, odd })],
      doc: {
        typed: false,
        group: 'power',
        summary: 'A power of the magnitude, or that with the sign.',
        latex: odd ? `\\operatorname{sgn}(#1) \\left|#1\\right|^{${power}}` : `\\left|#1\\right|^{${power}}`,
        domain: [[0.3, 3]],
        awkward: [[-2]],
      },
    },
    { power, odd },
  );
  if (power > 1) return op;
  // The slope is infinite at 0, where a direction that does not lead away from there leaves no trace.
  const along = <V>($: Apply<V>, direction: V, x: V): V =>
    $(where, direction, $(mul, slope($, x, { power, odd }), direction), literal($, 0));
  return {
    ...op,
    jvp: ($, [dx], x) => (dx === undefined ? undefined : along($, dx, x!)),
    vjp: ($, ct, _wants, x) => [along($, ct, x!)],
  };
}

/** d|x|^p = p sgn(x) |x|^(p-1), and the other way round. */
const slope = <V>($: Apply<V>, x: V, { power, odd }: Power): V => {
  const isOdd = odd === 0;
  const below = power === 2 ? (isOdd ? x : $(abs, x)) : $(powers({ power: power - 1, odd: Number(isOdd) }), x);
  return scaled($, power, below);
};

/** |x|^p for a p that is neither 0 nor 1: its derivatives at 0 are those of the power of a magnitude, which has no kink where p > 1. */
export const absolutePower = (power: number): Op => powers({ power, odd: 0 });
