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
    expect(await answer(':help planted')).toMatchObject({
      result: {
        text: [
          ':planted A [times=2] [way=sum|product]',
          'An array several times over.',
          '  times=  How many times it is taken. Takes a whole number from 1 to 9; default: 2.\n' +
            '  way=    How they are put together. Takes sum or product; default: sum.',
        ].join('\n\n'),
      },
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

describe('where a consumer would forget it, a new thing does not compile', () => {
  /** The files, of those that import one, that do not compile once its text is changed. */
  function brokenBy(planted: string, change: (text: string) => string): readonly string[] {
    const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const host = ts.createCompilerHost(options);
    const read = host.readFile;
    host.readFile = (name) => {
      const text = read(name);
      if (text === undefined || path.relative(root, name) !== planted) return text;
      expect(change(text), `${planted} has a place to plant it`).not.toBe(text);
      return change(text);
    };
    const sources = fileNames.filter((name) => /^(src|commands)\b/.test(path.relative(root, name)));
    const program = ts.createProgram(sources, options, host);
    const importers = program.getSourceFiles().filter(({ text }) => text.includes(`/${path.basename(planted)}'`));
    const broken = importers.filter((file) => program.getSemanticDiagnostics(file).length > 0);
    return broken.map(({ fileName }) => path.relative(root, fileName)).sort();
  }

  test('a kind of result', () => {
    const change = (text: string) =>
      text.replace('\n  | TextResult;', "\n  | TextResult\n  | { readonly kind: 'planted' };");
    expect(brokenBy('src/answer/result.ts', change)).toEqual([
      'src/answer/numbers.ts',
      'src/render/json.ts',
      'src/render/result.ts',
      'src/script/expectation.ts',
    ]);
  });

  test('a word of pens', () => {
    const change = (text: string) =>
      text.replace('export interface Pen {', 'export interface Pen {\n  planted(): void;');
    expect(brokenBy('src/picture/pen.ts', change)).toEqual(['src/picture/svg.ts', 'src/render/pictures/canvas-pen.ts']);
  });
});
