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

/** An op with a line to check it, and the operand by which alone its derivative is to be wrong. */
type Trial = readonly [op: Op, line: string, operand?: number];

/** Whether an operand has a derivative there that is not 0: of 0 no part can be wrong. */
const dependsOn = ({ value }: Op, x: readonly number[], k: number): boolean =>
  value!(...x.with(k, x[k]! * (1 + 1e-6))) !== value!(...x);

/** A line for each function of numbers, at an ordinary point, and for each of its partial derivatives. */
const ofNumbers = referenced.flatMap((op, i): readonly Trial[] => {
  const name = typedName(op);
  if (name === undefined) return [];
  const points = ordinaryPoints(op);
  const point = points[i % points.length]!;
  const at = point.map((x, k) => [`xyz`[k]!, x] as const);
  const [names, values] = [at.map(([n]) => n), at.map(([n, x]) => `${n}=${x}`)];
  const line = `:check ${name}(${names.join(', ')}) at ${values.join(', ')}`;
  const partials = at.length > 1 ? at.map((_, k) => k).filter((k) => dependsOn(op, point, k)) : [];
  return [[op, line], ...partials.map((k) => [op, line, k] as const)];
});

const A = '[2.1, 0.3, -0.4; 0.5, 1.7, 0.2; -0.1, 0.6, 1.4]';
const ofMatrices: readonly Trial[] = [
  [inv, `:check inv(A) at A=${A}`],
  [det, `:check det(A) at A=${A}`],
  [matmul, `:check A*A at A=${A}`],
  [expm, `:check expm(A) at A=${A}`],
  [svdvals, `:check svdvals(A) at A=${A}`],
];

describe('a rule that is wrong by 1e-8 of itself is found', () => {
  const trials = [...ofNumbers, ...ofMatrices].map(([op, line, operand], i) => ({
    op,
    line,
    operand,
    by: operand === undefined ? 'each operand' : `operand ${operand + 1}`,
    part: i % 2 === 0 ? 1e-8 : -1e-8,
  }));
  test.each(trials)('$line, by $by', async ({ op, line, operand, part }) => {
    expect(await withWrongRule(op, part, () => verdictOf(line), operand)).not.toBe('agree');
  });
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
