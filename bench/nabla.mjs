// @ts-check
// The built library as a contender.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { attempt, direct } from './contender.mjs';

/** @typedef {import('./contender.mjs').Contender} Contender */

/** The folder of the built program. */
export const dist = path.resolve(import.meta.dirname, '../dist');

/** The built library's entry. @type {typeof import('../src/index.ts').openSession} */
export const openSession = (await import(pathToFileURL(path.join(dist, 'index.js')).href)).openSession;

/**
 * A session in which some lines have been run; a line that fails is an error.
 * @param {readonly string[]} lines
 */
export async function sessionAfter(lines) {
  const session = await openSession({ seed: 1 });
  for (const line of lines) await ran(session, line);
  return session;
}

/**
 * Runs a line and answers its object; a line that fails is an error.
 * @param {import('../src/index.ts').NablaSession} session
 * @param {string} line
 */
export async function ran(session, line) {
  const answer = await session.run(line);
  if (!answer['ok']) throw new Error(`${line.slice(0, 60)}: ${JSON.stringify(answer['error']).slice(0, 200)}`);
  return answer;
}

/**
 * All numbers of what a compiled line answers, part by part where it has parts.
 * @param {import('../src/index.ts').CompiledValue} value
 */
function numbersOf(value) {
  const parts = /** @type {{ parts?: readonly { data: Float64Array }[] }} */ (value).parts ?? [value];
  return parts.flatMap(({ data }) => Array.from(data));
}

/**
 * A line compiled for some inputs, called with arrays that are there. Where it works on matrices, another contender
 * does without the system's BLAS.
 * @param {readonly string[]} lines
 * @param {string} line
 * @param {Record<string, { shape: readonly number[], data: Float64Array }>} inputs
 * @param {{ matrices?: boolean, name?: string, numbers?: (value: any) => ArrayLike<number> }} [options]
 */
export async function compiled(lines, line, inputs, { matrices = false, name = 'nabla', numbers = numbersOf } = {}) {
  const entries = Object.entries(inputs);
  const shapes = Object.fromEntries(entries.map(([input, { shape }]) => [input, shape]));
  const values = Object.fromEntries(entries.map(([input, { data }]) => [input, data]));
  /** @type {(name: string, blas: 'on' | 'off') => Promise<Contender>} */
  const build = (name, blas) =>
    attempt(name, async () => {
      const session = await sessionAfter([`:set blas=${blas}`, ...lines]);
      const run = await session.compile(line, shapes);
      const { answer, batch } = direct(name, () => run(values), numbers);
      // The kernels in force are one choice for the process: that of the session in which a line ran last.
      const choose = () => ran(session, '0');
      return {
        name,
        answer: async () => {
          await choose();
          return await answer();
        },
        batch: async (calls) => {
          await choose();
          return await batch(calls);
        },
      };
    });
  return matrices ? [await build(name, 'on'), await build(`${name}, blas=off`, 'off')] : [await build(name, 'on')];
}

/**
 * The input of a compiled line.
 * @param {Float64Array} data
 * @param {...number} shape
 */
export const array = (data, ...shape) => ({ shape: shape.length > 0 ? shape : [data.length], data });
