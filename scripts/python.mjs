// @ts-check
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './bundle.mjs';

/**
 * What a Python script of the project prints when it is given `asked` as JSON; the process ends where Python cannot be started or fails.
 * @param {string} script
 * @param {unknown} asked
 */
export function answerOfPython(script, asked) {
  const { status, error, stdout } = spawnSync('python3', [path.join(root, script)], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    if (error) console.error(`python3 cannot be started: ${error.message}`);
    process.exit(1);
  }
  return stdout;
}
