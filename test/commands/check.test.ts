import { describe, expect, test } from 'vitest';
import { resultOf, trial } from './fixture.ts';

const checkOf = async (...lines: readonly string[]) => resultOf(await trial().run(...lines), 'checks');

describe('the check of a derivative', () => {
  test.each([
    ['sign(x) at x=0', 'no derivative d/dx: a jump of -1 to the left, a jump of 1 to the right'],
    ['floor(x) at x=2', 'no derivative d/dx: a jump of -1 to the left, no jump to the right'],
    ['abs(x) at x=0', 'no derivative d/dx: -1 from the left, 1 from the right'],
  ])('of %s disagrees: the two sides differ', async (operand, detail) => {
    const { verdict, checks } = await checkOf(`:check ${operand}`);
    expect(verdict).toBe('disagree');
    expect(checks.find(({ name }) => name === 'one-sided slopes')).toMatchObject({ ok: false, detail });
  });

  // Steeper than a step of a hundredth of the argument shows: near a pole, in a fast oscillation, in a narrow transition.
  test.each(['tan(x) at x=1.57', 'x*sin(1/x) at x=1e-3', 'sigmoid(1e6*x) at x=0', 'floor(x) at x=2.5'])(
    'of %s agrees',
    async (operand) => expect((await checkOf(`:check ${operand}`)).verdict).toBe('agree'),
  );
});
