// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');
export const bin = path.join(root, 'node_modules/.bin');
mkdirSync(path.join(root, '.cache'), { recursive: true });

/**
 * How vitest is called: its counts go to `.cache/vitest-NAME.json`, where `counts.mjs` finds them.
 * @param {string} name
 * @param {readonly string[]} folders
 */
export const vitest = (name, folders = []) => [
  path.join(bin, 'vitest'),
  'run',
  ...folders,
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=.cache/vitest-${name}.json`,
];

/**
 * Runs a command and says in one line how that went, behind the last line of its output where `tells`; shows all of its
 * output where it fails. Answers whether it succeeded.
 * @param {string} name
 * @param {readonly string[]} command
 * @param {{ tells?: boolean, env?: Readonly<Record<string, string>> }} [options]
 */
export function step(name, [command = '', ...args], { tells = false, env = {} } = {}) {
  const start = performance.now();
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status !== 0) {
    console.log(stdout + stderr + (error ?? ''));
    console.log(`failed  ${name} (${seconds} s)`);
    return false;
  }
  console.log(`ok  ${name.padEnd(16)} ${seconds.padStart(6)} s  ${tells ? stdout.trim().split('\n').at(-1) : ''}`);
  return true;
}
