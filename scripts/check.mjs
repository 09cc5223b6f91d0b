// @ts-check
// `npm test`: runs every check in turn, one line for each; the first that fails shows its output and ends the run.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = path.join(root, 'node_modules/.bin');
const node = process.execPath;

/** @type {readonly (readonly [name: string, command: string, ...args: string[]])[]} */
const steps = [
  ['types', path.join(bin, 'tsc')],
  ['lint', path.join(bin, 'oxlint'), '--deny-warnings'],
  ['format', path.join(bin, 'prettier'), '--check', '--log-level', 'warn', '.'],
  ['layers', node, 'scripts/layers.mjs'],
  ['dead code', path.join(bin, 'knip')],
  ['generated pages', node, 'scripts/docs.mjs', '--check'],
  ['build', node, 'scripts/build.mjs'],
  [
    'tests',
    path.join(bin, 'vitest'),
    'run',
    '--reporter=dot',
    '--reporter=json',
    '--outputFile.json=.cache/vitest.json',
  ],
  ['sessions', node, 'dist/nabla.cjs', 'test', 'sessions'],
];

mkdirSync(path.join(root, '.cache'), { recursive: true });
for (const [name, command, ...args] of steps) {
  const start = performance.now();
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status !== 0) {
    console.log(stdout + stderr + (error ?? ''));
    console.log(`failed  ${name} (${seconds} s)`);
    process.exit(1);
  }
  const lines = stdout.trim().split('\n');
  console.log(
    `ok  ${name.padEnd(16)} ${seconds.padStart(6)} s  ${['layers', 'sessions'].includes(name) ? lines.at(-1) : ''}`,
  );
}
