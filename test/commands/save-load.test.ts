import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScript } from '../../src/script/script.ts';
import { createStop } from '../../src/command/stop.ts';
import { answered, failed, numbersOf, resultOf, trial } from './fixture.ts';

describe(':save', () => {
  test('writes what succeeded and changed something, with the seed', async () => {
    const { run, files } = trial({ seed: 7 });
    await run('x = 3', 'x = nowhere', ':list', '# a comment', 'x^2', ':save mine');
    expect(files.get('mine.nabla')).toMatch(/^# Saved by Nabla \d+\.\d+\.\d+\n:set seed=7\nx = 3\nx\^2\n$/);
  });

  test('keeps an ending that is there', async () => {
    const { run, files } = trial();
    await run('x = 3', ':save mine.nabla');
    expect([...files.keys()]).toEqual(['mine.nabla']);
  });

  test('overwrites with force alone', async () => {
    const { run, files } = trial({ files: { 'mine.nabla': 'old' } });
    expect(failed(await run('x = 3', ':save mine')).fault.code).toBe('file/exists');
    expect(failed(await run(':save mine force=perhaps')).fault.code).toBe('option/value');
    expect(files.get('mine.nabla')).toBe('old');
    answered(await run(':save mine force=yes'));
    expect(files.get('mine.nabla')).toContain('x = 3');
  });

  test('asks for the file where there is somebody to ask', async () => {
    const titles: string[] = [];
    const { run, files } = trial({ ask: ({ title }) => (titles.push(title), 'mine') });
    answered(await run('x = 3', ':save'));
    expect(titles).toEqual(['Save as']);
    expect([...files.keys()]).toEqual(['mine.nabla']);
  });

  test.each([undefined, '', '  '])('writes nothing when the answer is %j', async (answer) => {
    const { run, files } = trial({ ask: () => answer });
    expect(resultOf(await run('x = 3', ':save'), 'text').text).toBe('Nothing was saved.');
    expect(files.size).toBe(0);
  });

  test('has nothing to save in an empty session', async () => {
    expect(failed(await trial().run(':save mine')).fault.code).toBe('save/nothing');
  });

  test('is followed by no second seed when a saved script is loaded and saved again', async () => {
    const { run, files } = trial();
    await run('x = random()', ':save one', ':clear', ':undo 2', ':load one', ':save two');
    expect(files.get('two.nabla')).toBe(files.get('one.nabla'));
  });

  test.each([
    ['an expectation in a comment', 'x = 3 #= 4'],
    ['several lines in a bracket', 'x = [1, 2;\n  3, 4]'],
    ['a comment within a bracket', 'x = [1, 2 # first\n#= second\n, 4]'],
    ['a line break behind an operator', 'x = 3 +\n4'],
    ['a line break and an indented rest', 'x = (3\n  + 4) # done'],
  ])('keeps an input with %s as one input', async (_what, input) => {
    const { run, files, engine } = trial();
    const saved = answered(await run(input));
    expect(saved.name).toBe('x');
    const x = numbersOf(engine, 'x');
    await run(':save mine', 'x = 0', ':load mine');
    expect(numbersOf(engine, 'x')).toEqual(x);
    expect(readScript(files.get('mine.nabla') ?? '')).toHaveLength(2);
  });
});

describe('a saved session', () => {
  const line = fc.constantFrom(
    'x = random()',
    'y = randn(2, 2)',
    'f(x) = x^2 + random()',
    'x = f(2)',
    ':set seed=3',
    ':set digits=9',
    ':undo',
    ':redo',
    ':clear x',
    ':clear',
    'ans * 2',
    ':jac t^3 at t=2',
    'nowhere',
    ':time x = 5',
    'f(random())',
  );

  test('loads elsewhere to the same names and numbers, bit by bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 14 }), fc.nat(1000), async (lines, seed) => {
        const first = trial({ seed });
        await first.run('start = 1', ...lines, 'last = 2', ':save mine');
        const second = trial({ files: Object.fromEntries(first.files) });
        answered(await second.run(':load mine'));
        const values = (t: typeof first) => [...t.engine.session.names].map(([name, { value }]) => [name, value]);
        expect(values(second)).toEqual(values(first));
        expect(second.engine.session.draws).toBe(first.engine.session.draws);
        expect(second.engine.session.settings).toEqual(first.engine.session.settings);
      }),
      { numRuns: 60 },
    );
  });
});

describe(':load', () => {
  test('says what it brought', async () => {
    const { run } = trial({ files: { 'two.nabla': '# two\nx = 3\n#= 3\nf(y) = x*y\n' } });
    expect(resultOf(await run(':load two'), 'text').text).toBe('Loaded two.nabla: 2 lines, x, f.');
  });

  test('takes a script with another ending by its full name', async () => {
    const { run, engine } = trial({ files: { 'lines.txt': 'x = 3' } });
    answered(await run(':load lines.txt'));
    expect(numbersOf(engine, 'x')).toEqual([3]);
  });

  test('adds the lines of the script in the place of its own, so that a later :save stands alone', async () => {
    const { run, engine } = trial({ files: { 'two.nabla': 'x = 3\ny = x^2' } });
    await run(':load two', 'y + 1');
    expect(engine.session.lines).toEqual(['x = 3', 'y = x^2', 'y + 1']);
  });

  test('leaves the session as it was when a line fails, and says which', async () => {
    const { run, engine } = trial({ files: { 'bad.nabla': '# first\nx = 3\n\ny = nowhere + 1\n' } });
    await run('x = 1');
    const before = engine.session;
    const { fault } = failed(await run(':load bad'));
    expect(fault).toMatchObject({ code: 'name/unknown', span: [6, 9] });
    expect(fault.message).toBe('line 4 of bad.nabla, y = nowhere + 1: nowhere is not defined');
    expect(engine.session).toBe(before);
  });

  test('names the script whose own form is wrong', async () => {
    const { run } = trial({ files: { 'bad.nabla': '#= 3\n' } });
    expect(failed(await run(':load bad')).fault.message).toMatch(/^bad\.nabla: Line 1 /);
  });

  test('of a script that loads itself ends with an error', async () => {
    const { run, engine } = trial({
      files: { 'self.nabla': 'x = 1\n:load self\n', 'a.nabla': ':load b', 'b.nabla': ':load a' },
    });
    expect(failed(await run(':load self')).fault).toMatchObject({ code: 'script/nested', span: [6, 10] });
    expect(failed(await run(':load a')).fault.code).toBe('script/nested');
    expect(engine.session.names.size).toBe(0);
  });

  test('runs scripts that load others', async () => {
    const { run, engine } = trial({ files: { 'a.nabla': ':load b\ny = x + 1', 'b.nabla': 'x = 3' } });
    answered(await run(':load a'));
    expect(numbersOf(engine, 'y')).toEqual([4]);
    expect(engine.session.lines).toEqual(['x = 3', 'y = x + 1']);
  });

  test('ends a script at :quit and stays', async () => {
    const { run, engine } = trial({ files: { 'a.nabla': 'x = 3\n:quit\nx = 4' } });
    expect(answered(await run(':load a')).then).toBeUndefined();
    expect(numbersOf(engine, 'x')).toEqual([3]);
  });

  test('of comments alone changes nothing', async () => {
    const { run, engine } = trial({ files: { 'empty.nabla': '# nothing\n' } });
    expect(resultOf(await run(':load empty'), 'text').text).toBe('Loaded empty.nabla: 0 lines, no new names.');
    expect(failed(await run(':undo')).fault.code).toBe('undo/nothing');
    expect(engine.session.lines).toEqual([]);
  });

  test('keeps what was done before it was interrupted', async () => {
    const { engine } = trial({ files: { 'two.nabla': 'x = 3\ny = 4\n' } });
    const stop = createStop();
    stop.request();
    const answer = await engine.run(':load two', { stop });
    expect(resultOf(answer, 'text').text).toBe('Interrupted; loaded from two.nabla: 1 line, x.');
  });

  test('takes one file', async () => {
    expect(failed(await trial().run(':load two files')).fault).toMatchObject({ code: 'operand/extra', span: [10, 15] });
  });
});

test('what is saved has the full names of commands, whatever beginnings of them were typed', async () => {
  const { run, files } = trial();
  await run(':se seed=3', 'f(x) = x^2', 'J = :ja f(2)', ':time :hes f(1)', ':sav mine');
  expect(files.get('mine.nabla')!.trim().split('\n').slice(1)).toEqual([
    ':set seed=3',
    'f(x) = x^2',
    'J = :jac f(2)',
    ':hess f(1)',
  ]);
});
