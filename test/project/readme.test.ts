import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'nabla-readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The block that begins with ``` and `language`. */
const block = (language: string): string => readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';

/** Both streams of the built command, as a terminal would mix them. */
const shell = (command: string): string =>
  execFileSync('sh', ['-c', `{ "$0" "$1" ${command}; } 2>&1`, process.execPath, path.join(root, 'dist/nabla.cjs')], {
    cwd: folder,
    encoding: 'utf8',
  });

describe('what the README shows', () => {
  test('is what Nabla answers', () => {
    const shown = block('');
    const inputs = shown.split('\n').flatMap((line) => (line.startsWith('> ') ? [line.slice(2)] : []));
    expect(inputs.length).toBeGreaterThan(3);
    writeFileSync(path.join(folder, 'shown.nabla'), `${inputs.join('\n')}\n`);
    const said = shell('run --keep-going shown.nabla || test $? = 3');
    // A script says where it failed; somebody who types knows.
    expect(said.replace(/^shown[.]nabla, line \d+:\n/m, '')).toBe(shown);
  });

  test('as a script holds', () => {
    writeFileSync(path.join(folder, 'script.nabla'), block('nabla'));
    expect(shell('test script.nabla')).toMatch(/6 expectations, 0 failed/);
  });

  test('as JSON is what it prints', () => {
    const [command, line] = (readme.split('$ nabla ')[1] ?? '').split('\n');
    expect(shell(`${command}`)).toBe(`${line}\n`);
  });
});
