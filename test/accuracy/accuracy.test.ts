import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ask, type Case, entriesOf, judge, type Verdict } from './judge.ts';

const fileNamed = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Lines and answers by reference.py. */
const groups = JSON.parse(fileNamed('cases.json')) as Record<string, readonly Case[]>;
/** Lines with figures from the literature. */
const published = JSON.parse(fileNamed('published.json')) as readonly (Case & { readonly source: string })[];

const title = ({ lines }: Case): string => lines.join('; ').slice(-100);

const verdicts = new Map<Case, Verdict>();

async function verdictOn(one: Case): Promise<Verdict> {
  const known = verdicts.get(one);
  if (known) return known;
  const verdict = await judge(one);
  verdicts.set(one, verdict);
  return verdict;
}

/** Right to 1e-12, or with a note whose estimate the error does not exceed. */
async function hold(one: Case): Promise<void> {
  const { error, estimate, notes } = await verdictOn(one);
  expect(error).toBeLessThanOrEqual(Math.max(1e-12, estimate ?? 0));
  expect(notes.filter((n) => n.code !== 'precision/loss' && n.code !== 'shape/outer')).toEqual([]);
}

it('holds at least 800 cases', () => {
  expect(Object.values(groups).flat().length + published.length).toBeGreaterThanOrEqual(800);
});

describe.each(Object.entries(groups))('%s', (_, cases) => {
  it.each(cases.map((one) => [title(one), one] as const))('%s', (_title, one) => hold(one));
});

describe('published figures', () => {
  it.each(published.map((one) => [one.source, title(one), one] as const))('%s: %s', (_source, _title, one) =>
    hold(one),
  );
});

describe('the note of lost digits', () => {
  it('is rare where nothing cancels', async () => {
    const ordinary = Object.entries(groups).flatMap(([name, cases]) => (name === 'cancelling' ? [] : cases));
    const noted = (await Promise.all(ordinary.map(verdictOn))).filter((v) => v.estimate !== undefined);
    expect(noted.length / ordinary.length).toBeLessThan(0.02);
  });

  it('estimates no less than the error', async () => {
    const all = await Promise.all(Object.values(groups).flat().map(verdictOn));
    expect(all.filter(({ error, estimate }) => estimate !== undefined && estimate < error)).toEqual([]);
  });
});

/** Blocks of lines between blank ones. */
const blocks = fileNamed('lines/undefined.txt')
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .join('\n')
  .split(/\n\s*\n/)
  .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
  .filter((lines) => lines.length > 0);

describe('where there is no derivative, or none within doubles', () => {
  it.each(blocks.map((lines) => [lines.join('; '), lines] as const))('%s is noted or not finite', async (_, lines) => {
    const answer = await ask(lines);
    if (!answer.ok) {
      expect(answer.fault.code).toBe('matrix/singular');
      return;
    }
    const finite = entriesOf(answer).flat().some(Number.isFinite);
    expect(!finite || answer.notes.length > 0).toBe(true);
  });
});
