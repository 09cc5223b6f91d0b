import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { computing, endless } from '../endless.ts';
import { type Built, build } from './built.ts';

let nabla: Built;
beforeAll(async () => {
  nabla = await build();
});
afterAll(() => nabla.remove());

const script = (name: string, text: string | Uint8Array): string => {
  const file = path.join(nabla.folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return name;
};
const objects = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));

describe('nabla -e', () => {
  test('evaluates lines in one session and ends', () => {
    const { code, stdout, stderr } = nabla.run(['-e', 'a = 2', '-e', 'a * 21']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'a = 2\n42\n', stderr: '' });
  });

  test('says nothing for a definition: it was typed a moment ago', () => {
    expect(nabla.run(['-e', 'f(x) = x^2', '-e', 'f(3)']).stdout).toBe('9\n');
  });

  test('puts faults on standard error, stops there and ends with 3', () => {
    const { code, stdout, stderr } = nabla.run(['-e', '1', '-e', 'q + 1', '-e', '2']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '1\n' });
    expect(stderr).toMatch(/^error: .*\[name\/unknown\]\n {2}q \+ 1\n {2}\^\n/);
  });

  test('goes on after a fault with --keep-going, and still ends with 3', () => {
    expect(nabla.run(['--keep-going', '-e', 'q', '-e', '2'])).toMatchObject({ code: 3, stdout: '2\n' });
  });

  test('reads standard input not at all', () => {
    expect(nabla.run(['-e', '1'], { input: 'garbage (' })).toMatchObject({ code: 0, stdout: '1\n' });
  });
});

describe('nabla run', () => {
  test('shows the script with its answers between its lines', () => {
    script('tour.nabla', '# A square\nf(x) = x^2\n\nf(3)\n#= 9\nA = [1, 2;\n     3, 4]\n');
    const { code, stdout, stderr } = nabla.run(['run', 'tour.nabla', '--ascii']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      [
        '# A square',
        '> f(x) = x^2',
        '',
        '> f(3)',
        '9',
        '> A = [1, 2;',
        '       3, 4]',
        'A = [ 1  2 ]',
        '    [ 3  4 ]',
        '',
      ].join('\n'),
    );
  });

  test('shows answers alone with --quiet', () => {
    expect(nabla.run(['run', '--quiet', script('quiet.nabla', '# c\na = 1\na + 1\n')]).stdout).toBe('a = 1\n2\n');
  });

  test('ignores expectations', () => {
    expect(nabla.run(['run', '--quiet', script('wrong.nabla', '1\n#= 2\n#! a/b\n')])).toMatchObject({
      code: 0,
      stdout: '1\n',
    });
  });

  test('names the script and the line of a fault, stops there and ends with 3', () => {
    const { code, stdout, stderr } = nabla.run(['run', '--quiet', script('bad.nabla', '1\n\nq\n2\n')]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '1\n' });
    expect(stderr).toMatch(/^bad\.nabla, line 3:\nerror: /);
  });

  test('runs several scripts in one session', () => {
    expect(nabla.run(['run', '--quiet', script('a.nabla', 'a = 1'), script('b.nabla', 'a + 1')]).stdout).toBe(
      'a = 1\n2\n',
    );
  });

  test.each([
    ['missing.nabla', 2, /^error: missing\.nabla does not exist\. \[script\/missing\]\nhelp: /],
    ['tuor.nabla', 2, /help: Did you mean tour\.nabla\?/],
    ['tour', 2, /help: Did you mean tour\.nabla\?/],
    ['nowhere/tour.nabla', 2, /help: The folder nowhere does not exist either\./],
    ['.', 2, /\[script\/folder\]/],
    ['latin1.nabla', 3, /latin1\.nabla is not UTF-8 text: line 2 holds other bytes\. \[file\/not-utf8\]/],
    ['control.nabla', 3, /Line 2, column 1 holds the control character U\+001B\..*\[script\/control-character\]/s],
  ])('%s ends with %d and a way out', (file, code, message) => {
    script('latin1.nabla', Uint8Array.of(0x31, 0x0a, 0x23, 0xe9, 0x0a));
    script('control.nabla', '1\n\u001b[2J\n');
    const ended = nabla.run(['run', file]);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toMatch(message);
    expect(objects(nabla.run(['run', '--json', file]).stdout)).toMatchObject([{ v: 1, ok: false }]);
  });
});

describe('standard input', () => {
  test.each([[[]], [['run', '-']]])('is a script for %j', (args) => {
    const ended = nabla.run(args, { input: '# note\na = [1,\n2]\r\n\na * 2\n#= 3' });
    expect(ended).toMatchObject({ code: 0, stderr: '', stdout: nabla.run(['-e', 'a = [1,2]', '-e', 'a * 2']).stdout });
  });

  test('follows the scripts that are named', () => {
    expect(nabla.run(['--quiet', script('first.nabla', 'a = 20')], { input: 'a + 1' }).stdout).toBe('a = 20\n21\n');
  });

  test('is answered line by line as it arrives', async () => {
    const talk = nabla.start([]);
    talk.say('1 + 1\n');
    await talk.heard('2\n');
    talk.say('f(x) = (\nx^2)\nf(7)\n');
    await talk.heard('49\n');
    talk.close();
    expect(await talk.ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('stops at a line that fails, and names it', () => {
    const { code, stdout, stderr } = nabla.run([], { input: '1\nq\n2\n' });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '1\n' });
    expect(stderr).toMatch(/^standard input, line 2:\nerror: /);
  });

  test.each([
    ['bytes that are not UTF-8', Uint8Array.of(0x31, 0x0a, 0xff, 0x0a), 'file/not-utf8'],
    ['a control character', '1\n\u0007\n', 'script/control-character'],
    ['a bracket that is never closed', '1\n[1, 2', 'syntax/unclosed'],
  ])('with %s fails at that line', (_, input, fault) => {
    const { code, stdout } = nabla.run(['--json'], { input });
    expect(code).toBe(3);
    expect(objects(stdout)).toMatchObject([
      { line: 1, ok: true },
      { line: 2, ok: false, error: { code: fault } },
    ]);
  });
});

describe('--json', () => {
  test('is one object per input on standard output, faults as well, and nothing else', () => {
    const { code, stdout, stderr } = nabla.run(['run', '--json', '--keep-going', '-'], {
      input: 'f(x, y) = [x^2 + y^2, x*y]\n:jac f(1, 2)\n# comment\n\n:jac f(1)\nA = [1;\n2]\n#= 1\nlog(0)',
    });
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(objects(stdout)).toMatchObject([
      { v: 1, line: 1, input: 'f(x, y) = [x^2 + y^2, x*y]', ok: true, kind: 'function', name: 'f' },
      {
        v: 1,
        line: 2,
        kind: 'tensor',
        name: 'ans',
        shape: [2, 2],
        axes: ['f', 'x,y'],
        layout: 'numerator',
        data: [
          [2, 4],
          [2, 1],
        ],
      },
      { v: 1, line: 5, ok: false, error: { code: 'arity/too-few', span: expect.any(Array) } },
      { v: 1, line: 6, input: 'A = [1;\n2]', shape: [2, 1] },
      { v: 1, line: 9, data: '-Infinity' },
    ]);
  });

  test('numbers lines of -e as if they stood below one another', () => {
    const { stdout } = nabla.run(['--json', '-e', '1', '-e', '2\n\n3', '-e', '4']);
    expect(objects(stdout)).toMatchObject([{ line: 1 }, { line: 2 }, { line: 4 }, { line: 5 }]);
  });

  test('has full precision', () => {
    const { stdout } = nabla.run(['--json', '-e', '1/3']);
    expect(objects(stdout)).toMatchObject([{ data: 1 / 3 }]);
  });

  test('writes all of a large answer before it ends', () => {
    const { code, stdout } = nabla.run(['--json', '-e', 'zeros(300000)']);
    expect(code).toBe(0);
    expect((objects(stdout)[0] as { data: number[] }).data).toHaveLength(300_000);
  });
});

describe('usage', () => {
  test('that is wrong ends with 2, on standard error', () => {
    const { code, stdout, stderr } = nabla.run(['--jsn', '-e', '1']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('error: There is no option --jsn. [usage/option]\nhelp: Did you mean --json?\n');
  });

  test('--version says the version', () => {
    expect(nabla.run(['--version'])).toMatchObject({ code: 0, stdout: `nabla ${manifest.version}\n`, stderr: '' });
  });

  test('--help lists modes, options, exit codes and every command', () => {
    const { code, stdout } = nabla.run(['--help']);
    expect(code).toBe(0);
    for (const text of ['nabla test FILE|DIR', '--keep-going', '130 interrupted', ':jac '])
      expect(stdout).toContain(text);
  });
});

test('a failure of its own is told apart from mistakes, with what a report needs, and ends with 1', () => {
  const broken = path.join(
    nabla.folder,
    script('broken.cjs', "Float64Array.of = () => { throw new Error('on purpose'); };"),
  );
  const { code, stdout, stderr } = nabla.run(['-e', '1 + 1'], { env: { NODE_OPTIONS: `--require=${broken}` } });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^Nabla itself failed; .*\nPlease report .*\nnabla [\d.]+, node .*\nError: on purpose\n {4}at /,
  );
});

describe('colour', () => {
  test('is off in a pipe, on where it is forced, and never animates', () => {
    expect(nabla.run(['-e', 'q']).stderr).not.toContain('\u001b');
    expect(nabla.run(['-e', 'q'], { env: { FORCE_COLOR: '1' } }).stderr).toMatch(/\u001b\[[\d;]+merror/);
    expect(nabla.run(['-e', 'q'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stderr).not.toContain('\u001b');
    expect(nabla.run(['--color=always', '-e', 'q'], { env: { NO_COLOR: '1' } }).stderr).toContain('\u001b');
  });

  test('never comes from what a user wrote', () => {
    const { stdout, stderr } = nabla.run(['run', script('bidi.nabla', '# \u202e evil\n"\u202e"\n')]);
    expect(stdout + stderr).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('the width', () => {
  const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
  test.each([
    [['--width', '44'], {}, 44],
    [[], { COLUMNS: '60' }, 60],
    [[], {}, 80],
  ])('%j under %j is at most %d', (args, env, width) => {
    const { stdout } = nabla.run([...args, '-e', '(1:200) / 7'], { env });
    expect(widest(stdout)).toBeLessThanOrEqual(width);
    expect(widest(stdout)).toBeGreaterThan(width - 20);
  });
});

describe('what stands for a file', () => {
  const shell = (command: string) =>
    spawnSync('bash', ['-c', command, 'bash', process.execPath, nabla.program], {
      cwd: nabla.folder,
      encoding: 'utf8',
    });

  test("may be a shell's pipe with a name", () => {
    expect(shell('"$1" "$2" run <(echo "20 + 1") <(echo "ans * 2")')).toMatchObject({ status: 0, stdout: '21\n42\n' });
  });

  test('may be full, which is said', () => {
    expect(shell('"$1" "$2" -e 1 > /dev/full')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^The output could not be written: ENOSPC/) as unknown,
    });
  });
});

describe('a closed pipe', () => {
  test('ends the program quietly', () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `zeros(50) + ${i}`).join('\n');
    script('long.nabla', lines);
    const { stderr, stdout } = spawnSync(
      'bash',
      ['-c', `"${process.execPath}" "${nabla.program}" run long.nabla | head -n 1`],
      {
        cwd: nabla.folder,
        encoding: 'utf8',
      },
    );
    expect({ stderr, stdout }).toEqual({ stderr: '', stdout: '> zeros(50) + 0\n' });
  });
});

describe('nabla test', () => {
  test('says for each script whether it held, then the sum', () => {
    script('good/a.nabla', 'f(x) = x^2\nf(3)\n#= 9  # S01\nq\n#! name/unknown\n');
    script('good/sub/b.nabla', '1/3\n#= 0.333...\nsqrt(-1)\n#= NaN\n');
    script('good/.hidden/c.nabla', 'q');
    script('good/notes.txt', 'q');
    const { code, stdout, stderr } = nabla.run(['test', 'good']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'ok      good/a.nabla  3 inputs, 2 expectations\nok      good/sub/b.nabla  2 inputs, 2 expectations\n2 scripts, 4 expectations, 0 failed\n',
    );
  });

  test('shows what did not hold and ends with 4', () => {
    script('off.nabla', 'a = [1, 2; 3, 4]\n#= [1, 2; 3, 5]\nq\n2\n#! name/unknown\n#? a/b\n');
    const { code, stdout } = nabla.run(['test', 'off.nabla']);
    expect(code).toBe(4);
    expect(stdout).toContain(
      'off.nabla:2: Entry (2, 2) is 4 instead of 5, off by 1.0; 1 of 4 entries differ. [expectation/value]',
    );
    expect(stdout).toContain('    expected  [1, 2; 3, 5]\n    actual    [1, 2; 3, 4]\n');
    expect(stdout).toMatch(/off\.nabla:3: The line failed: .* \[expectation\/failed\]/);
    expect(stdout).toContain('off.nabla:5: The line should have failed, and answered. [expectation/fault]');
    expect(stdout).toContain('off.nabla:6: The line gave no note. [expectation/note]');
    expect(stdout).toMatch(/\n1 script, 3 expectations, 4 failed, in 1 script\n$/);
  });

  test('shows failures alone with --quiet', () => {
    script('two/bad.nabla', '1\n#= 2');
    script('two/good.nabla', '1\n#= 1');
    const { stdout } = nabla.run(['test', '--quiet', 'two']);
    expect(stdout).toContain('two/bad.nabla');
    expect(stdout).not.toContain('two/good.nabla');
  });

  test('holds the example of the documentation', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/scripts.md'), 'utf8');
    const example = /^```\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
    expect(nabla.run(['test', script('example.nabla', example)])).toMatchObject({
      code: 0,
      stdout: 'ok      example.nabla  6 inputs, 5 expectations\n1 script, 5 expectations, 0 failed\n',
    });
  });

  test('gives every script a session of its own', () => {
    script('apart/a.nabla', 'a = 1');
    script('apart/b.nabla', 'a\n#! name/unknown');
    expect(nabla.run(['test', 'apart']).code).toBe(0);
  });

  test('evaluates expectations that name a function of the library', () => {
    expect(nabla.run(['test', script('bits.nabla', '4\n#= bitAnd(6, 12)\n')])).toMatchObject({ code: 0 });
    expect(nabla.run(['test', script('nowhere.nabla', '4\n#= nowhere(8)\n')]).stdout).toContain(
      'expectation/unreadable',
    );
  });

  test.each([
    ['missing.nabla', 2],
    ['empty', 2],
    ['latin1.nabla', 4],
    ['alone.nabla', 4],
  ])('of %s ends with %d', (file, code) => {
    mkdirSync(path.join(nabla.folder, 'empty'), { recursive: true });
    script('latin1.nabla', Uint8Array.of(0xe9));
    script('alone.nabla', '#= 1\n');
    const ended = nabla.run(['test', file]);
    expect(ended.code).toBe(code);
    expect(ended.stdout + ended.stderr).toMatch(
      /script\/missing|script\/none|file\/not-utf8|script\/expectation-alone/,
    );
  });

  test('as JSON: the answers, what did not hold, a line per script and the sum', () => {
    const { code, stdout } = nabla.run(['test', '--json', script('j.nabla', '1\n#= 2\n')]);
    expect(code).toBe(4);
    expect(objects(stdout)).toMatchObject([
      { v: 1, line: 1, ok: true, data: 1 },
      { v: 1, file: 'j.nabla', line: 2, ok: false, error: { code: 'expectation/value', expected: '2', actual: '1' } },
      { v: 1, file: 'j.nabla', ok: false, inputs: 1, expectations: 1, failed: 1, updated: 0 },
      { v: 1, ok: false, files: 1, expectations: 1, failed: 1, updated: 0 },
    ]);
  });

  test('--update rewrites values that cite no source, and nothing else', () => {
    const text = '# keep\r\n1/3\r\n#=   0.5\r\n[1, 2; 3, 4]\r\n#= 0  # S12\r\n2\r\n#= 2.0\r\nq\r\n#= 7\r\n3\r\n#? a/b';
    script('update.nabla', text);
    const { code, stdout } = nabla.run(['test', '--update', 'update.nabla']);
    expect(code).toBe(4);
    expect(stdout).toContain('1 rewritten');
    expect(readFileSync(path.join(nabla.folder, 'update.nabla'), 'utf8')).toBe(
      text.replace('#=   0.5', '#= 0.3333333333333333'),
    );
  });
});

describe('SIGINT', () => {
  test('ends a training with the parameters that it has reached, and the script with 130', async () => {
    const file = script(
      'long-training.nabla',
      'p = 1\nloss(p) = (p - 3)^2\n:train loss(p) steps=1000000000000 lr=1e-14\np\n',
    );
    const talk = nabla.start(['run', '--json', file]);
    await talk.heard('loss(p)');
    await computing(talk.pid);
    talk.kill('SIGINT');
    const { code, stdout } = await talk.ended;
    expect(code).toBe(130);
    expect(objects(stdout).slice(2)).toMatchObject([{ line: 3, ok: true, kind: 'training', stopped: 'interrupted' }]);
  });

  test('ends an evaluation that holds the thread, as the shell expects of a signal', async () => {
    const talk = nabla.start(['run', '--quiet', '-']);
    talk.say(`1 + 1\n${endless.definition}\n${endless.call}\n`);
    await talk.heard('2\n');
    await computing(talk.pid);
    talk.kill('SIGINT');
    expect(await talk.ended).toMatchObject({ code: null, signal: 'SIGINT' });
  });

  test('ends a wait for input with 130', async () => {
    const talk = nabla.start([]);
    talk.say('1 + 1\n');
    await talk.heard('2\n');
    talk.kill('SIGINT');
    expect(await talk.ended).toMatchObject({ code: 130 });
  });
});
