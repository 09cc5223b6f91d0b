import { expect, test } from 'vitest';
import { asFault } from '../../src/session/failure.ts';
import { faultOf, valueOf } from '../session/engine-fixture.ts';

// Peano's function, whose mixed partials at the origin differ: +1 one way and -1 the other.
const definition = 'g(x, y) = x == 0 and y == 0 ? 0 : x*y*(x^2 - y^2)/(x^2 + y^2)';

test.each(['', ' mode=forward', ' mode=reverse'])(
  'a point that two equalities single out has no second derivative by either name (:hess%s)',
  async (mode) => {
    expect(await valueOf(definition, `:hess g(0, 0)${mode}`)).toEqual([
      [NaN, NaN],
      [NaN, NaN],
    ]);
  },
);

test('the other branch has its derivative there', async () => {
  expect(await valueOf(definition, ':jac g(0, 1)')).toEqual([[-1, 0]]);
});

test.each([
  [[':grad x + (2 == 2 ? 1/2 : 0) at x=2'], 1],
  [[':grad x * (1 != 2 ? 1/3 : 0) at x=2'], 1 / 3],
  [['a = map([1, 2, 3], f(n) = n == 1 ? 1/3 : 1/7)', ':grad sum(x*a) at x=2'], 1 / 3 + 2 / 7],
  [['c(n, x) = n == 1 ? x*(2 == 2 ? 1/3 : 0) : x^2*c(n - 1, x)', ':grad c(2, x) at x=2'], 4],
])('a test of numbers that holds leaves its branch as it was: %j', async (lines, right) => {
  expect(await valueOf(...lines)).toBeCloseTo(right, 14);
});

test('an overflow of the stack without calls of functions is no recursion of the user', async () => {
  expect(asFault(new RangeError('Maximum call stack size exceeded'), [0, 1])).toBeUndefined();
  expect((await faultOf('f(x) = 1 + f(x)', 'f(1)'))[0]).toBe('limit/recursion');
  expect((await faultOf('f(x) = map([x], f)', 'f(1)'))[0]).toBe('limit/recursion');
});
