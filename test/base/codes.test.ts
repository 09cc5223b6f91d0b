import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { codes } from '../../src/base/codes/codes.ts';
import { codeExamples } from '../../src/base/codes/examples.ts';
import { trial } from '../commands/fixture.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('the codes of errors and notes', () => {
  test('are all given somewhere', () => {
    const sources = ['src', 'commands'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(path.join('base', 'codes')))
        .map((file) => readFileSync(path.join(root, folder, file), 'utf8')),
    );
    const text = sources.join('\n');
    // The group of a script's failures is written once: expectation/${kind}.
    const unused = Object.keys(codes).filter((code) => !text.includes(`'${code}'`) && code !== 'expectation/note');
    expect(unused).toEqual([]);
  });

  test('say what they mean and what to do', () => {
    const short = Object.entries(codes).filter(([, text]) => !/^.+\. .+\.$/.test(text));
    expect(short).toEqual([]);
  });

  test.each(Object.entries(codeExamples))('%s: its example', async (code, lines) => {
    const last = await trial().run(...lines);
    const given = last.ok ? last.notes.map((note) => note.code) : [last.fault.code];
    expect(given).toContain(code);
  });
});
