import { describe, expect, test } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { failed, trial } from './fixture.ts';

/** The options of every command, each with lines behind which one can be written. */
const cases = (await Promise.all(commandTable.names.map((name) => commandTable.load(name)))).flatMap(
  ({ name, options, examples }) => {
    const { lines } = examples.find(({ fault }) => fault === undefined)!;
    return Object.entries(options).map(([key, type]) => [name, key, type, lines] as const);
  },
);

const bare = (line: string, key: string): string => line.replace(new RegExp(` ${key}=\\S+`), '');

/** The code that the example's call gives with another value of an option, or nothing. */
const codeOf = async (name: string, lines: readonly string[], key: string, value: string): Promise<string> => {
  const line = lines.findLastIndex((text) => text.includes(`:${name}`));
  const { run } = trial();
  for (const before of lines.slice(0, line)) await run(before);
  const answer = await run(`${bare(lines[line]!, key)} ${key}=${value}`);
  return answer.ok ? '' : answer.fault.code;
};

/** Those of a few words. */
const worded = cases.flatMap(([name, key, { completes }, lines]) =>
  typeof completes === 'string' || completes.length === 0 ? [] : [[name, key, completes, lines] as const],
);

describe.each(worded)(':%s %s=%s', (name, key, words, lines) => {
  test.each(words)('takes %s', async (word) => {
    expect(await codeOf(name, lines, key, word)).not.toMatch(/^option/);
  });

  test('refuses other words at their place', async () => {
    expect(await codeOf(name, lines, key, 'zzz')).toBe('option/value');
  });
});

describe.each(cases)(':%s %s=', (name, key, _type, lines) => {
  test('is refused twice, and by a name with a mistake', async () => {
    const last = lines.findLast((line) => line.includes(`:${name}`))!;
    const twice = await trial().run(`${bare(last, key)} ${key}=1 ${key}=1`);
    expect(failed(twice).fault.code).toBe('option/twice');
    const near = failed(await trial().run(`${bare(last, key)} ${key}s=1`)).fault;
    expect(near.code).toBe('option/unknown');
    if (key.length > 2) expect(near.help).toContain('Did you mean');
  });
});

test.each([
  [':jac x^2 at x=1 mode=revers', undefined],
  [':jac x^2 at x=1 mode=', 'syntax/option-value'],
  [':jac x^2 at x=1 mode=fowards', 'Did you mean forward?'],
  [':set digits=0', 'Write digits=6, for example.'],
  [':newton x^2 at x=1 steps=1001', 'Write steps=20, for example.'],
  [':train x^2 lr=[1, 2]', 'Write lr=0.01, for example.'],
  [':area [1, 2; 3, 4] side=-1', 'Write side=1, for example.'],
])('%s', async (line, help) => {
  const answer = await trial().run(line);
  if (help === undefined) expect(answer.ok).toBe(true);
  else expect([failed(answer).fault.code, failed(answer).fault.help]).toContain(help);
});
