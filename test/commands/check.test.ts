import { describe, expect, test } from 'vitest';
import { answerOf } from '../session/engine-fixture.ts';

async function checksOf(...lines: readonly string[]) {
  const answer = await answerOf(...lines);
  if (!answer.ok || answer.result?.kind !== 'checks') throw new Error(JSON.stringify(answer));
  return answer.result;
}

describe(':check', () => {
  test('computes a derivative in independent ways, which agree', async () => {
    const { verdict, checks } = await checksOf('f(x) = sin(x)*exp(x)', ':check f(1)');
    expect(verdict).toBe('agree');
    expect(checks.map(({ name }) => name)).toEqual([
      'forward',
      'symbolic',
      'complex step',
      'differences',
      'Taylor remainder',
      'one-sided slopes',
    ]);
  });

  test('a wrong formula is named with its worst entry and both values', async () => {
    const { verdict, checks } = await checksOf('f(x, y) = [x^2, x*y]', ':check f(1, 2) against=[2*x, 0; y, 3*x]');
    expect(verdict).toBe('disagree');
    const worst = { entry: 'df2/dy', reference: 1, other: 3 };
    expect(checks.find(({ name }) => name === 'formula given')).toMatchObject({ ok: false, error: 2, worst });
  });

  test('a kink shows in the slopes of the two sides and in the order of the remainder', async () => {
    const { checks } = await checksOf(':check abs(x) at x=0');
    const worst = { entry: 'd/dx', reference: -1, other: 1 };
    expect(checks.find(({ name }) => name === 'one-sided slopes')).toMatchObject({ ok: false, worst });
    expect(checks.find(({ name }) => name === 'Taylor remainder')).toMatchObject({ ok: false });
  });

  test.each([
    ['A = [0.1, 0.3, 0.7; 0.3, 0.9, 0.5; 0.4, 0.9, 0.1]', ':check solve(A, x) at x=[1, 2, 3]'],
    ['A = [0.1, 0.7, 0.7; 0.3, 2.1, 0.5; 0.4, 0.9, 0.1]', ':check solve(A, x) at x=[1, 2, 3]'],
    ['A = [0.1, 0.7, 0.7; 0.3, 2.1, 0.5; 0.4, 0.9, 0.1]', ':check inv(A)*x at x=[1, 2, 3]'],
    ['c = 1e-17', ':check [x[1] + c*x[2], x[2]] at x=[1, 2]'],
    ['c = 1e-9', ':check [x + y, x + c*y] at x=1, y=2'],
  ])('slopes that no difference can see are no disagreement: %s %s', async (...lines) => {
    expect((await checksOf(...lines)).verdict).toBe('agree');
  });

  test.each([
    [':check [1e20*x + y, 3*y] at x=1, y=2 against=[1e20, 1; 0, 3.00000003]'],
    [':check [x[1] + 1e-17*x[2], x[2]] at x=[1, 2] against=[1, 1.00000001e-17; 0, 1]'],
  ])('and wrong formulas are found as before: %s', async (line) => {
    expect((await checksOf(line)).verdict).toBe('disagree');
  });

  test.each([
    ['log(x) at x=1e-10'],
    ['1e10+x at x=1'],
    ['exp(x) at x=-700'],
    ['erf(x) at x=5'],
    ['sin(x) at x=1e6'],
    ['1/x at x=1e-12'],
    ['norm(x) at x=[1e-8,1e-8]'],
    ['norm(x) at x=[1e-300,1]'],
    ['inv(X) at X=[1,1;1,1+1e-7]'],
    ['x/(x+1e-18) at x=1e-18'],
    ['sqrt(x^2+1e-30) at x=0'],
    ['sqrt((x-1)^2+1e-80) at x=1'],
    ['tanh(1e15*x) at x=0'],
    ['x*sin(1/x) at x=1e-8'],
    ['abs(x-1) at x=1+1e-13'],
    ['x^2 at x=1e300'],
    ['x^2 at x=1e-300'],
    ['exp(-x^2) at x=30'],
    ['sech(x) at x=1e-8'],
    ['sin(x) at x=1e20'],
    ['x<1 ? x^2 : 2*x-1 at x=1-1e-10'],
    ['where(x<1, x^2, 2*x-1) at x=1-1e-10'],
    ['(1-cos(x))/x^2 at x=1e-3 against=(x*sin(x)-2*(1-cos(x)))/x^3'],
  ])('where the function has a scale of its own, or few digits, it is right: %s', async (at) => {
    const { words } = await checksOf(`:check ${at}`);
    expect(words).toMatch(/^agree: /);
  });

  test.each([
    ['abs(x) at x=0', 'derivative'],
    ['max(x,2*x) at x=0', 'derivative'],
    ['max(x) at x=[1,1,0]', 'derivative'],
    ['x*abs(y) at x=1e10, y=0', 'derivative'],
    ['floor(x) at x=2', 'derivative'],
    ['norm(x) at x=[0,0]', 'finite'],
  ])('where there is no derivative, that is said: %s', async (at, word) => {
    const { verdict, words } = await checksOf(`:check ${at}`);
    expect(verdict).not.toBe('agree');
    expect(words).toContain(word);
  });

  test('rounding that left no digits leaves nothing to be judged', async () => {
    expect((await checksOf(':check expm([x, 1; 0, 2])[1, 1] - exp(x) at x=1')).verdict).toBe('undecided');
  });

  test('what cannot be done is said', async () => {
    const { verdict, facts } = await checksOf(':check det(A) at A=[1, 2; 3, 4]');
    expect(verdict).toBe('agree');
    expect(facts).toEqual([['left out', expect.stringMatching(/symbolic.*complex step/)]]);
  });

  test('plot=yes draws the error of quotients: the best central step is longer and better', async () => {
    const { figure } = await checksOf(':check sin(x)*exp(x) at x=1 plot=yes');
    expect(figure!.scales).toEqual({ x: { kind: 'log' }, y: { kind: 'log' } });
    const facts = Object.fromEntries(figure!.facts) as Record<string, number>;
    expect(facts['central: its error']!).toBeLessThan(facts['one-sided: its error']!);
    expect(facts['central: best step']!).toBeGreaterThan(facts['one-sided: best step']!);
  });
});
