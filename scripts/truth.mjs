// @ts-check
// `npm run truth -- [--count N] [--seed S] [--kind K,..]`: asks Nabla for derivatives whose values are known to 25 digits and
// prints how many are right, within what their notes say, beyond it, and wrong and silent; each that is, as lines to paste.
// `--long` goes on to 100,000 derivatives and writes the table to docs/accuracy.md. Cases are made by python3 with mpmath and numpy as
// they are needed; without those, the stored ones are asked. `--from FILE` asks the cases of a file, a line of JSON each.
// `--settle` asks the stored ones and takes from the known misses those that hold; it adds none. `--store` makes what was asked the
// stored cases, and what missed the known misses.
import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { root } from './bundle.mjs';
import { fromSource } from './source.mjs';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string', default: '' },
    from: { type: 'string' },
    settle: { type: 'boolean', default: false },
    store: { type: 'boolean', default: false },
  },
});

const stored = path.join(root, 'test/truth/slice.json');
const knownFile = path.join(root, 'test/truth/known.json');

const { judge, titleOf } = await fromSource(`export { judge, titleOf } from './test/truth/judge.ts';`);
/** @typedef {import('../test/truth/judge.ts').TruthCase} TruthCase */
/** @typedef {import('../test/truth/judge.ts').Judged} Judged */

/** The lines of cases: of a file, the stored ones, or as they are made. */
function input() {
  if (options.settle) return storedLines();
  if (options.from) return createInterface({ input: createReadStream(options.from) });
  if (spawnSync('python3', ['-c', 'import mpmath, numpy']).status !== 0) {
    console.log('python3 with mpmath and numpy is not found: these are the stored cases.');
    return storedLines();
  }
  const script = path.join(root, 'test/truth/generate.py');
  const { stdout } = spawn('python3', [script, options.count, options.seed, options.kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return createInterface({ input: stdout });
}

const storedLines = () =>
  JSON.parse(readFileSync(stored, 'utf8')).map((/** @type {TruthCase} */ one) => JSON.stringify(one));

const columns = /** @type {const} */ (['right', 'within', 'beyond', 'silent', 'notFinite', 'refused']);
/** @type {Map<string, Record<string, number>>} */
const table = new Map();

/**
 * @param {TruthCase} one
 * @param {Judged} judged
 */
function count({ kind }, { outcomes, falseAlarm }) {
  for (const name of [kind, 'all']) {
    let row = table.get(name);
    if (!row) table.set(name, (row = {}));
    const counted = ['answers', ...outcomes.flatMap((o) => ['derivatives', o]), ...(falseAlarm ? ['falseAlarms'] : [])];
    for (const column of counted) row[column] = (row[column] ?? 0) + 1;
  }
}

/**
 * What is amiss, as lines to paste with what was got, what is right and what was noted.
 * @param {TruthCase} one
 * @param {Judged} judged
 */
function report({ kind, lines, expected, backend }, { outcomes, got, notes, fault, falseAlarm }) {
  const worst = outcomes.findIndex((o) => o === 'silent' || o === 'beyond');
  const first = worst >= 0 ? worst : outcomes.findIndex((o) => o === 'notFinite' || o === 'refused');
  if (first < 0 && !falseAlarm) return;
  const what = first < 0 ? 'false alarm' : outcomes[first];
  const entry = got.length > 1 ? ` [${first}]` : '';
  const said = notes.map((n) => n.message).join('; ');
  const right = first < 0 ? '' : ` right ${expected.flat()[first]}${entry}`;
  console.log(
    `${what} ${kind}: ${titleOf({ lines, backend })}\n    got ${fault ?? got[Math.max(first, 0)]}${right} note ${said || 'none'}`,
  );
}

const began = performance.now();
/** @type {Map<string, string>} */
const wrong = new Map();
/** @type {string[]} */
const asked = [];
for await (const line of input()) {
  const one = /** @type {TruthCase} */ (JSON.parse(line));
  const judged = /** @type {Judged} */ (await judge(one));
  count(one, judged);
  report(one, judged);
  const miss = judged.outcomes.find((o) => o === 'silent' || o === 'beyond');
  if (miss) wrong.set(titleOf(one), `${one.kind}, ${miss}`);
  if (options.store) asked.push(line);
}

const heads = ['answers', 'derivatives', ...columns, 'falseAlarms'];
console.log(`\n${'kind'.padEnd(10)}${heads.map((h) => h.padStart(12)).join('')}`);
for (const [kind, row] of [...table].sort(([a], [b]) => (a === 'all' ? 1 : b === 'all' ? -1 : a < b ? -1 : 1))) {
  console.log(kind.padEnd(10) + heads.map((h) => String(row[h] ?? 0).padStart(12)).join(''));
}
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s, seed ${options.seed}`);

/** @param {Iterable<readonly [string, unknown]>} misses */
function writeKnown(misses) {
  const sorted = [...misses].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(knownFile, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
}

if (options.store) {
  writeFileSync(stored, `[\n${asked.sort().join(',\n')}\n]\n`);
  writeKnown(wrong);
}
if (options.settle) {
  const known = Object.entries(JSON.parse(readFileSync(knownFile, 'utf8')));
  const left = known.filter(([line]) => wrong.has(line));
  writeKnown(left);
  console.log(`${left.length} known misses are left of ${known.length}; ${wrong.size - left.length} are new.`);
}
