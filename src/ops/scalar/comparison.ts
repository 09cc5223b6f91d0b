import { elementwise } from '../elementwise.ts';
import { isNaN, isTrue, one } from '../numbers/forms.ts';
import type { Numbers } from '../numbers/numbers.ts';
import { doubles } from '../numbers/plain.ts';
import type { Op } from '../op.ts';

/**
 * Tests, which answer 1 or 0, and NaN where a NaN leaves open which: it is neither equal to a number nor different from it. `and` and `or` are
 * settled by the side that settles them (Kleene's logic of three values).
 */

/** Whether a test holds, and whether its contrary does: beside NaN neither. */
interface Test {
  readonly yes: <V, T>(m: Numbers<V, T>, a: V, b: V) => T;
  readonly no: <V, T>(m: Numbers<V, T>, a: V, b: V) => T;
}

const answer = <V, T>(m: Numbers<V, T>, yes: T, no: T): V =>
  m.select(yes, m.number(1), m.select(no, m.number(0), m.number(Number.NaN)));

const valueOf =
  ({ yes, no }: Test) =>
  (a: number, b: number): number =>
    yes(doubles, a, b) ? 1 : no(doubles, a, b) ? 0 : Number.NaN;

const comparison = (name: string, test: Test, words: string, latex: string): Op =>
  elementwise({
    name,
    value: valueOf(test),
    formula: (m, a, b) => answer(m, test.yes(m, a, b), test.no(m, a, b)),
    partials: [],
    kink: (a, b) => a === b,
    convention: `${name} changes where its sides are equal; the derivative 0 is used`,
    tests: true,
    exact: true,
    doc: {
      group: 'comparison',
      summary: `1 where x ${words} y, else 0; NaN where either is NaN.`,
      latex: `#1 ${latex} #2`,
      domain: [
        [0, 1],
        [1, 2],
      ],
      awkward: [[2, 1]],
    },
  });

const same: Test['yes'] = (m, a, b) => m.equal(a, b);
const apart: Test['yes'] = (m, a, b) => m.or(m.less(a, b), m.less(b, a));
const below: Test['yes'] = (m, a, b) => m.less(a, b);
const above: Test['yes'] = (m, a, b) => m.less(b, a);
const notAbove: Test['yes'] = (m, a, b) => m.atMost(a, b);
const notBelow: Test['yes'] = (m, a, b) => m.atMost(b, a);

export const equal: Op = comparison('equal', { yes: same, no: apart }, 'equals', '=');
export const unequal: Op = comparison('unequal', { yes: apart, no: same }, 'differs from', '\\neq');
export const smaller: Op = comparison('smaller', { yes: below, no: notBelow }, 'is less than', '<');
export const smallerEq: Op = comparison('smallerEq', { yes: notAbove, no: above }, 'is at most', '\\leq');
export const larger: Op = comparison('larger', { yes: above, no: notAbove }, 'is greater than', '>');
export const largerEq: Op = comparison('largerEq', { yes: notBelow, no: below }, 'is at least', '\\geq');

/** Whether a number counts as true: all but 0 and NaN. */
export const truth = (x: number): boolean => x !== 0 && !Number.isNaN(x);

const isFalse = <V, T>(m: Numbers<V, T>, x: V): T => m.equal(x, m.number(0));

const logical = (name: string, test: Test, words: string, latex: string): Op =>
  elementwise({
    name,
    value: valueOf(test),
    formula: (m, a, b) => answer(m, test.yes(m, a, b), test.no(m, a, b)),
    partials: [],
    kink: (a, b) => a === 0 || b === 0,
    convention: `${name} changes where a side is 0; the derivative 0 is used`,
    tests: true,
    exact: true,
    doc: {
      group: 'logical',
      summary: `1 where ${words} not 0, else 0; NaN where a NaN leaves that open.`,
      latex: `#1 ${latex} #2`,
      domain: [
        [1, 2],
        [1, 2],
      ],
    },
  });

export const and: Op = logical(
  'and',
  {
    yes: (m, a, b) => m.and(isTrue(m, a), isTrue(m, b)),
    no: (m, a, b) => m.or(isFalse(m, a), isFalse(m, b)),
  },
  'x and y are',
  '\\wedge',
);
export const or: Op = logical(
  'or',
  {
    yes: (m, a, b) => m.or(isTrue(m, a), isTrue(m, b)),
    no: (m, a, b) => m.and(isFalse(m, a), isFalse(m, b)),
  },
  'x or y is',
  '\\vee',
);
export const xor: Op = logical(
  'xor',
  {
    yes: (m, a, b) => m.or(m.and(isTrue(m, a), isFalse(m, b)), m.and(isFalse(m, a), isTrue(m, b))),
    no: (m, a, b) => m.or(m.and(isTrue(m, a), isTrue(m, b)), m.and(isFalse(m, a), isFalse(m, b))),
  },
  'one alone of x and y is',
  '\\veebar',
);

export const not: Op = elementwise({
  name: 'not',
  value: (x) => (x === 0 ? 1 : truth(x) ? 0 : x),
  formula: (m, x) => answer(m, isFalse(m, x), isTrue(m, x)),
  partials: [],
  kink: (x) => x === 0,
  convention: 'not changes at 0; the derivative 0 is used',
  tests: true,
  exact: true,
  doc: {
    group: 'logical',
    summary: '1 where x is 0, else 0; NaN where x is NaN.',
    latex: '\\neg #1',
    domain: [[1, 2]],
  },
});

/** 1 where x is NaN, else 0: the one test that NaN does not leave open. */
export const isUnknown: Op = elementwise({
  name: 'isUnknown',
  value: (x) => (Number.isNaN(x) ? 1 : 0),
  formula: (m, x) => one(m, isNaN(m, x)),
  partials: [],
  tests: true,
  exact: true,
  doc: { typed: false, group: 'comparison', summary: '1 where x is NaN, else 0.', domain: [[1, 2]] },
});
