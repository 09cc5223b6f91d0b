import { describe, expect, test } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { holdAnswer } from '../../src/script/expectation.ts';
import { answered, trial } from './fixture.ts';

const commands = await Promise.all(commandTable.names.map((name) => commandTable.load(name)));

describe.each(commands.map((command) => [command.name, command] as const))(':%s', (_name, { examples }) => {
  test.each(examples.map((example) => [example.lines.join(' | '), example] as const))('%s', async (_text, example) => {
    const { lines, answers, shows, fault, note } = example;
    expect([answers, shows, fault, note].some((said) => said !== undefined)).toBe(true);
    const { run, engine } = trial();
    for (const line of lines.slice(0, -1)) expect(await run(line)).toMatchObject({ ok: true });
    const answer = await run(lines.at(-1)!);
    if (fault !== undefined) {
      expect(answer).toMatchObject({ ok: false, fault: { code: fault } });
      return;
    }
    expect(answer).toMatchObject({ ok: true });
    if (note !== undefined) expect(answer.notes.map(({ code }) => code)).toContain(note);
    if (shows !== undefined) expect(answered(answer).result?.kind ?? 'nothing').toBe(shows);
    if (answers === undefined) return;
    const expectation = { kind: 'value', line: 1, text: answers } as const;
    expect(await engine.withLibrary(() => holdAnswer(answer, [expectation], engine.evaluate))).toEqual([]);
  });
});
