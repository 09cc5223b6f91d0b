import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/base/fault.ts';
import { readArguments } from '../../src/cli/args.ts';

const faultOf = (...words: string[]): string => {
  try {
    readArguments(words);
  } catch (error) {
    if (error instanceof Fault) return `${error.data.code}: ${error.data.message} ${error.data.help}`;
    throw error;
  }
  return 'no fault';
};

describe('arguments', () => {
  test.each([
    [[], { mode: 'prompt', files: [] }],
    [['tour.nabla'], { mode: 'prompt', files: ['tour.nabla'] }],
    [['run', 'a.nabla', '-'], { mode: 'run', files: ['a.nabla', '-'] }],
    [['--json', 'run', 'a'], { mode: 'run', files: ['a'], json: true }],
    [['test', 'sessions', '--update'], { mode: 'test', files: ['sessions'], update: true }],
    [['-e', '1 + 1', '-e', '-x'], { mode: 'evaluate', lines: ['1 + 1', '-x'] }],
    [['-e', '--json'], { mode: 'evaluate', lines: ['--json'], json: false }],
    [['--width', '100', '--seed=7'], { width: 100, seed: 7 }],
    [['--color', 'never'], { color: 'never' }],
    [['--color=always'], { color: 'always' }],
    [['--plain', '--ascii', '--quiet'], { plain: true, ascii: true, quiet: true }],
    [['--keep-going', '--portable', '--recover'], { keepGoing: true, portable: true, recover: true }],
    [['--', '--json'], { mode: 'prompt', files: ['--json'], json: false }],
    [['--', 'run'], { mode: 'prompt', files: ['run'] }],
    [['./run'], { mode: 'prompt', files: ['./run'] }],
    [['run', '--help'], { mode: 'help' }],
    [['--version', '-e', '1'], { mode: 'version' }],
  ])('%j', (words, meant) => {
    expect(readArguments(words)).toMatchObject(meant);
  });

  test.each([
    [['--jsn'], 'usage/option: There is no option --jsn. Did you mean --json?'],
    [['-x'], 'usage/option: There is no option -x. Did you mean -e?'],
    [['--frobnicate=1'], 'usage/option: There is no option --frobnicate. nabla --help lists the options.'],
    [['--width'], 'usage/value: --width wants a value. A number of columns, as in --width 100.'],
    [['--width', 'wide'], "usage/value: --width cannot be 'wide'. It is a whole number from 20 to 10000."],
    [['--width=7'], "usage/value: --width cannot be '7'. It is a whole number from 20 to 10000."],
    [['--seed', '-1'], "usage/value: --seed cannot be '-1'. It is a whole number from 0 to 4294967295."],
    [['--color=blue'], "usage/value: --color cannot be 'blue'. It is auto, always or never."],
    [['--json=yes'], 'usage/value: --json takes no value. Write --json alone.'],
    [['-e'], "usage/value: -e wants a value. As in -e ':det [1, 2; 3, 4]'."],
    [
      ['-e', '1', 'a.nabla'],
      "usage/files: -e takes no files, but here is a.nabla. Load a script in a line: -e ':load FILE'.",
    ],
    [['run', ''], 'usage/files: A file name is empty. Is a variable of the shell not set?'],
    [['run'], "usage/files: nabla run wants a script. Name one, or '-' for standard input."],
    [['test'], 'usage/files: nabla test wants a script. Name scripts or folders, as in nabla test sessions.'],
    [['test', '-'], 'usage/files: nabla test reads files, not standard input. Name scripts or folders.'],
    [['run', 'a', '--update'], 'usage/option: --update belongs to nabla test. nabla test --update FILE'],
    [['run', 'a', '--recover'], 'usage/option: --recover belongs to the prompt. Write nabla --recover.'],
  ])('%j is wrong usage', (words, fault) => {
    expect(faultOf(...words)).toBe(fault);
  });
});
