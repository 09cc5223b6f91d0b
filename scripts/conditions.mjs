// @ts-check
// `npm run test:conditions`: the tests that meet the machine, where the machine is another one: with the system's BLAS
// hidden, and with every processor busy.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { step, vitest } from './step.mjs';

const terminal = ['test/cli', 'test/tui'];

/** Keeps every processor busy while `work` is done; the loops end by themselves should this process be killed. */
function underLoad(/** @type {() => boolean} */ work) {
  const loop = `while (process.ppid === ${process.pid});`;
  const loops = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', loop]));
  try {
    return work();
  } finally {
    for (const child of loops) child.kill('SIGKILL');
  }
}

const hidden = step('no BLAS', vitest('no-blas', [...terminal, 'test/host', 'test/tensor']), {
  env: { NABLA_BLAS: 'off' },
});
const loaded = underLoad(() => step('under load', vitest('load', terminal)));
if (!hidden || !loaded) process.exit(1);
