import { isSum } from '../numbers/exact.ts';
import { remainder, wholeQuotient } from '../../tensor/multiprecision/remainder.ts';
import * as number from '../../tensor/special/rounding.ts';
import { add, literal, mul, neg } from '../core.ts';
import { elementwise } from '../elementwise.ts';
import { family } from '../family.ts';
import type { Formula } from '../numbers/numbers.ts';
import type { Op } from '../op.ts';

/** Steps: their derivative is 0 between the jumps. */

const group = 'rounding';

const step = (
  name: string,
  value: (x: number) => number,
  formula: Formula | undefined,
  jumps: (x: number) => boolean,
  summary: string,
  latex: string,
): Op =>
  elementwise({
    name,
    value,
    ...(formula && { formula }),
    partials: [],
    kink: jumps,
    convention: `${name} jumps here; the derivative 0 is used`,
    exact: true,
    doc: {
      group,
      summary: `${summary} The derivative is 0.`,
      latex,
      domain: [[0.1, 0.4]],
      awkward: [[-0.3], [1e9 + 0.25]],
    },
  });

const isHalf = (x: number): boolean => Math.abs(x - Math.trunc(x)) === 0.5;

export const floor: Op = step(
  'floor',
  Math.floor,
  (m, x) => m.floor(x),
  Number.isInteger,
  'The next integer below.',
  '\\lfloor #1 \\rfloor',
);

export const ceil: Op = step(
  'ceil',
  Math.ceil,
  (m, x) => m.ceil(x),
  Number.isInteger,
  'The next integer above.',
  '\\lceil #1 \\rceil',
);

export const fix: Op = step(
  'fix',
  Math.trunc,
  (m, x) => m.trunc(x),
  (x) => x !== 0 && Number.isInteger(x),
  'The integer part: rounds toward 0.',
  '\\operatorname{fix} #1',
);

export const round: Op = step(
  'round',
  number.round,
  undefined,
  isHalf,
  'The nearest integer; halves go away from 0.',
  '\\operatorname{round} #1',
);

const toDigits = family<{ digits: number }>('roundTo', [{ digits: 1 }], ({ digits }) => ({
  value: (x) => number.roundTo(x, digits),
  partials: [],
  kink: (x) => isHalf(x * 10 ** digits),
  convention: 'round jumps here; the derivative 0 is used',
  doc: {
    group,
    summary: `The nearest number of ${digits} decimals; halves go away from 0. The derivative is 0.`,
    domain: [[0.01, 0.04]],
  },
}));

/** To the nearest number of so many decimals, 0 to 100. */
export const roundTo = (digits: number): Op => toDigits({ digits });

/** The rest of x by y, with the sign of y. */
const rest = (x: number, y: number): number => (y === 0 ? NaN : number.mod(x, y));

const modJumps = (x: number, y: number): boolean => rest(x, y) === 0;
const modConvention = 'mod jumps where the quotient is an integer; the derivative from above is used';

/** floor(x / y), right also where x / y would round to the next integer. */
export const quotient: Op = elementwise({
  name: 'quotient',
  // What is left without the rest is a multiple of y, up to rounding.
  value: (x, y) => Math.round((x - rest(x, y)) / y),
  precise: (bits, x, y) => wholeQuotient(x!, y!, bits),
  exactAt: (q) => Math.abs(q) < 2 ** 51,
  partials: [],
  kink: modJumps,
  convention: modConvention,
  doc: {
    typed: false,
    group,
    summary: 'The whole part of a quotient, rounded down.',
    latex: '\\left\\lfloor \\frac{#1}{#2} \\right\\rfloor',
    domain: [
      [0.1, 1.4],
      [1.5, 2.9],
    ],
    awkward: [[-7.5, 2]],
  },
});

/** mod(x, y) = x - y floor(x/y), with the sign of y. */
export const mod: Op = elementwise({
  name: 'mod',
  value: rest,
  precise: (bits, x, y) => remainder(x!, y!, bits),
  exactAt: (r, x, y) => r === x % y || isSum(r, x % y, y),
  partials: [
    // 1, but NaN with the quotient for y = 0.
    ($, x, y) => $(add, literal($, 1), $(mul, literal($, 0), $(quotient, x, y))),
    ($, x, y) => $(neg, $(quotient, x, y)),
  ],
  kink: modJumps,
  convention: modConvention,
  doc: {
    group,
    summary: 'x - y floor(x/y), which has the sign of y; NaN for y = 0. It jumps where y divides x.',
    latex: '#1 \\bmod #2',
    domain: [
      [0.1, 1.4],
      [1.5, 2.9],
    ],
    awkward: [
      [-7.5, 2],
      [1e15 + 0.5, 3],
      [7, -2.5],
    ],
  },
});
