import { elementwise } from '../elementwise.ts';
import { isTrue, one } from '../numbers/forms.ts';
import type { Numbers } from '../numbers/numbers.ts';
import { doubles } from '../numbers/plain.ts';
import type { Op } from '../op.ts';

/** Tests, which answer 1 or 0. */

type Test = <V, T>(m: Numbers<V, T>, a: V, b: V) => T;
type Truth = <V, T>(m: Numbers<V, T>, s: T, t: T) => T;

const comparison = (name: string, test: Test, words: string, latex: string): Op =>
  elementwise({
    name,
    value: (a, b) => (test(doubles, a, b) ? 1 : 0),
    formula: (m, a, b) => one(m, test(m, a, b)),
    partials: [],
    kink: (a, b) => a === b,
    convention: `${name} changes where its sides are equal; the derivative 0 is used`,
    tests: true,
    exact: true,
    doc: {
      group: 'comparison',
      summary: `1 where x ${words} y, else 0.`,
      latex: `#1 ${latex} #2`,
      domain: [
        [0, 1],
        [1, 2],
      ],
      awkward: [[2, 1]],
    },
  });

export const equal: Op = comparison('equal', (m, a, b) => m.equal(a, b), 'equals', '=');
export const unequal: Op = comparison('unequal', (m, a, b) => m.not(m.equal(a, b)), 'differs from', '\\neq');
export const smaller: Op = comparison('smaller', (m, a, b) => m.less(a, b), 'is less than', '<');
export const smallerEq: Op = comparison('smallerEq', (m, a, b) => m.atMost(a, b), 'is at most', '\\leq');
export const larger: Op = comparison('larger', (m, a, b) => m.less(b, a), 'is greater than', '>');
export const largerEq: Op = comparison('largerEq', (m, a, b) => m.atMost(b, a), 'is at least', '\\geq');

/** Whether a number counts as true: all but 0 and NaN. */
export const truth = (x: number): boolean => x !== 0 && !Number.isNaN(x);

const logical = (name: string, test: Truth, words: string, latex: string): Op =>
  elementwise({
    name,
    value: (a, b) => (test(doubles, truth(a), truth(b)) ? 1 : 0),
    formula: (m, a, b) => one(m, test(m, isTrue(m, a), isTrue(m, b))),
    partials: [],
    kink: (a, b) => a === 0 || b === 0,
    convention: `${name} changes where a side is 0; the derivative 0 is used`,
    tests: true,
    exact: true,
    doc: {
      group: 'logical',
      summary: `1 where ${words} not 0, else 0.`,
      latex: `#1 ${latex} #2`,
      domain: [
        [1, 2],
        [1, 2],
      ],
    },
  });

export const and: Op = logical('and', (m, s, t) => m.and(s, t), 'x and y are', '\\wedge');
export const or: Op = logical('or', (m, s, t) => m.or(s, t), 'x or y is', '\\vee');
export const xor: Op = logical(
  'xor',
  (m, s, t) => m.and(m.or(s, t), m.not(m.and(s, t))),
  'one alone of x and y is',
  '\\veebar',
);

export const not: Op = elementwise({
  name: 'not',
  value: (x) => (truth(x) ? 0 : 1),
  formula: (m, x) => one(m, m.not(isTrue(m, x))),
  partials: [],
  kink: (x) => x === 0,
  convention: 'not changes at 0; the derivative 0 is used',
  tests: true,
  exact: true,
  doc: { group: 'logical', summary: '1 where x is 0, else 0.', latex: '\\neg #1', domain: [[1, 2]] },
});
