import { tensorOf } from '../arrays.ts';
import { describe, expect, test } from 'vitest';
import { numbersOf, resultOf, trial } from './fixture.ts';

const facts = async (...lines: readonly string[]) =>
  Object.fromEntries(resultOf(await trial().run(...lines), 'table').facts ?? []);

describe(':shape', () => {
  test('says both layouts with their axes, and why', async () => {
    expect(await facts('g(x, y) = [x*y, sin(x), exp(y)]', ':shape g(1, 2)')).toEqual({
      input: 'x (a number), y (a number)',
      output: 'g (vector [3])',
      numerator: '[3,2], rows g, columns x,y',
      denominator: '[2,3], rows x,y, columns g',
      why: '3 outputs, 2 inputs: a matrix, with a row for each output and a column for each input',
    });
  });

  test('says the same layouts as :jac shows', async () => {
    for (const layout of ['numerator', 'denominator'] as const) {
      for (const line of ['x1*x2*x3 at x1=1, x2=2, x3=3', '[t, t^2] at t=2', 'X*X at X=[1, 2; 3, 4]']) {
        const { shape, axes } = tensorOf(await trial().run(`:jac ${line} layout=${layout}`));
        const foretold = String((await facts(`:shape ${line}`))[layout]);
        expect(foretold.startsWith(`[${shape.join(',')}]`)).toBe(true);
        for (const { name } of axes!) expect(foretold).toContain(name);
      }
    }
  });

  test('has a part for each argument of another kind, and then no one value', async () => {
    const said = await facts('l(W, b) = W*b', ':shape l([1, 2; 3, 4], [1, 2])');
    expect(said).toMatchObject({
      'numerator by W': '[2,2,2], axes l; W[i]; W[j]',
      'denominator by W': '[2,2,2], axes W[i]; W[j]; l',
      'numerator by b': '[2,2], rows l, columns b',
    });
    const { run, engine } = trial();
    await run('l(W, b) = W*b', ':shape l([1, 2; 3, 4], [1, 2])');
    expect(() => numbersOf(engine, 'ans')).toThrow('ans is not defined');
  });

  test('differentiates nothing: it answers where no derivative could', async () => {
    expect(await facts(':shape [log(x), x] at x=-1')).toMatchObject({ numerator: '[2,1], rows out, columns x' });
  });
});
