import { describe, expect, test } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { answerOf, notesOf, valueOf } from '../../session/engine-fixture.ts';

/** A function as Nabla and as JavaScript reads it. */
interface Both {
  readonly text: string;
  readonly value: (x: number) => number;
}

const outer: readonly ((u: Both) => Both)[] = [
  ({ text, value }) => ({ text: `sqrt(${text})`, value: (x) => Math.sqrt(value(x)) }),
  ({ text, value }) => ({ text: `log(${text})`, value: (x) => Math.log(value(x)) }),
  ({ text, value }) => ({ text: `exp(${text})`, value: (x) => Math.exp(value(x)) }),
  ({ text, value }) => ({ text: `1/(${text})`, value: (x) => 1 / value(x) }),
  ({ text, value }) => ({ text: `(${text} - 2)`, value: (x) => value(x) - 2 }),
  ({ text, value }) => ({ text: `-(${text})`, value: (x) => -value(x) }),
  ...[2, 3, 4, 0.5, 1.5, -0.5, 0.25].map((a) => ({ text, value }: Both): Both => ({
    text: `(${text})^${a < 0 ? `(${a})` : a}`,
    value: (x) => value(x) ** a,
  })),
];

/** Functions of three to four steps, always the same. */
function compositions(count: number): readonly Both[] {
  const random = prng(20);
  return Array.from({ length: count }, () => {
    let f: Both = { text: 'x', value: (x) => x };
    for (let depth = random() < 0.5 ? 3 : 4; depth > 0; depth--) f = outer[Math.floor(random() * outer.length)]!(f);
    return f;
  });
}

const points = [-7.3, -3.2, -1.6, -0.7, -0.31, 0.23, 0.8, 1.3, 1.9, 2.6, 4.7, 8.1];
const isDomain = ([code]: readonly unknown[]): boolean => code === 'symbolic/domain';

/** The slope by differences where the function is smooth and of ordinary size, else nothing. */
function slope(f: (x: number) => number, x: number): number | undefined {
  const by = (h: number): number => (f(x + h) - f(x - h)) / (2 * h);
  const [near, far] = [by(1e-5), by(1e-4)];
  const clear = [-0.01, 0, 0.01].every((h) => Number.isFinite(f(x + h)) && Math.abs(f(x + h)) < 1e6);
  return clear && Math.abs(near - far) < 1e-5 * (1 + Math.abs(near)) ? near : undefined;
}

describe('where a function is none', () => {
  test.each([
    ['(x^3)^(1/3)', -2],
    ['sqrt(x)^2', -2],
    ['(x^0.5)^4', -0.5],
    ['sqrt(x)*sqrt(x)', -3],
    ['sqrt(x - 20)^2', 7],
    ['sqrt(x + 20)^2', -30],
    ['exp(log(x))', -1],
    ['x^0.5*x^0.5', -1],
    ['(x^1.5)^2', -4],
  ])('the derivative of %s is none at %d', async (line, at) => {
    expect(await valueOf(`d = :diff ${line}`, `d(${at})`)).toBeNaN();
    expect((await notesOf(`:diff ${line}`)).some(isDomain)).toBe(false);
  });

  test('powers are not merged where halves of a negative number are none', async () => {
    const asked = ['d = :diff x^a*x^b wrt=x', 'a = 0.5; b = 0.5'];
    expect(await valueOf(...asked.flatMap((line) => line.split('; ')), 'd(-2)')).toBeNaN();
    expect(await valueOf(...asked.flatMap((line) => line.split('; ')), 'd(2)')).toBeCloseTo(1, 12);
  });

  test.each(['log(x)', 'log10(x^3)', 'acosh(x)', 'atanh(x)', 'log(x) - log(x)', '[x^2, log(x)]'])(
    'a rule that goes on beyond the domain of %s is told',
    async (line) => expect((await notesOf(`:diff ${line} wrt=x`)).filter(isDomain)).toHaveLength(1),
  );

  test.each([
    'log(exp(x))',
    'exp(x)/exp(x)',
    'sqrt(x)',
    'x*log(x)',
    'asin(x)',
    'x^2.5',
    'x/x',
    'exp(exp(x))/exp(exp(x))',
  ])('%s has nothing to tell', async (line) => expect((await notesOf(`:diff ${line}`)).some(isDomain)).toBe(false));

  test('random compositions are none where the function is, or told, and a number where it has a slope', async () => {
    const wrong: string[] = [];
    for (const { text, value } of compositions(25)) {
      const asked = `d = :diff ${text}`;
      if (!(await answerOf(asked)).ok) continue;
      const told = (await notesOf(asked)).some(([code]) => code.startsWith('symbolic/'));
      const all = (await valueOf(asked, `[${points.map((x) => `d(${x})`).join(', ')}]`)) as readonly number[];
      for (const [i, x] of points.entries()) {
        const found = all[i]!;
        const right = slope(value, x);
        if (Number.isNaN(value(x)) && Number.isFinite(found) && !told)
          wrong.push(`${text} at ${x}: ${found}, no number`);
        if (right !== undefined && !(Math.abs(found - right) < 1e-4 * (1 + Math.abs(right))))
          wrong.push(`${text} at ${x}: ${found}, not ${right}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
