import { expect, test } from 'vitest';
import { valueOf } from '../session/engine-fixture.ts';

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
