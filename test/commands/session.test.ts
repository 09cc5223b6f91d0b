import { tensorOf } from '../arrays.ts';
import { describe, expect, test } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { functions } from '../../src/ops/functions.ts';
import { answered, failed, numbersOf, resultOf, trial } from './fixture.ts';
import { emptySession } from '../../src/evaluate/session.ts';
import { settings, startSettings } from '../../src/evaluate/settings.ts';

describe(':replay', () => {
  test('shows this session again and finds every value the same', async () => {
    const { run, engine } = trial({ seed: 5 });
    await run('x = random(3)', ':undo', ':redo', 'f(t) = t.^2', 'y = f(x)', 'y + 1');
    const before = engine.session;
    const answer = answered(await run(':replay'));
    expect(answer.inner?.map(({ input }) => input)).toEqual(['x = random(3)', 'f(t) = t.^2', 'y = f(x)', 'y + 1']);
    const { verdict, checks } = resultOf(answer, 'checks');
    expect(verdict).toBe('agree');
    expect(checks).toEqual([{ name: 'values', ok: true, detail: '4 of 4 came out the same, bit by bit' }]);
    expect(engine.session.names).toEqual(before.names);
  });

  test('names what comes out otherwise', async () => {
    const { run, engine } = trial();
    await run('x = random()', 'y = 3');
    const { names, ...rest } = engine.session;
    // A session that its lines do not lead to: as if Nabla had changed since.
    engine.restore({ ...rest, names: new Map(names).set('x', names.get('y')!) });
    const { verdict, checks } = resultOf(await run(':replay'), 'checks');
    expect(verdict).toBe('disagree');
    expect(checks).toContainEqual({ name: 'x', ok: false, detail: 'came out otherwise' });
  });

  test('runs a file like :load, with every answer', async () => {
    const { run, engine } = trial({ files: { 'two.nabla': 'x = 3\nx^2\n' } });
    const { inner } = answered(await run(':replay two'));
    expect(inner).toMatchObject([
      { ok: true, line: 1, name: 'x' },
      { ok: true, line: 2, name: 'ans' },
    ]);
    expect(numbersOf(engine, 'ans')).toEqual([9]);
  });

  test('keeps nothing of a file that fails', async () => {
    const { run, engine } = trial({ files: { 'bad.nabla': 'x = 3\nx +\n' } });
    expect(failed(await run(':replay bad')).fault.message).toMatch(/^line 2 of bad\.nabla/);
    expect(engine.session.names.size).toBe(0);
  });

  test('of an empty session has nothing to show', async () => {
    expect(resultOf(await trial().run(':replay'), 'text').text).toBe('There is no line to replay yet.');
  });
});

describe(':set', () => {
  test('shows the settings', async () => {
    const { rows } = resultOf(await trial().run('x = random(4)', ':set'), 'table');
    expect(rows.map(([setting]) => setting)).toEqual([...Object.keys(settings), 'seed']);
    const values = Object.fromEntries(rows.map(([setting, value]) => [setting, value]));
    expect(values).toMatchObject({ digits: '6', layout: 'numerator', backend: 'auto', blas: 'on', seed: '1' });
    expect(rows.at(-1)?.[2]).toBe('of random numbers, 4 drawn so far');
  });

  test('is a line of the session, but only when it changes something', async () => {
    const { run, engine } = trial();
    await run(':set', ':set digits=9');
    expect(engine.session.lines).toEqual([':set digits=9']);
  });

  test.each([0, 1, 2 ** 31, 2 ** 32 - 1])('seed=%d draws numbers of its own, and no number twice', async (seed) => {
    const { run, engine } = trial();
    await run(`:set seed=${seed}`, 'a = random()', 'b = random()', 'c = random(2)');
    const drawn = ['a', 'b', 'c'].flatMap((name) => numbersOf(engine, name));
    expect(new Set(drawn).size).toBe(4);
    await run(':set seed=17', 'd = random()');
    expect(drawn).not.toContain(numbersOf(engine, 'd')[0]);
  });

  test.each([
    ':set digits=0',
    ':set digits=18',
    ':set digits=2.5',
    ':set seed=-1',
    ':set seed=4294967296',
    ':set layout=sideways',
    ':set blas=perhaps',
  ])('%s is refused at its value', async (line) => {
    const { run, engine } = trial();
    const { fault } = failed(await run(line));
    expect(fault.code).toBe('option/value');
    expect(line.slice(...fault.span!)).toBe(line.split('=')[1]);
    expect(engine.session.settings).toEqual(emptySession().settings);
  });

  test('says how options are written', async () => {
    expect(failed(await trial().run(':set digits 6')).fault).toMatchObject({ code: 'operand/extra', span: [5, 11] });
  });
});

describe(':clear', () => {
  test('forgets the names that are listed, once each', async () => {
    const { run, engine } = trial();
    const { text } = resultOf(await run('x = 3', 'y = 4', 'z = 5', ':clear x, z, x'), 'text');
    expect(text).toBe('Cleared x, z; :undo brings them back.');
    expect([...engine.session.names.keys()]).toEqual(['y']);
  });

  test('forgets none if one of them is unknown', async () => {
    const { run, engine } = trial();
    expect(failed(await run('speed = 3', ':clear speed, sped')).fault).toMatchObject({
      code: 'name/unknown',
      span: [14, 18],
      help: 'Did you mean speed?',
    });
    expect(engine.session.names.size).toBe(1);
  });

  test('takes names, not values', async () => {
    expect(failed(await trial().run(':clear 3')).fault.code).toBe('operand/name');
  });

  test('of nothing is no change', async () => {
    const { run, engine } = trial();
    answered(await run(':clear'));
    expect(engine.session.lines).toEqual([]);
  });
});

describe(':list and :show', () => {
  test('list every name in short', async () => {
    const { run } = trial();
    const lines = [
      'x = 2/3',
      'A = [1, 2; 3, 4]',
      'f(u, v) = u*v  # a comment',
      'g = jac(f)',
      's = sin',
      't = "hi"',
      'long = 1:1000',
    ];
    expect(resultOf(await run(...lines, ':list'), 'table').rows).toEqual([
      ['x', 'number', '0.666667'],
      ['A', 'matrix [2,2]', '[1, 2; 3, 4]'],
      ['f', 'function of u, v', 'f(u, v) = u*v'],
      ['g', 'function of u, v', 'jac(f)'],
      ['s', 'function', 'sin'],
      ['t', 'text', '"hi"'],
      ['long', 'vector [1000]', '[1, 2, 3, .. (1000 entries)'],
    ]);
  });

  test('show a value with as many digits as asked for', async () => {
    const { run } = trial();
    expect(tensorOf(await run('x = [1/3, 2]', ':show x digits=17'))).toMatchObject({
      digits: 17,
      title: 'x: vector [2]',
    });
    expect(tensorOf(await run(':show x * 2'))).not.toHaveProperty('digits');
    expect(failed(await run(':show x digits=18')).fault.code).toBe('option/value');
  });

  test('show a definition without its comment', async () => {
    expect(resultOf(await trial().run('f(u) = u^2  # square', ':show f'), 'function').text).toBe('f(u) = u^2');
  });

  test('change neither ans nor the lines', async () => {
    const { run, engine } = trial();
    await run('3', ':show 4', ':show', ':list');
    expect(numbersOf(engine, 'ans')).toEqual([3]);
    expect(engine.session.lines).toEqual(['3']);
  });
});

describe(':history', () => {
  test('numbers the lines that changed something', async () => {
    const { run } = trial();
    await run('x = 3', 'nowhere', ':list', 'y = [1,\n 2]', 'z = 5');
    expect(resultOf(await run(':history'), 'table').rows).toEqual([
      [1, 'x = 3'],
      [2, 'y = [1, 2]'],
      [3, 'z = 5'],
    ]);
    expect(resultOf(await run(':history 1'), 'table').rows).toEqual([[3, 'z = 5']]);
  });
});

describe(':copy', () => {
  test.each([
    ['1/3', 'mathjs', '0.3333333333333333'],
    ['[1, 2; 3, 4]', 'mathjs', '[1, 2; 3, 4]'],
    ['-1e-300', 'numpy', '-1e-300'],
    ['[0/0, -1/0]', 'numpy', 'np.array([np.nan, -np.inf])'],
    ['zeros(0, 3)', 'numpy', 'np.zeros((0, 3))'],
    ['zeros(2, 1, 2)', 'numpy', 'np.array([[[0.0, 0.0]], [[0.0, 0.0]]])'],
    ['[1, 2]', 'latex', '\\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}'],
    ['[[1, 2]]', 'latex', '\\begin{bmatrix} 1 & 2 \\end{bmatrix}'],
    ['1.5e-7', 'latex', '1.5 \\cdot 10^{-7}'],
    ['[1e30, 1/0]', 'latex', '\\begin{bmatrix} 1 \\cdot 10^{30} \\\\ \\infty \\end{bmatrix}'],
  ])('%s as %s', async (expression, form, text) => {
    expect(resultOf(await trial().run(`:copy ${expression} as=${form}`), 'text').text).toBe(text);
  });

  test('gives a number that reads back as the same double', async () => {
    const { run, engine } = trial();
    const { text } = resultOf(await run('x = exp(randn(20))', ':copy x'), 'text');
    await run(`y = ${text}`);
    expect(numbersOf(engine, 'y')).toEqual(numbersOf(engine, 'x'));
  });

  test('gives the definition of a function', async () => {
    expect(resultOf(await trial().run('f(u) = u^2 # square', ':copy f'), 'text').text).toBe('f(u) = u^2');
  });
});

describe(':time', () => {
  test('runs a line once for good, and an expression again for the measure', async () => {
    const { run, engine } = trial();
    const answer = answered(await run('x = 3', ':time x^2'));
    expect(answer.inner).toHaveLength(1);
    expect(resultOf(answer, 'table').rows.map(([what]) => what)).toEqual([
      'first run',
      expect.stringMatching(/^fastest of \d+ more$/),
    ]);
    expect(engine.session.lines).toEqual(['x = 3', 'x^2']);
    expect(numbersOf(engine, 'ans')).toEqual([9]);
  });

  test('draws random numbers once', async () => {
    const { run, engine } = trial();
    await run(':time random()');
    expect(engine.session.draws).toBe(1);
  });

  test('takes any line, with the options of its own command', async () => {
    const { run, engine } = trial();
    answered(await run('f(x) = x^2', ':time g = :jac f(3) mode=forward'));
    expect(numbersOf(engine, 'g')).toEqual([6]);
    await run(':time y=5');
    expect(numbersOf(engine, 'y')).toEqual([5]);
  });

  test('points into the line that failed', async () => {
    const line = ':time   1 + nowhere';
    const { fault } = failed(await trial().run(line));
    expect(line.slice(...fault.span!)).toBe('nowhere');
  });

  test.each([':time', ':time # nothing'])('%s has nothing to run', async (line) => {
    expect(failed(await trial().run(line)).fault.code).toBe('operand/missing');
  });

  test('of a line that only looks is no change', async () => {
    const { run, engine } = trial();
    answered(await run('x = 3', ':time :list', ':undo'));
    expect(engine.session.names.size).toBe(0);
  });
});

describe(':help', () => {
  test('lists every command', async () => {
    const { rows } = resultOf(await trial().run(':help'), 'table');
    expect(rows.map(([, command]) => command).sort()).toEqual(commandTable.names.map((name) => `:${name}`).sort());
  });

  test.each(commandTable.names)('knows :%s', async (name) => {
    const { usage, summary } = await commandTable.load(name);
    const { text } = resultOf(await trial().run(`:help :${name}`), 'text');
    expect(text).toContain(usage);
    expect(text).toContain(summary);
  });

  test('knows every function', async () => {
    const { run } = trial();
    for (const [name, { usage, doc }] of functions) {
      if (commandTable.names.includes(name)) continue;
      expect(resultOf(await run(`:help ${name}`), 'text').text).toContain(`${usage}\n\n${doc.summary}`);
    }
    const { rows } = resultOf(await run(':help functions'), 'table');
    const listed = rows.flatMap(([, names]) => String(names).split(' '));
    for (const name of functions.keys()) expect(listed).toContain(name);
  });

  test.each([
    ['help jac', ':jac f'],
    ['?jac', ':jac f'],
    ['?', 'Commands'],
    [':help hist', ':history'],
    [':help wrt', 'Taken by'],
    [':help pi', '3.14159'],
    [':help arity/too-few', 'fewer arguments than it takes'],
    [':help map', 'map(x, .., f)'],
    [':help matrices', ':det'],
    [':help options', 'wrt='],
    [':help f', 'f(x) = x^3'],
  ])('%s', async (line, part) => {
    const { result } = answered(await trial().run('f(x) = x^3', line));
    expect(JSON.stringify(result)).toContain(part === 'Commands' ? ':help' : part);
  });

  test.each([
    ['sqart', 'Did you mean sqrt?'],
    ['jaz', 'Did you mean jac?'],
    ['derivativs', 'Did you mean derivatives?'],
    ['arity/too-fev', 'Did you mean arity/too-few?'],
  ])('suggests for %s', async (topic, help) => {
    expect(failed(await trial().run(`:help ${topic}`)).fault).toMatchObject({ code: 'help/unknown', help });
  });

  test.each([
    ['bitAnd', 'Borrowed from mathjs'],
    ['derivative', ':diff is the symbolic derivative'],
    ['gcd', 'It has no derivative: it is defined for whole numbers alone.'],
    ['row', 'row(A, i)'],
  ])('says of %s what it is', async (topic, said) => {
    expect(answered(await trial().run(`:help ${topic}`)).result).toMatchObject({ text: expect.stringContaining(said) });
  });
});

test.each([':quit', 'quit', 'exit'])('%s leaves', async (line) => {
  expect(answered(await trial().run(line)).then).toBe('quit');
});

test('commands that only look leave no line', async () => {
  const { run, engine } = trial({ files: { 'a.nabla': '# nothing' } });
  await run(
    'x = 3',
    ':list',
    ':show x',
    ':help',
    ':history',
    ':set',
    ':copy x',
    ':save mine',
    ':load a',
    ':replay',
    ':quit',
  );
  expect(engine.session.lines).toEqual(['x = 3']);
});

describe('each setting', () => {
  test.each(Object.entries(settings))(
    '%s is shown, starts as it says and takes that',
    async (name, { start, meaning }) => {
      const { run, engine } = trial();
      const { rows } = resultOf(await run(':set'), 'table');
      const row = rows.find(([setting]) => setting === name);
      expect(row?.slice(0, 2)).toEqual([name, String(start)]);
      expect(row?.[2]).toContain(meaning);
      expect(resultOf(await run(`:set ${name}=${start}`), 'text').text).toBe(`${name}=${start}`);
      expect(engine.session.settings).toEqual(startSettings);
    },
  );
});
