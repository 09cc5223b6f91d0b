// @ts-check
// `npm run truth -- [--count N] [--seed S] [--kind K,..]`: asks Nabla for derivatives whose values are known to 25 digits and
// prints how many are right, within what their notes say, beyond it, and wrong and silent; each that is, as lines to paste.
// `--long` goes on to 100,000 derivatives, or to Ctrl-C, and writes the table to docs/accuracy.md. Cases are made by python3 with
// mpmath and numpy as they are needed; without those, the stored ones are asked. `--from FILE` asks the cases of files, a line of JSON
// each.
// `--settle` asks the stored ones and takes from the known misses those that hold; it adds none. `--store` makes what was asked the
// stored cases, and what missed the known misses.
import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { root } from './bundle.mjs';
import { fromSource } from './source.mjs';
import { Table, writePage } from './truth-table.mjs';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string', default: '' },
    from: { type: 'string', multiple: true },
    settle: { type: 'boolean', default: false },
    store: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
  },
});

const stored = path.join(root, 'test/truth/slice.json');
const knownFile = path.join(root, 'test/truth/known.json');

const { judge, titleOf } = await fromSource(`export { judge, titleOf } from './test/truth/judge.ts';`);
/** @typedef {import('../test/truth/judge.ts').TruthCase} TruthCase */
/** @typedef {import('../test/truth/judge.ts').Judged} Judged */

/** A long run goes on to so many derivatives. */
const LONG = 100_000;

const generating = new AbortController();

/** The lines of cases: of files, the stored ones, or as they are made. */
async function* input() {
  if (options.from) {
    for (const file of options.from) yield* createInterface({ input: createReadStream(file) });
    return;
  }
  if (options.settle) return yield* storedLines();
  if (spawnSync('python3', ['-c', 'import mpmath, numpy']).status !== 0) {
    console.log('python3 with mpmath and numpy is not found: these are the stored cases.');
    return yield* storedLines();
  }
  const script = path.join(root, 'test/truth/generate.py');
  const python = spawn('python3', [script, options.long ? String(LONG) : options.count, options.seed, options.kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal: generating.signal,
  });
  python.on('error', () => {});
  yield* createInterface({ input: python.stdout });
}

const storedLines = () =>
  JSON.parse(readFileSync(stored, 'utf8')).map((/** @type {TruthCase} */ one) => JSON.stringify(one));

const table = new Table();

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
let stopped = false;
process.once('SIGINT', () => (stopped = true));
for await (const line of input()) {
  const one = /** @type {TruthCase} */ (JSON.parse(line));
  const judged = /** @type {Judged} */ (await judge(one));
  table.add(one, judged);
  report(one, judged);
  const miss = judged.outcomes.find((o) => o === 'silent' || o === 'beyond');
  if (miss) wrong.set(titleOf(one), `${one.kind}, ${miss}`);
  if (options.store) asked.push(line);
  if (stopped || (options.long && table.count('all', 'derivatives') >= LONG)) break;
}
generating.abort();

console.log(`\n${table.markdown()}\n\n${table.goals()}`);
console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s, seed ${options.seed}`);
if (options.long) {
  const day = new Date().toISOString().slice(0, 10);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const where = `Nabla ${version}, Node ${process.versions.node}, ${process.arch}, ${day}, seed ${options.seed}.`;
  writePage(`${where}\n\n${table.markdown()}\n\n${table.goals()}`);
}

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
