// @ts-check
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Runs a script of this folder in a process of its own, and answers the JSON that it prints.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {readonly string[]} [flags] of Node
 */
export function printed(script, args, flags = []) {
  const file = path.join(import.meta.dirname, script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, file, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.trim().split('\n').slice(-3).join(' '));
  return JSON.parse(stdout);
}
