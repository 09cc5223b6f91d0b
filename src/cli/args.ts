import { fail } from '../base/fault.ts';
import { nearest } from '../base/nearest.ts';

/** What the command line asks for. */
export interface Arguments {
  readonly mode: 'prompt' | 'run' | 'test' | 'evaluate' | 'help' | 'version';
  /** Scripts and folders; `-` is standard input. */
  readonly files: readonly string[];
  /** The lines of `-e`, in order. */
  readonly lines: readonly string[];
  readonly color: 'auto' | 'always' | 'never';
  readonly width?: number;
  readonly seed?: number;
  readonly json: boolean;
  readonly plain: boolean;
  readonly ascii: boolean;
  readonly quiet: boolean;
  readonly keepGoing: boolean;
  readonly recover: boolean;
  readonly portable: boolean;
  readonly update: boolean;
}

const FLAGS = {
  '--json': 'json',
  '--plain': 'plain',
  '--ascii': 'ascii',
  '--quiet': 'quiet',
  '--keep-going': 'keepGoing',
  '--recover': 'recover',
  '--portable': 'portable',
  '--update': 'update',
} as const;
const VALUED = ['-e', '--color', '--width', '--seed'] as const;
const ENDS = { '--help': 'help', '-h': 'help', '--version': 'version' } as const;

const names = [...Object.keys(FLAGS), ...VALUED, ...Object.keys(ENDS)];
const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key);

/** Reads the words after the program's name; throws Faults of the group `usage`. */
export function readArguments(words: readonly string[]): Arguments {
  const files: string[] = [];
  const lines: string[] = [];
  const flags = {
    json: false,
    plain: false,
    ascii: false,
    quiet: false,
    keepGoing: false,
    recover: false,
    portable: false,
    update: false,
  };
  const values: { color: Arguments['color']; width?: number; seed?: number } = { color: 'auto' };
  let verb: 'run' | 'test' | undefined;
  let end: 'help' | 'version' | undefined;

  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const [, name = word, attached] = /^(--[^=]*)=(.*)$/s.exec(word) ?? [];
    if (word === '') {
      fail('usage/files', 'A file name is empty.', { help: 'Is a variable of the shell not set?' });
    } else if (word === '--') {
      files.push(...words.slice(i + 1));
      break;
    } else if (!word.startsWith('-') || word === '-') {
      if (files.length === 0 && verb === undefined && (word === 'run' || word === 'test')) verb = word;
      else files.push(word);
    } else if ((VALUED as readonly string[]).includes(name)) {
      const value = attached ?? words[++i];
      if (value === undefined)
        fail('usage/value', `${name} wants a value.`, { help: `${forms[name as keyof typeof forms]}` });
      else take(name as (typeof VALUED)[number], value);
    } else if (attached !== undefined && (has(FLAGS, name) || has(ENDS, name))) {
      fail('usage/value', `${name} takes no value.`, { help: `Write ${name} alone.` });
    } else if (has(FLAGS, name)) flags[FLAGS[name]] = true;
    else if (has(ENDS, name)) end ??= ENDS[name];
    else unknown(name);
  }
  return settle({ files, lines, ...flags, ...values }, verb, end);

  function take(name: (typeof VALUED)[number], value: string): void {
    if (name === '-e') lines.push(value);
    else if (name === '--color') values.color = color(value);
    else if (name === '--width') values.width = whole(name, value, 20, 10_000);
    else values.seed = whole(name, value, 0, 2 ** 32 - 1);
  }
}

const forms = {
  '-e': "As in -e ':det [1, 2; 3, 4]'.",
  '--color': 'It is auto, always or never.',
  '--width': 'A number of columns, as in --width 100.',
  '--seed': 'A whole number, as in --seed 1.',
} as const;

function unknown(name: string): never {
  const near = nearest(name, names);
  fail('usage/option', `There is no option ${name}.`, {
    help: near === undefined ? 'nabla --help lists the options.' : `Did you mean ${near}?`,
  });
}

function color(value: string): Arguments['color'] {
  if (value === 'auto' || value === 'always' || value === 'never') return value;
  fail('usage/value', `--color cannot be '${value}'.`, { help: forms['--color'] });
}

function whole(name: string, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  fail('usage/value', `${name} cannot be '${value}'.`, {
    help: `It is a whole number from ${least} to ${most}.`,
  });
}

/** Finds the mode and holds that the options belong to it. */
function settle(
  given: Omit<Arguments, 'mode'>,
  verb: 'run' | 'test' | undefined,
  end: 'help' | 'version' | undefined,
): Arguments {
  if (end) return { ...given, mode: end };
  const { files } = given;
  const mode = given.lines.length > 0 ? 'evaluate' : (verb ?? 'prompt');
  const odd = verb ?? files[0];
  if (mode === 'evaluate' && odd !== undefined) {
    fail('usage/files', `-e takes no files, but here is ${odd}.`, {
      help: "Load a script in a line: -e ':load FILE'.",
    });
  }
  if ((mode === 'run' || mode === 'test') && files.length === 0) {
    const help =
      mode === 'run' ? "Name one, or '-' for standard input." : 'Name scripts or folders, as in nabla test sessions.';
    fail('usage/files', `nabla ${mode} wants a script.`, { help });
  }
  if (given.update && mode !== 'test')
    fail('usage/option', '--update belongs to nabla test.', { help: 'nabla test --update FILE' });
  if (given.recover && mode !== 'prompt') {
    fail('usage/option', '--recover belongs to the prompt.', { help: 'Write nabla --recover.' });
  }
  if (mode === 'test' && files.includes('-')) {
    fail('usage/files', 'nabla test reads files, not standard input.', { help: 'Name scripts or folders.' });
  }
  return { ...given, mode };
}
