import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { det, inv, matmul } from '../../src/ops/matrix/matrix.ts';
import { expm } from '../../src/ops/matrix/matrix-function.ts';
import { svdvals } from '../../src/ops/matrix/singular.ts';
import type { Op } from '../../src/ops/op.ts';
import { functions } from '../../src/ops/functions.ts';
import { ordinaryPoints, referenced } from '../ops/families.ts';
import { withWrongRule } from '../planted.ts';
import { answerOf, valueOf } from '../session/engine-fixture.ts';

async function verdictOf(line: string): Promise<string> {
  const answer = await answerOf(line);
  if (!answer.ok || answer.result?.kind !== 'checks') throw new Error(JSON.stringify(answer));
  return answer.result.verdict;
}

const typedName = ({ name, doc }: Op): string | undefined => {
  const typed = doc?.typed ?? name;
  return typed !== false && functions.has(typed) ? typed : undefined;
};

/** A line for each function of numbers, at an ordinary point. */
const ofNumbers = referenced.flatMap((op, i): readonly (readonly [Op, string])[] => {
  const name = typedName(op);
  if (name === undefined) return [];
  const points = ordinaryPoints(op);
  const at = points[i % points.length]!.map((x, k) => [`xyz`[k]!, x] as const);
  const [names, values] = [at.map(([n]) => n), at.map(([n, x]) => `${n}=${x}`)];
  return [[op, `:check ${name}(${names.join(', ')}) at ${values.join(', ')}`]];
});

const A = '[2.1, 0.3, -0.4; 0.5, 1.7, 0.2; -0.1, 0.6, 1.4]';
const ofMatrices: readonly (readonly [Op, string])[] = [
  [inv, `:check inv(A) at A=${A}`],
  [det, `:check det(A) at A=${A}`],
  [matmul, `:check A*A at A=${A}`],
  [expm, `:check expm(A) at A=${A}`],
  [svdvals, `:check svdvals(A) at A=${A}`],
];

describe('a rule that is wrong by 1e-8 of itself is found', () => {
  test.each([...ofNumbers, ...ofMatrices].map(([op, line], i) => ({ op, line, part: i % 2 === 0 ? 1e-8 : -1e-8 })))(
    '$line',
    async ({ op, line, part }) => {
      expect(await withWrongRule(op, part, () => verdictOf(line))).not.toBe('agree');
    },
  );
});

interface Awkward {
  readonly line: string;
  /** The derivative's entries, by awkward.py. */
  readonly right: readonly number[];
}

const cases = JSON.parse(readFileSync(path.join(import.meta.dirname, 'awkward.json'), 'utf8')) as readonly Awkward[];
/** One of so many is asked here. */
const EVERY = 12;

const flat = (x: unknown): readonly number[] => (Array.isArray(x) ? x.flatMap(flat) : [Number(x)]);

describe('no right derivative is condemned', () => {
  test.each(cases.filter((_, i) => i % EVERY === 0))('$line', async ({ line, right }) => {
    if ((await verdictOf(`:check ${line}`)) !== 'disagree') return;
    const found = flat(await valueOf(`:grad ${line}`));
    // A derivative that is wrong may be condemned.
    expect(found.every((x, i) => Math.abs(x - right[i]!) <= 1e-10 * Math.abs(right[i]!))).toBe(false);
  });
});
