import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** An empty folder into which the packed project is installed, as a user would. */
let folder: string;

const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: folder, encoding: 'utf8' });

beforeAll(() => {
  if (!existsSync(path.join(root, 'dist/nabla.cjs'))) throw new Error('npm run build comes first');
  folder = mkdtempSync(path.join(tmpdir(), 'nabla-package-'));
  // dist/ is what the build left; packing it again while other tests use it would pull it from under them.
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, stdio: 'ignore' });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  run('npm', 'install', '--offline', '--prefix', folder, path.join(folder, `nabla-${version}.tgz`));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the lock file says what to install, not where from', () => {
  expect(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});

describe('the packed project', () => {
  test('brings no other package but koffi, which is optional', () => {
    const { dependencies = {} } = JSON.parse(run('npm', 'ls', '--json', '--all')).dependencies.nabla;
    expect(Object.keys(dependencies).filter((name) => name !== 'koffi')).toEqual([]);
  });

  test('brings a command that computes', () => {
    expect(run(path.join(folder, 'node_modules/.bin/nabla'), '-e', '1 + 1')).toBe('2\n');
  });

  test('says the version that package.json says', () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(run(path.join(folder, 'node_modules/.bin/nabla'), '--version')).toContain(version);
  });

  test('brings the tour', () => {
    expect(run(path.join(folder, 'node_modules/.bin/nabla'), 'test', 'node_modules/nabla/sessions/tour.nabla')).toMatch(
      /tour/,
    );
  });

  test('brings the licences of what is bundled', () => {
    const text = readFileSync(path.join(folder, 'node_modules/nabla/dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    expect(text).toMatch(/^mathjs 15/m);
    expect(text).toMatch(/^ink 8/m);
    expect(text).toMatch(/^react 19/m);
  });

  test('brings a library with types', () => {
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      path.join(folder, 'use.ts'),
      `import { openSession } from 'nabla';
const session = await openSession({ seed: 1 });
const answer = await session.run('6 * 7');
console.log(JSON.stringify(answer));
// @ts-expect-error: a session runs text.
await session.run(42);
`,
    );
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    run(process.execPath, tsc, '--module', 'nodenext', '--target', 'es2022', '--strict', 'use.ts');
    expect(JSON.parse(run(process.execPath, 'use.js'))).toMatchObject({ ok: true, data: 42 });
  });
});
