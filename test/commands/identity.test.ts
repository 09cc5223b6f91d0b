import { describe, expect, test } from 'vitest';
import { failed, numbersOf, resultOf, trial } from './fixture.ts';

describe(':identity', () => {
  test('finds both sides equal, and how many entries that are', async () => {
    const { run, engine } = trial();
    const answer = await run(':identity trace(A*B) == trace(B*A) at A=[1, 2; 3, 4], B=[0, 1; 5, -2]');
    const result = resultOf(answer, 'checks');
    expect(result).toMatchObject({
      title: 'Both sides: scalar',
      verdict: 'agree',
      checks: [{ name: 'sides', ok: true, error: 0, detail: 'largest difference 0 over the value' }],
    });
    expect(result.parts!.map(({ name, data }) => [...name, ...data])).toEqual([
      ['left side', 5],
      ['right side', 5],
    ]);
    expect(numbersOf(engine, 'ans')).toEqual([0]);
  });

  test('shows a wrong one wrong, by its worst entry', async () => {
    const { run, engine } = trial();
    const answer = await run("q(x) = x'*[1, 2; 3, 4]*x", ":identity grad(q)(x) == 2*x'*[1, 2; 3, 4] at x=[5, 6]");
    expect(resultOf(answer, 'checks')).toMatchObject({
      title: 'Left side [1,2], right side [2]',
      verdict: 'disagree',
      checks: [
        {
          ok: false,
          error: 6 / 73,
          detail: 'largest difference 6 at [1, 1]: 40 left, 46 right; 2 of 2 entries differ',
          worst: { entry: '[1, 1]', reference: 40, other: 46 },
        },
      ],
    });
    expect(numbersOf(engine, 'ans')).toEqual([6]);
  });

  test.each([
    ['sin(pi) == 0', 'agree'],
    ['1e-11 == 0', 'disagree'],
    ['1e-14 == 2e-14', 'disagree'],
    ['1e20 + 1e8 == 1e20', 'agree'],
    ['[1, 1e-14] == [1, 0]', 'agree'],
    ['1/0 == 1/0', 'agree'],
    ['1/0 == -1/0', 'disagree'],
  ])('%s: the sides %s', async (text, verdict) => {
    expect(resultOf(await trial().run(`:identity ${text}`), 'checks').verdict).toBe(verdict);
  });

  test('takes two operands as its sides too', async () => {
    const { run } = trial();
    expect(resultOf(await run(':identity 2 + 2, 4'), 'checks').verdict).toBe('agree');
  });

  test('draws random arrays anew in every trial, the same ones for the same seed', async () => {
    const line = ':identity det(A + A) == 2*det(A) at A=randn(2, 2) trials=4';
    const once = resultOf(await trial().run(`${line} seed=7`), 'checks');
    const again = resultOf(await trial({ seed: 99 }).run(`${line} seed=7`), 'checks');
    const other = resultOf(await trial().run(`${line} seed=8`), 'checks');
    expect(again).toEqual(once);
    expect(other.checks[0]!.detail).not.toBe(once.checks[0]!.detail);
    expect(once.checks[0]!.detail).toContain('the worst of 4 trials');
  });

  test('later names in at may stand on earlier ones', async () => {
    const { run } = trial();
    const answer = await run(":identity A == A' at B=randn(3, 3), A=B*B' seed=1");
    expect(resultOf(answer, 'checks').verdict).toBe('agree');
  });

  test('does not decide where a side is no number', async () => {
    const { run } = trial();
    expect(resultOf(await run(':identity sqrt(x) == 1 at x=-1'), 'checks')).toMatchObject({
      verdict: 'undecided',
      checks: [{ ok: false, error: NaN }],
    });
  });

  test.each([
    [':identity [1, 2] == [1; 2; 3]', 'shape/mismatch', '[1, 2] == [1; 2; 3]'],
    [':identity [1, 2; 3, 4] == 1', 'shape/mismatch', '[1, 2; 3, 4] == 1'],
    [':identity 1 + 1', 'identity/sides', '1 + 1'],
    [':identity 1 == 1 == 1', 'identity/sides', '1 == 1 == 1'],
    [':identity', 'identity/sides', 'identity'],
    [':identity X == X', 'name/unknown', 'X'],
    [':identity 1 == 1 trials=0', 'option/value', '0'],
  ])('%s is an error', async (line, code, place) => {
    const { fault, input } = failed(await trial().run(line));
    expect(fault.code).toBe(code);
    expect(input.slice(...fault.span!)).toBe(place);
  });
});
