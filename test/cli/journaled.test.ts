import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { runJournaled, standingInputs } from '../../src/cli/prompt/journaled.ts';
import { createEngine, type Engine } from '../../src/session/engine.ts';
import type { Ports } from '../../src/command/ports.ts';

const ports: Ports = {
  files: { read: async () => 'x = random()\nf(t) = t^2\n', write: async (path) => path },
  clock: { now: () => 0 },
  train: async () => {
    throw new Error('nothing is trained here');
  },
};

const newEngine = (): Engine => createEngine({ commands: commandTable, ports });

/** What of a session the user can see. */
const facts = ({ session: { names, settings, seed, draws, lines } }: Engine) => ({
  values: [...names].map(([name, { value }]) => [name, value]),
  settings,
  seed,
  draws,
  lines,
});

async function journalOf(engine: Engine, inputs: readonly string[]): Promise<string[]> {
  const journal: string[] = [];
  const run = runJournaled(engine.run, () => engine.session, { append: (line) => journal.push(line), end: () => {} });
  for (const input of inputs) await run(input, {});
  return journal;
}

test.each([
  [
    ['x = 3', 'nowhere', ':list', 'x'],
    ['x = 3', 'x'],
  ],
  [[':load script'], ['x = random()', 'f(t) = t^2']],
  [
    ['y = 1', ':load script', ':undo'],
    ['y = 1', 'x = random()', 'f(t) = t^2', ':undo 2'],
  ],
  [
    ['y = 1', ':undo', ':redo'],
    ['y = 1', ':undo 1', 'y = 1'],
  ],
  [['y = 3 +\n4'], ['y = 3 + 4']],
])('%j is recorded as %j', async (inputs, journal) => {
  expect(await journalOf(newEngine(), inputs)).toEqual(journal);
});

test('inputs that were taken back stand no more in a script that was loaded, however long it was', async () => {
  const first = newEngine();
  const long = Array.from({ length: 300 }, (_, i) => `z${i} = random()`);
  const journal = await journalOf(first, ['x = [1,\n2]', ':load script', ':undo', 'y = random()']);
  expect(standingInputs([...long, ':undo 300', ...journal, ''].join('\n'))).toBe('x = [1,\n2]\ny = random()\n');
});

test('a journal replays to the same session, whatever was undone', async () => {
  const input = fc.constantFrom(
    'x = random()',
    'y = 2',
    ':load script',
    ':undo',
    ':undo 2',
    ':redo',
    ':clear',
    ':set seed=4',
    ':list',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(input, { maxLength: 15 }), async (inputs) => {
      const first = newEngine();
      const journal = await journalOf(first, inputs);
      const second = newEngine();
      for (const line of journal) expect(await second.run(line)).toMatchObject({ ok: true });
      expect(facts(second)).toEqual(facts(first));
    }),
    { numRuns: 100 },
  );
});
