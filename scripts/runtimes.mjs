// @ts-check
// `npm run test:runtimes`: the built program on this Node and on each other runtime that Nabla promises to run on. They
// come from npm into .cache/runtimes, or into $NABLA_RUNTIMES.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawn as spawnTerminal } from '@lydell/node-pty';

const root = path.resolve(import.meta.dirname, '..');
const nabla = path.join(root, 'dist/nabla.cjs');
const cache = path.resolve(process.env['NABLA_RUNTIMES'] ?? path.join(root, '.cache/runtimes'));
const here = `${process.platform}-${process.arch}`;
const scratch = mkdtempSync(path.join(tmpdir(), 'nabla-runtimes-'));

/**
 * The packages that hold nothing but a runtime for this machine, so that no install script has to run.
 * @type {Record<string, { spec: string, binary: string, args: readonly string[] }>}
 */
const packages = {
  node22: { spec: `npm:node-${here}@22.23.3`, binary: 'bin/node', args: [] },
  node24: { spec: `npm:node-${here}@24.21.0`, binary: 'bin/node', args: [] },
  node26: { spec: `npm:node-${here}@26.10.0`, binary: 'bin/node', args: [] },
  deno: {
    spec: `npm:@deno/${here}${process.platform === 'linux' ? '-glibc' : ''}@2.9.6`,
    binary: 'deno',
    args: ['run', '--quiet', '--no-prompt', '--allow-read', '--allow-write', '--allow-env', '--allow-sys'],
  },
};

/** @typedef {{ name: string, binary: string, args: readonly string[] }} Runtime */

/** @returns {readonly Runtime[]} */
function runtimes() {
  const installed = Object.entries(packages).map(([name, { spec, binary, args }]) => ({
    name,
    spec: `${name}@${spec}`,
    binary: path.join(cache, 'node_modules', name, binary),
    args,
  }));
  const stamp = path.join(cache, `${installed.map(({ spec }) => spec.replaceAll(/[^\w.]+/g, '-')).join('+')}.ok`);
  if (!existsSync(stamp)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(path.join(cache, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--no-save', '--no-package-lock', ...installed.map(({ spec }) => spec)], {
      cwd: cache,
      stdio: 'inherit',
    });
    writeFileSync(stamp, '');
  }
  return [{ name: 'this node', binary: process.execPath, args: [] }, ...installed];
}

const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: scratch,
  XDG_STATE_HOME: path.join(scratch, 'state'),
  XDG_CONFIG_HOME: path.join(scratch, 'config'),
  TERM: 'xterm-256color',
};

/**
 * Runs a program to its end and answers its standard output; anything but exit code 0 is a failure.
 * @param {Runtime} runtime
 * @param {readonly string[]} args
 * @param {string} [input]
 */
function output({ binary, args: own }, args, input = '') {
  const result = spawnSync(binary, [...own, ...args], {
    cwd: root,
    env: environment,
    input,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (result.status !== 0) {
    throw new Error(`exit ${result.status ?? result.signal}\n${result.error ?? ''}${result.stdout}${result.stderr}`);
  }
  return result.stdout;
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 */
function same(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}\n     got ${JSON.stringify(actual)}`);
  }
}

/**
 * Types into the prompt on a terminal of its own, reads the answer and leaves with Ctrl-D.
 * @param {Runtime} runtime
 * @returns {Promise<void>}
 */
function prompt({ binary, args }) {
  return new Promise((resolve, reject) => {
    const terminal = spawnTerminal(binary, [...args, nabla], { cols: 80, rows: 24, cwd: scratch, env: environment });
    let seen = '';
    let typed = 0;
    const clock = setTimeout(() => terminal.kill('SIGKILL'), 120_000);
    terminal.onData((text) => {
      seen += text;
      if (typed === 0 && seen.includes('>')) {
        typed = 1;
        terminal.write('20 + 22\r');
      }
      if (typed === 1 && seen.includes('42')) {
        typed = 2;
        // Where the prompt is not free again, it leaves as soon as it is.
        terminal.write('\x04');
      }
    });
    terminal.onExit(({ exitCode, signal }) => {
      clearTimeout(clock);
      if (typed === 2 && exitCode === 0 && !signal) resolve();
      else
        reject(
          new Error(`exit ${exitCode}, signal ${signal}, after ${typed} of 2 steps; the screen received:\n${seen}`),
        );
    });
  });
}

const library = path.join(scratch, 'library.mjs');
writeFileSync(
  library,
  `import { openSession } from ${JSON.stringify(`file://${path.join(root, 'dist/index.js')}`)};
const session = await openSession({ seed: 1 });
await session.run('f(x, y) = [x^2 + y^2, x * y]');
const answer = await session.run(':jac f(1, 2)');
console.log(JSON.stringify(answer.data));
`,
);

/** @type {Record<string, (runtime: Runtime) => void | Promise<void>>} */
const cases = {
  sessions: (runtime) => void output(runtime, [nabla, 'test', 'sessions']),
  pipe: (runtime) => {
    const lines = output(runtime, [nabla], 'f(x) = x^2\n:grad f(3)\n').trim().split('\n');
    same(
      lines.some((line) => /\b6\b/.test(line)),
      true,
    );
  },
  '-e': (runtime) => same(output(runtime, [nabla, '-e', '1 + 1']).trim(), '2'),
  '--json': (runtime) => same(JSON.parse(output(runtime, [nabla, '--json', '-e', ':det [-2, 1; 1, 1]'])).data, -3),
  library: (runtime) => same(output(runtime, [library]).trim(), '[[2,4],[2,1]]'),
  training: (runtime) => {
    const lines = output(runtime, [
      nabla,
      '--json',
      '-e',
      'w = 1',
      '-e',
      'l(w) = (w - 3)^2',
      '-e',
      ':train l(w) steps=200 lr=0.1',
    ]);
    same(Math.abs(JSON.parse(lines.trim().split('\n').at(-1) ?? '').loss.end) < 1e-12, true);
  },
  prompt,
};

let failures = 0;
for (const runtime of runtimes()) {
  for (const [name, run] of Object.entries(cases)) {
    const begin = performance.now();
    try {
      await run(runtime);
      console.log(`ok      ${runtime.name.padEnd(10)} ${name.padEnd(10)} ${Math.round(performance.now() - begin)} ms`);
    } catch (error) {
      failures += 1;
      console.log(`failed  ${runtime.name.padEnd(10)} ${name}\n${error instanceof Error ? error.message : error}`);
    }
  }
}
rmSync(scratch, { recursive: true, force: true });
console.log(failures === 0 ? 'every runtime passed' : `${failures} cases failed`);
process.exit(failures === 0 ? 0 : 1);
