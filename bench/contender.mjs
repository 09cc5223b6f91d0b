// @ts-check

/** @typedef {ArrayLike<number>} Numbers */

/**
 * One of those that are compared. `answer` gives its numbers, which are held against those of the others before
 * anything is timed; `batch` the milliseconds that so many calls take. A contender that computes in single precision
 * says so in its name and has a `tolerance` of its own.
 * @typedef {object} Contender
 * @property {string} name
 * @property {() => Numbers | Promise<Numbers>} answer
 * @property {(calls: number) => number | Promise<number>} batch
 * @property {number} [tolerance]
 */

/** A contender that cannot be had on this machine, and why. @typedef {{ name: string, absent: string }} Absent */

/**
 * Contenders for the same work; the first is what the others are divided by. `rounds` limits how often they take turns;
 * `unit` is what `batch` counts per call, milliseconds where it is left out.
 * @typedef {object} Comparison
 * @property {string} title
 * @property {readonly (Contender | Absent)[]} contenders
 * @property {string} [remark]
 * @property {'ms' | 'B'} [unit]
 * @property {number} [rounds]
 */

/** @typedef {{ name: string, prepare: () => AsyncIterable<Comparison> }} Case */

/**
 * A contender of this process: `run` does the work once and answers numbers, or what `numbers` makes numbers of.
 * @template T
 * @param {string} name
 * @param {() => T} run
 * @param {(value: T) => Numbers} [numbers]
 * @returns {Contender}
 */
export const direct = (name, run, numbers = (value) => /** @type {Numbers} */ (value)) => ({
  name,
  answer: () => Float64Array.from(numbers(run())),
  batch: (calls) => {
    const begin = performance.now();
    for (let call = 0; call < calls; call++) run();
    return performance.now() - begin;
  },
});

/**
 * A contender whose work is awaited. `before` makes things ready for each call and is not timed.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} run
 * @param {(value: T) => Numbers} numbers
 * @param {() => unknown} [before]
 * @returns {Contender}
 */
export const awaited = (name, run, numbers, before = () => {}) => ({
  name,
  answer: async () => {
    await before();
    return Float64Array.from(numbers(await run()));
  },
  batch: async (calls) => {
    let total = 0;
    for (let call = 0; call < calls; call++) {
      await before();
      const begin = performance.now();
      await run();
      total += performance.now() - begin;
    }
    return total;
  },
});

/**
 * A contender that is made now; where that fails, one that fails with the same words when it is asked.
 * @param {string} name
 * @param {() => Contender | Promise<Contender>} build
 * @returns {Promise<Contender>}
 */
export async function attempt(name, build) {
  try {
    return await build();
  } catch (error) {
    const failed = () => {
      throw error;
    };
    return { name, answer: failed, batch: failed };
  }
}

/**
 * Why two answers differ by more than `tolerance` times the greatest magnitude of the first; nothing where they agree.
 * @param {Numbers} expected
 * @param {Numbers} actual
 * @param {number} tolerance
 */
export function disagreement(expected, actual, tolerance) {
  if (actual.length !== expected.length) return `${actual.length} numbers where ${expected.length} are expected`;
  let scale = Number.MIN_VALUE;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    scale = Math.max(scale, Math.abs(expected[i] ?? Number.NaN));
    const error = Math.abs((actual[i] ?? Number.NaN) - (expected[i] ?? Number.NaN));
    worst = error <= worst ? worst : error;
  }
  return worst <= tolerance * scale ? undefined : `off by ${(worst / scale).toExponential(1)} of the greatest entry`;
}

/**
 * Long answers are compared at 10,000 entries, evenly spread.
 * @param {Numbers} numbers
 */
export function sampled(numbers) {
  const stride = Math.ceil(numbers.length / 10_000);
  return Float64Array.from({ length: Math.ceil(numbers.length / stride) || 0 }, (_, i) => numbers[i * stride] ?? NaN);
}
