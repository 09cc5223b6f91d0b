// @ts-check
import { disagreement, sampled } from './contender.mjs';

/** @typedef {import('./contender.mjs').Contender} Contender */
/** @typedef {import('./contender.mjs').Comparison} Comparison */

/** The median with the quartiles. @typedef {{ low: number, median: number, high: number }} Spread */

/**
 * What came of a contender: what a call took in each of its rounds, in the unit of the comparison.
 * @typedef {{ name: string, times: readonly number[] } | { name: string, absent: string }
 *   | { name: string, failed: string }} Row
 */

/** Milliseconds of one turn, of warming, and of all turns of a contender; and how often it has a turn. */
const pace = { turn: 10, warm: 150, total: 3000, rounds: 25, fewest: 3 };
const hurried = { turn: 2, warm: 10, total: 300, rounds: 7, fewest: 1 };

/** A single call that takes longer than so many milliseconds is made once. */
const VERY_SLOW = 5000;

/** Double precision after some thousand roundings. */
const TOLERANCE = 1e-9;

/**
 * Runs contenders in turns, so that a busy machine slows all alike, and answers a row for each.
 * @param {Comparison} comparison
 * @param {{ quick: boolean }} options
 * @returns {Promise<Row[]>}
 */
export async function measure({ contenders, rounds: limit = Infinity }, { quick }) {
  const speed = quick ? hurried : pace;
  /** @type {Map<string, Row>} */
  const rows = new Map();
  /** @type {{ contender: Contender, calls: number, rounds: number, times: number[] }[]} */
  const ready = [];
  /** @type {Float64Array | undefined} */
  let expected;
  for (const contender of contenders) {
    const { name } = contender;
    if ('absent' in contender) {
      rows.set(name, contender);
      continue;
    }
    try {
      const answer = sampled(await contender.answer());
      expected ??= answer;
      const difference = disagreement(expected, answer, contender.tolerance ?? TOLERANCE);
      if (difference) throw new Error(`disagrees with ${contenders[0]?.name}: ${difference}`);
      const { calls, wall } = await batchSize(contender, speed);
      const fewest = wall > VERY_SLOW ? 1 : speed.fewest;
      const rounds = Math.min(limit, speed.rounds, Math.max(fewest, Math.floor(speed.total / wall)));
      ready.push({ contender, calls, rounds, times: [] });
    } catch (error) {
      rows.set(name, { name, failed: error instanceof Error ? error.message : String(error) });
      if (!expected) throw error;
    }
  }
  for (let round = 0; round < speed.rounds; round++) {
    for (let turn = 0; turn < ready.length; turn++) {
      // Each round begins with another, so that nobody always follows the same neighbour.
      const { contender, calls, rounds, times } = /** @type {ready[0]} */ (ready[(round + turn) % ready.length]);
      if (round < rounds) times.push((await contender.batch(calls)) / calls);
    }
  }
  for (const { contender, times } of ready) rows.set(contender.name, { name: contender.name, times });
  return contenders.flatMap(({ name }) => rows.get(name) ?? []);
}

/**
 * How many calls fill a turn, found while warming, and how long they take.
 * @param {Contender} contender
 * @param {typeof pace} speed
 */
async function batchSize(contender, { turn, warm }) {
  let calls = 1;
  let spent = 0;
  for (;;) {
    const begin = performance.now();
    await contender.batch(calls);
    const wall = performance.now() - begin;
    spent += wall;
    if (spent >= warm && wall >= turn / 2) return { calls, wall };
    calls = Math.max(1, Math.min(8 * calls, Math.round((calls * turn) / wall)));
  }
}

/**
 * @param {readonly number[]} values
 * @returns {Spread}
 */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ p) => sorted[Math.round(p * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

/**
 * Times over those of another in the same rounds.
 * @param {readonly number[]} times
 * @param {readonly number[]} base
 */
export const ratios = (times, base) =>
  spread(times.flatMap((time, round) => (round < base.length ? [time / (base[round] ?? NaN)] : [])));
