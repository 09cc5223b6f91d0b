import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { parse } from '../../src/lang/parse.ts';

const folder = new URL('../../commands/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file !== 'index.ts' && file !== 'all.ts')
  .map((file) => file.replace(/\.ts$/, ''));

/** A command is a file, or a folder with what it alone needs. */
const homeOf = (name: string): URL => {
  const file = new URL(`${name}.ts`, folder);
  return existsSync(file) ? file : new URL(`${name}/index.ts`, folder);
};

test('the table lists the files and folders of commands/, in alphabetical order', () => {
  expect(commandTable.names).toEqual(files.sort());
});

test('no command hides another behind it: every name can be typed in full', () => {
  expect(new Set(commandTable.names).size).toBe(commandTable.names.length);
});

describe.each(commandTable.names)(':%s', (name) => {
  test('is the export of its own file', async () => {
    const command = await commandTable.load(name);
    const module: Readonly<Record<string, unknown>> = await import(homeOf(name).href);
    expect(Object.keys(module)).toEqual([name]);
    expect(module[name]).toBe(command);
    expect(command.name).toBe(name);
  });

  test('says what it is', async () => {
    const { usage, summary, details, examples } = await commandTable.load(name);
    expect(usage).toMatch(new RegExp(`^:${name}( |$)`));
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(summary).not.toMatch(/\. [A-Z]/);
    if (details !== undefined) expect(details).toMatch(/^\S.*\.$/s);
    expect(examples.length).toBeGreaterThan(0);
    for (const { lines } of examples) expect(lines.join('\n')).toContain(`:${name}`);
  });

  test('says of each option what it is for, what its value may be and what its default is', async () => {
    const { options } = await commandTable.load(name);
    for (const [key, { usage, range, summary, otherwise, completes }] of Object.entries(options)) {
      expect(key).toMatch(/^[a-z]+$/);
      expect(summary).toMatch(/^[A-Z].*[^.]\.$/);
      for (const text of [usage, range, otherwise]) expect(text).toMatch(/^\S(.*[^.\s])?$/);
      expect(otherwise).not.toBe('undefined');
      if (typeof completes !== 'string' && completes.length > 0)
        expect(completes).toEqual(expect.arrayContaining(usage.split('|')));
    }
  });

  test('is used as its usage line says', async () => {
    const { usage, options } = await commandTable.load(name);
    const written = Object.entries(options).map(([key, { usage: value }]) => `${key}=${value}`);
    for (const option of written) expect(usage).toContain(option);
    const line = `:${name} x ${written.map((option) => option.split('|')[0]).join(' ')}`;
    const { statement, faults } = parse(line);
    expect(faults).toEqual([]);
    if (statement.kind !== 'command') throw new Error(`${line} is no command`);
    expect(statement.call.options.map(({ key }) => key.name)).toEqual(Object.keys(options));
  });
});
