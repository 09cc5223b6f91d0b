import { describe, expect, test } from 'vitest';
import { failed, resultOf, trial } from './fixture.ts';

/** Rows of `x` and `.` of what the last of several lines draws. */
async function drawn(...lines: readonly string[]): Promise<readonly string[]> {
  const { pattern } = resultOf(await trial().run(...lines), 'pattern');
  return Array.from({ length: pattern.rows }, (_, i) => {
    const row = new Array<string>(pattern.columns).fill('.');
    for (let k = pattern.starts[i]!; k < pattern.starts[i + 1]!; k++) row[pattern.indices[k]!] = 'x';
    return row.join('');
  });
}

describe(':spy', () => {
  test('draws the entries of a matrix that are not 0', async () => {
    expect(await drawn(':spy [1, 0; 0, 0; NaN, 2]')).toEqual(['x.', '..', 'xx']);
    expect(await drawn('[1, 0; 2, 3]', ':spy')).toEqual(['x.', 'xx']);
    expect(await drawn('f(x) = x.^2', 'J = :jac f([1, 2, 3]) form=sparse', ':spy J')).toEqual(['x..', '.x.', '..x']);
    expect(await drawn('f(x) = x.^2', ':spy jac(f)([1, 0, 3])')).toEqual(['x..', '...', '..x']);
  });

  test('draws where a Jacobian can have entries, also where they are 0 at the point', async () => {
    expect(await drawn('f(x) = x.^2', ':spy f([1, 0, 3])')).toEqual(['x..', '.x.', '..x']);
    expect(await drawn(':spy [x*y, y, 3] at x=0, y=0')).toEqual(['xx', '.x', '..']);
    expect(await drawn('f(x, y) = x + y', ':spy f([1, 2], [3, 4]) wrt=y')).toEqual(['x.', '.x']);
  });

  test('draws where a Hessian can have entries where the value is a number', async () => {
    expect(await drawn('f(x) = sum((x[2:end] - x[1]).^2)', ':spy f([1, 2, 3, 4])')).toEqual([
      'xxxx',
      'xx..',
      'x.x.',
      'x..x',
    ]);
    expect(await drawn(':spy x*y + z at x=1, y=2, z=3')).toEqual(['.x.', 'x..', '...']);
  });

  test('says how many passes would tell all entries, where they are fewer', async () => {
    const { run } = trial();
    await run('f(x) = x[2:end].*x[1:end-1]', 'x = 1:50');
    expect(resultOf(await run(':spy f(x)'), 'pattern')).toMatchObject({
      shape: [49, 50],
      effort: { forward: 2, reverse: 0, instead: 49 },
      axes: [{ name: 'f' }, { name: 'x' }],
    });
    expect(resultOf(await run(':spy x*sum(x)'), 'pattern').effort).toBeUndefined();
  });

  test('changes nothing', async () => {
    const { run, engine } = trial();
    await run('A = [1, 0; 0, 1]');
    const before = engine.session;
    await run(':spy A');
    expect(engine.session.names).toEqual(before.names);
    expect(engine.session.lines).toEqual(before.lines);
  });

  test('refuses what has no pattern, and what is full and large', async () => {
    const { run } = trial();
    const faultOf = async (line: string): Promise<string> => failed(await run(line)).fault.code;
    await run('v = [1, 2, 3]', 'x = 1:10000', 'f(x) = x.^2');
    expect(await faultOf(':spy v')).toBe('shape/rank');
    expect(await faultOf(':spy f')).toBe('wrt/no-point');
    expect(await faultOf(':spy v, v')).toBe('operand/extra');
    expect(await faultOf(':spy x*sum(x)')).toBe('sparse/filled');
    expect(await faultOf(':spy nothing')).toBe('name/unknown');
  });
});
