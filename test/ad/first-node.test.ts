import { expect, test } from 'vitest';
import { valueOf } from '../session/engine-fixture.ts';

// The tangent of x*y by y is x itself, which is the first node of the recorded graph: reference 0, and no absent tangent.
test.each([
  ['a determinant', 'det([x*y, 0; 0, 1])', 1],
  ['a negative', '-(x*y)', -1],
  ['a product', '[x*y] * [3]', 3],
  ['an inverse', 'inv([[1/(x*y)]])[1, 1]', 1],
  ['a running sum', 'cumsum([x*y, 1])[2]', 1],
  ['a maximum', 'max([x*y, -1])', 1],
])('a tangent that is the first input passes through %s', async (_what, body, mixed) => {
  const f = `f(x, y) = ${body}`;
  expect(await valueOf(f, ':partial f(3, 2) wrt=x,y')).toBeCloseTo(mixed, 12);
  expect(await valueOf(f, ':partial f(3, 2) wrt=y,x')).toBeCloseTo(mixed, 12);
});
