import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered, failed, numbersOf, resultOf, trial } from './fixture.ts';

describe(':undo', () => {
  test('names what it changed, added and removed', async () => {
    const { run } = trial();
    const { title, rows } = resultOf(await run('x = 3', 'x = 4', ':undo'), 'table');
    expect(title).toBe('Undone: x = 4');
    expect(rows).toEqual([['x', 'changed', '3']]);
    expect(resultOf(await run('y = 5', ':undo'), 'table').rows).toEqual([['y', 'removed', '']]);
    expect(resultOf(await run(':clear', ':undo'), 'table').rows).toEqual([['x', 'added', '3']]);
  });

  test('takes back settings', async () => {
    const { run, engine } = trial();
    const { rows } = resultOf(await run(':set digits=3 seed=8', ':undo'), 'table');
    expect(rows).toEqual([
      ['digits=', 'changed', '6'],
      ['seed=', 'changed', '1'],
    ]);
    expect(engine.session.settings.digits).toBe(6);
  });

  test('takes back a loaded script as one change', async () => {
    const { run, engine } = trial({ files: { 'two.nabla': 'x = 3\ny = 4\n' } });
    await run('z = 1', ':load two', ':undo');
    expect([...engine.session.names.keys()]).toEqual(['z']);
    await run(':redo');
    expect([...engine.session.names.keys()]).toEqual(['z', 'x', 'y']);
  });

  test('passes over lines that only looked', async () => {
    const { run, engine } = trial();
    await run('x = 3', 'x = 4', ':list', ':help', ':history', ':set', ':show x', ':copy x', ':undo');
    expect(numbersOf(engine, 'x')).toEqual([3]);
  });

  test('brings back the place in the stream of random numbers', async () => {
    const { run, engine } = trial();
    await run('a = random()', ':undo', 'b = random()');
    const before = numbersOf(engine, 'b');
    await run(':undo', 'a = random()');
    expect(numbersOf(engine, 'a')).toEqual(before);
  });

  test.each([':undo', ':undo 1', ':redo'])('%s in a new session is an error', async (line) => {
    expect(failed(await trial().run(line)).fault.code).toMatch(/^(undo|redo)\/nothing$/);
  });

  test.each([':undo 0', ':undo x', ':undo 1.5', ':undo 1 2', ':redo -1'])('%s is no count', async (line) => {
    const { fault } = failed(await trial().run('x = 3', line));
    expect(fault.code).toBe('operand/count');
    expect(fault.span).toBeDefined();
  });

  test('of more than there is changes nothing and says how much there is', async () => {
    const { run, engine } = trial();
    const { fault } = failed(await run('x = 3', 'x = 4', ':undo 3'));
    expect(fault.help).toBe('Write :undo 2.');
    expect(numbersOf(engine, 'x')).toEqual([4]);
  });
});

describe(':redo', () => {
  test('ends when something else is changed', async () => {
    const { run } = trial();
    expect(failed(await run('x = 3', 'x = 4', ':undo', 'y = 1', ':redo')).fault.code).toBe('redo/nothing');
  });

  test('goes on after lines that only looked', async () => {
    const { run, engine } = trial();
    answered(await run('x = 3', 'x = 4', ':undo', ':list', ':redo'));
    expect(numbersOf(engine, 'x')).toEqual([4]);
  });
});

test('n changes undone and done again lead to the same session, in any steps', async () => {
  const line = fc.constantFrom(
    'x = 1',
    'x = random()',
    'y = 2',
    'f(x) = x^2',
    ':clear',
    ':set digits=9',
    '1 + 1',
    ':list',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 }),
      async (lines, steps) => {
        const { run, engine } = trial();
        if (lines.length > 0) await run(...lines);
        const end = engine.session;
        let undone = 0;
        for (const step of steps) if ((await run(`:undo ${step}`)).ok) undone += step;
        expect(engine.session.lines).toEqual(end.lines.slice(0, end.lines.length - undone));
        if (undone > 0) answered(await run(`:redo ${undone}`));
        const { names, settings, seed, draws, lines: kept } = engine.session;
        expect({ names, settings, seed, draws, lines: kept }).toEqual({
          names: end.names,
          settings: end.settings,
          seed: end.seed,
          draws: end.draws,
          lines: end.lines,
        });
      },
    ),
    { numRuns: 60 },
  );
});
