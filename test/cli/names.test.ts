import { expect, test } from 'vitest';
import { promptNames } from '../../src/cli/prompt/names.ts';
import { trial } from '../commands/fixture.ts';

test('completion shows a name as what it is, a derivative with what it is taken by', async () => {
  const { engine, run } = trial();
  await run('f(x, y) = x*y', 'g = jac(f, x)', 'h = hess(f)', 'A = [1, 2; 3, 4]', 's = "text"');
  expect(Object.fromEntries(promptNames(engine.session).map(({ name, signature }) => [name, signature]))).toEqual({
    f: 'f(x, y)',
    g: 'jac(f, x)',
    h: 'hess(f)',
    A: '[2,2]',
    s: 'text',
  });
});
