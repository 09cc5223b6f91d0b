import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { judge, titleOf, type TruthCase } from './judge.ts';

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;

/** A seeded part of what `npm run truth` asks, with its references. */
const cases = read<readonly TruthCase[]>('slice.json');
/** Those of it that are known to be wrong, by their lines and why. The list may only shrink. */
const known = read<Readonly<Record<string, string>>>('known.json');

it('no derivative is wrong and silent, or worse than its note says, but those that are known', async () => {
  const wrong = new Set<string>();
  let [ordinary, right, alarms, answers] = [0, 0, 0, 0];
  for (const one of cases) {
    const { outcomes, falseAlarm } = await judge(one);
    if (outcomes.some((o) => o === 'silent' || o === 'beyond')) wrong.add(titleOf(one));
    if (one.kind !== 'ordinary') continue;
    answers++;
    ordinary += outcomes.length;
    right += outcomes.filter((o) => o === 'right').length;
    if (falseAlarm) alarms++;
  }
  expect([...wrong].sort()).toEqual(Object.keys(known).sort());
  expect(right / ordinary).toBeGreaterThanOrEqual(0.999);
  expect(alarms / answers).toBeLessThan(0.01);
});
