import { entryOp, literal, stretched, summed } from '../core.ts';
import { elementwise } from '../elementwise.ts';
import { isSum } from '../numbers/exact.ts';
import { isNaN } from '../numbers/forms.ts';
import type { Formula } from '../numbers/numbers.ts';
import type { Apply, Doc, Op } from '../op.ts';
import { fixed } from '../primitive.ts';

/** Choices among values: where, min and max. */

const zero = <V>($: Apply<V>): V => literal($, 0);

/**
 * Says an op (s, a, b) that is linear in a and b and steered by s.
 *
 * Its rules choose among tangents and cotangents as it chooses among values, and do not multiply by a mask: what is not
 * taken may be NaN or infinite.
 */
const choice = (
  name: string,
  value: (s: number, a: number, b: number) => number,
  formula: Formula,
  exactness: Pick<Op, 'exact' | 'exactAt'>,
  doc: Doc,
): Op => {
  const op: Op = fixed(
    entryOp({
      name,
      algebra: 'smooth',
      ...exactness,
      value,
      formula,
      jvp: ($, [, da, db], s, _a, _b, y) =>
        da === undefined && db === undefined ? undefined : stretched($, $(op, s, da ?? zero($), db ?? zero($)), y),
      vjp: ($, ct, [, wa, wb], s, a, b) => [
        undefined,
        wa ? summed($, $(op, s, ct, zero($)), a) : undefined,
        wb ? summed($, $(op, s, zero($), ct), b) : undefined,
      ],
      doc,
    }),
  );
  return op;
};

/** where(test, a, b): a where the test is true, b where it is 0, and NaN where it is NaN, which decides nothing. */
export const where: Op = choice(
  'where',
  (test, a, b) => (test === 0 ? b : Number.isNaN(test) ? test : a),
  (m, s, a, b) => m.select(m.equal(s, m.number(0)), b, m.select(isNaN(m, s), s, a)),
  { exact: true },
  {
    group: 'comparison',
    summary:
      'y where x is true, z where it is 0, NaN where it is NaN; what is not taken leaves no trace in the derivative.',
    latex: '\\begin{cases} #2 & #1 \\\\ #3 & \\text{otherwise} \\end{cases}',
  },
);

/** The share of a in max(a, b): 1, 1/2 at a tie, 0. */
export const share: Op = elementwise({
  name: 'share',
  value: (a, b) => (a > b ? 1 : a < b ? 0 : a === b ? 1 / 2 : NaN),
  formula: (m, a, b) =>
    m.select(
      m.less(b, a),
      m.number(1),
      m.select(m.less(a, b), m.number(0), m.select(m.equal(a, b), m.number(0.5), m.number(Number.NaN))),
    ),
  partials: [],
  kink: (a, b) => a === b,
  convention: 'at a tie each side has half; the derivative 0 is used',
  exact: true,
  doc: {
    typed: false,
    group: 'comparison',
    summary: '1 where x > y, 1/2 at a tie, else 0.',
    domain: [
      [0, 1],
      [1, 2],
    ],
  },
});

/** blend(s, a, b): a for s = 1, b for s = 0, and their mean between. */
export const blend: Op = choice(
  'blend',
  (s, a, b) => (s >= 1 ? a : s <= 0 ? b : s > 0 ? a / 2 + b / 2 : NaN),
  (m, s, a, b) => {
    const half = m.number(0.5);
    const mean = m.add(m.mul(half, a), m.mul(half, b));
    const between = m.select(m.less(m.number(0), s), mean, m.number(Number.NaN));
    return m.select(m.atMost(m.number(1), s), a, m.select(m.atMost(s, m.number(0)), b, between));
  },
  { exactAt: (y, s, a, b) => s >= 1 || s <= 0 || isSum(2 * y, a, b) },
  {
    typed: false,
    group: 'comparison',
    summary: 'y for x = 1, z for x = 0, and their mean between.',
  },
);

/** Says an extremum of two; `won` answers the share of the first. */
const extremum = (
  name: string,
  value: (a: number, b: number) => number,
  formula: Formula,
  won: <V>($: Apply<V>, a: V, b: V) => V,
  words: string,
  latex: string,
): Op => {
  return fixed(
    entryOp({
      name,
      algebra: 'smooth',
      exact: true,
      value,
      formula,
      jvp: ($, [da, db], a, b, y) => stretched($, $(blend, won($, a, b), da ?? zero($), db ?? zero($)), y),
      vjp: ($, ct, [wa, wb], a, b) => [
        wa ? summed($, $(blend, won($, a, b), ct, zero($)), a) : undefined,
        wb ? summed($, $(blend, won($, a, b), zero($), ct), b) : undefined,
      ],
      kink: (a, b) => a === b,
      convention: `${latex} has no derivative at a tie; each side has half`,
      doc: {
        typed: latex,
        group: 'comparison',
        summary: `The ${words} of two, entry by entry. At a tie each side has half of the derivative.`,
        latex: `\\${latex}(#1, #2)`,
        domain: [
          [-3, 3],
          [-3, 3],
        ],
        awkward: [
          [1e300, 1],
          [-1e-300, 0],
        ],
      },
    }),
  );
};

/** min(a, b), entry by entry. */
export const min: Op = extremum(
  'minimum',
  Math.min,
  (m, a, b) => m.min(a, b),
  ($, a, b) => $(share, b, a),
  'lesser',
  'min',
);

/** max(a, b), entry by entry. */
export const max: Op = extremum(
  'maximum',
  Math.max,
  (m, a, b) => m.max(a, b),
  ($, a, b) => $(share, a, b),
  'greater',
  'max',
);
