import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerOf } from '../session/engine-fixture.ts';
import { tensorsOf } from '../arrays.ts';

/** A matrix of doubles with what is right of it, by verdicts.py; numbers as text, for some are infinite. */
interface Case {
  readonly kind: string;
  readonly a: readonly (readonly string[])[];
  readonly b: readonly string[];
  readonly rank: number;
  readonly det: string;
  /** Null where the matrix is exactly singular. */
  readonly inv: readonly (readonly string[])[] | null;
  readonly solve: readonly string[] | null;
  readonly svd: readonly string[];
  /** Real and imaginary parts. */
  readonly eig: readonly (readonly [string, string])[];
}

const file = path.join(import.meta.dirname, 'verdicts.json');
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];
const number = (text: string): number => Number(text.replace('inf', 'Infinity'));

/** The largest relative error; of numbers that have no order among themselves, each with the nearest that is left. */
function worst(found: readonly number[], right: readonly number[], isOrdered = true): number {
  expect(found.length).toBe(right.length);
  const left = [...found];
  const errors = right.map((x) => {
    const apart = (y: number): number => (x === y ? 0 : Math.abs(x - y) / Math.abs(x));
    const [nearest] = isOrdered ? left : left.toSorted((p, q) => Math.abs(p - x) - Math.abs(q - x));
    left.splice(left.indexOf(nearest!), 1);
    return apart(nearest!);
  });
  return Math.max(...errors);
}

/** What a command answers first of a matrix, or of one part of several, and whether something was noted; undefined where it refuses. */
async function answered(line: string, part?: string) {
  const answer = await answerOf(line);
  if (!answer.ok) return undefined;
  const parts = tensorsOf(answer).parts;
  const { data } = parts.find(({ name }) => name[0] === part) ?? parts[0]!;
  return { numbers: Array.from(data), isNoted: answer.notes.length > 0 };
}

const A = ({ a }: Case): string => `[${a.map((row) => row.join(', ')).join('; ')}]`;

describe.each(cases)('of the matrix $# ($kind)', (one) => {
  const holds = async (line: string, right: readonly number[] | undefined, part?: string, most = 1e-12) => {
    const found = await answered(line, part);
    if (!right || !found) {
      expect(found?.isNoted ?? right === undefined).toBe(true);
      return;
    }
    if (!found.isNoted) expect(worst(found.numbers, right)).toBeLessThanOrEqual(most);
  };

  test('rank, determinant, inverse, solution and singular values are right, or told', async () => {
    const text = A(one);
    await holds(`:rank ${text}`, [one.rank]);
    await holds(`:det ${text}`, [number(one.det)]);
    await holds(`:inv ${text}`, one.inv?.flat().map(number));
    await holds(`:solve ${text}, [${one.b.join(', ')}]`, one.solve?.map(number));
    await holds(`:svd ${text}`, one.svd.map(number), 's', 1e-10);
  });
});

const isReal = ({ eig }: Case): boolean => eig.every(([, im]) => number(im) === 0);

test.each(cases.filter(isReal))('real eigenvalues of the matrix $# ($kind) are right, or told', async (one) => {
  const found = await answered(`:eig ${A(one)}`, 'values');
  const right = one.eig.map(([re]) => number(re));
  expect(found!.isNoted || worst(found!.numbers, right, false) <= 1e-9).toBe(true);
});
