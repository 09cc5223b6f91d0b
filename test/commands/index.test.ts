import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commandTable } from '../../commands/index.ts';
import { optionKeys } from '../../src/command/options.ts';

const folder = new URL('../../commands/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file !== 'index.ts')
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
    const { usage, summary, details, options, examples } = await commandTable.load(name);
    expect(usage).toMatch(new RegExp(`^:${name}( |$)`));
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(summary).not.toMatch(/\. [A-Z]/);
    if (details !== undefined) expect(details).toMatch(/^\S.*\.$/s);
    expect(Object.keys(optionKeys)).toEqual(expect.arrayContaining([...options]));
    expect(new Set(options).size).toBe(options.length);
    expect(examples.length).toBeGreaterThan(0);
    for (const { lines } of examples) expect(lines.join('\n')).toContain(`:${name}`);
  });
});
