// @ts-check
// numpy, torch, JAX and CasADi, where a Python has them: one process for each library, with one thread, which times
// its own calls and answers over a pipe.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** @typedef {import('./contender.mjs').Contender} Contender */
/** @typedef {import('./contender.mjs').Absent} Absent */
/** @typedef {'numpy' | 'torch' | 'jax' | 'casadi'} Library */

const python = process.env['NABLA_BENCH_PYTHON'] ?? 'python3';
const server = path.resolve(import.meta.dirname, 'python/serve.py');

/** One thread, and no processor forced on an OpenBLAS that knows better. */
const env = () => {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = process.env;
  const threads = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'NUMEXPR_NUM_THREADS'];
  return {
    ...rest,
    ...Object.fromEntries(threads.map((name) => [name, '1'])),
    PYTHONDONTWRITEBYTECODE: '1',
    XLA_FLAGS: '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1',
    JAX_PLATFORMS: 'cpu',
  };
};

/** @type {Record<Library, string>} */
const labels = { numpy: 'numpy', torch: 'torch', jax: 'JAX (jit)', casadi: 'CasADi' };

/**
 * The version of Python, and of each library that it can import; an empty object where there is no Python.
 * @returns {Record<string, string>}
 */
export function pythonVersions() {
  const { status, stdout } = spawnSync(python, [server, '--versions'], { env: env(), encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : {};
}

/**
 * Starts a process of a library, which answers what it is asked in turn until `end`.
 * @param {Library} library
 */
function start(library) {
  const child = spawn(python, [server, library], { env: env(), stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    /** @param {object} request */
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error('the Python process ended');
      const answer = JSON.parse(value);
      if (answer.error) throw new Error(answer.error);
      return answer;
    },
    end: () => child.stdin.end(),
  };
}

/** @type {Map<Library, ReturnType<typeof start>>} */
const processes = new Map();

/** @type {Record<string, string>} */
let versions = {};

/**
 * Which libraries there are, as {@link pythonVersions} answered.
 * @param {Record<string, string>} known
 */
export const usePython = (known) => {
  versions = known;
};

/** Ends the processes. */
export function endPython() {
  for (const { end } of processes.values()) end();
  processes.clear();
}

let programs = 0;

/**
 * A program of each of some libraries (see bench/python), with its arguments.
 * @param {readonly Library[]} libraries
 * @param {string} program
 * @param {object} args
 * @returns {(Contender | Absent)[]}
 */
export const pythons = (libraries, program, args) =>
  libraries.map((library) => {
    const name = labels[library];
    if (!versions[library]) return { name, absent: 'not importable' };
    const running = processes.get(library) ?? start(library);
    processes.set(library, running);
    const { ask } = running;
    const id = ++programs;
    return {
      name,
      answer: async () => (await ask({ do: 'open', id, program, args })).answer,
      batch: async (calls) => 1000 * (await ask({ do: 'time', id, calls })).seconds,
    };
  });
