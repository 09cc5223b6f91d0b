import { describe, expect, test } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { createEngine, type Engine } from '../../src/session/engine.ts';
import { answered, memoryPorts, numbersOf, resultOf, trial } from '../commands/fixture.ts';

const MANY = 400;

const counting = (count: number): string[] => Array.from({ length: count }, (_, i) => `n = ${i}`);

/** A session that begins with the seed 1 and a script of the lines that a saved session holds. */
async function replayed(script: string): Promise<Engine> {
  const engine = createEngine({ commands: commandTable, ports: memoryPorts() });
  for (const line of script.split('\n')) answered(await engine.run(line));
  return engine;
}

describe('the origin of a session', () => {
  test.each([1, 5])('of seed %d is what its script begins with, however long the session was', async (seed) => {
    const { run, engine, files } = trial({ seed });
    await run('x = random()', ':set seed=7', ...counting(MANY), 'y = random()', ':save long');
    const again = await replayed(files.get('long.nabla')!);
    for (const name of ['x', 'y']) expect(numbersOf(again, name)).toEqual(numbersOf(engine, name));
    expect(resultOf(await run(':replay'), 'checks').verdict).toBe('agree');
  });

  test('outlives what is undone, done again, loaded and cleared', async () => {
    const files = { 'more.nabla': [':set seed=3', 'u = random()', ...counting(MANY), ''].join('\n') };
    const { run, engine, files: saved } = trial({ seed: 5, files });
    await run('x = random()', ':set seed=7 backend=interpreter', ':load more', 'v = random()', ':undo', ':undo');
    await run(':redo 2', ...counting(150), ':clear n', 'w = random()', ':undo 3', 'w = random(2)', ':save all');
    expect(engine.session.origin).toEqual({ seed: 5, settings: expect.objectContaining({ backend: 'auto' }) });
    const again = await replayed(saved.get('all.nabla')!);
    for (const name of ['x', 'u', 'v', 'w']) expect(numbersOf(again, name)).toEqual(numbersOf(engine, name));
    expect(resultOf(await run(':replay'), 'checks').verdict).toBe('agree');
  });
});
