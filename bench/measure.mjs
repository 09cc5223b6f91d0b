// @ts-check

/**
 * The median time of each contender in milliseconds per call. They take turns, so that a busy machine slows all alike.
 * @param {readonly (() => unknown)[]} contenders
 * @param {{ rounds: number, calls?: readonly number[] }} options
 */
export function medians(contenders, { rounds, calls = contenders.map(() => 1) }) {
  /** @type {number[][]} */
  const times = contenders.map(() => []);
  for (let round = 0; round < rounds; round++) {
    contenders.forEach((contender, i) => {
      const count = calls[i] ?? 1;
      const begin = performance.now();
      for (let call = 0; call < count; call++) contender();
      times[i]?.push((performance.now() - begin) / count);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN);
}

/**
 * How many calls of `contender` fill about `milliseconds`, after as much time of warming.
 * @param {() => unknown} contender
 * @param {number} milliseconds
 */
export function callsIn(contender, milliseconds) {
  const begin = performance.now();
  let count = 0;
  while (performance.now() - begin < milliseconds) {
    contender();
    count += 1;
  }
  return Math.max(1, count);
}

/**
 * One line of a result: its name, the time, and the ratio to what it is held against.
 * @param {string} name
 * @param {number} time in milliseconds
 * @param {number} base in milliseconds
 */
export const row = (name, time, base) => {
  const shown = time >= 1 ? `${time.toFixed(1)} ms` : `${(time * 1000).toPrecision(3)} us`;
  return `| ${name} | ${shown} | ${(time / base).toPrecision(3)} |`;
};
