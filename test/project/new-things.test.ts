import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { command } from '../../src/command/declaration.ts';
import { arrays } from '../../src/command/operands.ts';
import { whole, word } from '../../src/command/option.ts';
import { createEngine } from '../../src/session/engine.ts';
import { completion } from '../../src/tui/completion.ts';
import { ports } from '../session/engine-fixture.ts';

/** What CONTRIBUTING says a new thing costs: everything that must know of it takes it from where it is said, or does not compile. */

const root = path.resolve(import.meta.dirname, '../..');

describe('a command and its options, said once', () => {
  const planted = command({
    name: 'planted',
    group: 'matrices',
    summary: 'An array several times over.',
    takes: arrays(['A']),
    options: {
      times: whole({ least: 1, most: 9, default: 2, summary: 'How many times it is taken.' }),
      way: word({ words: ['sum', 'product'], summary: 'How they are put together.', default: 'sum' }),
    },
    examples: [],
    run: (_operands, { times, way }) => ({ result: { kind: 'text', text: `${way} of ${times}` } }),
  });
  const commands = {
    names: [...commandTable.names, planted.name],
    load: async (name: string) => (name === planted.name ? planted : commandTable.load(name)),
  };
  const answer = (line: string) => createEngine({ commands, ports }).run(line);

  test('are run', async () => {
    expect(await answer(':planted [1, 2] times=3')).toMatchObject({ ok: true, result: { text: 'sum of 3' } });
  });

  test('are in its help, with every default', async () => {
    const said = [
      ':planted A [times=2] [way=sum|product]\n\nAn array several times over.',
      'times=.*How many times it is taken.*a whole number from 1 to 9.*efault: 2.*',
      'way=.*How they are put together.*efault: sum',
    ].map((text) => text.replaceAll(/[[\]|]/g, '\\$&'));
    expect(await answer(':help planted')).toMatchObject({
      result: { text: expect.stringMatching(new RegExp(said.join('.*'), 's')) },
    });
  });

  test('are what a fault says', async () => {
    expect(await answer(':planted [1, 2] times=0')).toMatchObject({
      fault: { code: 'option/value', message: 'times=0: a whole number from 1 to 9 is needed' },
    });
    expect(await answer(':planted [1, 2] tims=1')).toMatchObject({
      fault: { code: 'option/unknown', help: 'Did you mean times?' },
    });
  });

  test('are completed, with their values', () => {
    const words = (line: string) =>
      completion(line, line.length, { commands: [planted], functions: [] }, []).matches.map(({ text }) => text);
    expect(words(':pl')).toEqual(['planted']);
    expect(words(':planted A t')).toEqual(['times']);
    expect(words(':planted A way=')).toEqual(['product', 'sum']);
  });
});

test('what would be forgotten does not compile, and what is said once is known everywhere', () => {
  /** Text that is put behind another one, by file. */
  const planted: Readonly<Record<string, readonly [behind: string, text: string]>> = {
    // A kind of result and a word of pens: whoever reads results, and every pen, must know them.
    'src/answer/result.ts': ['\n  | TextResult', "\n  | { readonly kind: 'planted' }"],
    'src/picture/pen.ts': ['export interface Pen {', '\n  planted(): void;'],
    // A setting, an optimiser and a kind of mark: nobody else must.
    'src/evaluate/settings.ts': [
      'export const settings = {',
      "\n  planted: setting<'on' | 'off'>({ values: ['on', 'off'], start: 'on', meaning: 'planted' }),",
    ],
    'src/train/optimisers.ts': [
      'export const optimisers = {',
      ' planted: optimiser({ options: { lr: 1 }, state: () => [], step: (_, { p }) => ({ p, state: [] }) }),',
    ],
    'src/picture/marks.ts': [
      'export const markKinds = {',
      ' planted: mark<{ readonly size: number }>({ extent: () => [], draw: () => {}, example: { size: 1 } }),',
    ],
  };
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.readFile;
  host.readFile = (name) => {
    const text = read(name);
    const plant = planted[path.relative(root, name)];
    if (text === undefined || plant === undefined) return text;
    const [behind, added] = plant;
    expect(text, `${name} has the place to plant it in`).toContain(behind);
    return text.replace(behind, `${behind}${added}`);
  };
  const sources = fileNames.filter((name) => /^(src|commands)\b/.test(path.relative(root, name)));
  const program = ts.createProgram(sources, options, host);
  const importers = program
    .getSourceFiles()
    .filter(({ text }) => Object.keys(planted).some((file) => text.includes(`/${path.basename(file)}'`)));
  const broken = importers.filter((file) => program.getSemanticDiagnostics(file).length > 0);
  expect(broken.map(({ fileName }) => path.relative(root, fileName)).sort()).toEqual([
    'src/answer/numbers.ts',
    'src/picture/svg.ts',
    'src/render/json.ts',
    'src/render/pictures/canvas-pen.ts',
    'src/render/result.ts',
    'src/script/expectation.ts',
  ]);
});
