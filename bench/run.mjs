// @ts-check
// `npm run bench`: ratios measured in one run, written to bench/results/. `npm run bench -- NAME` runs the cases whose
// file or name has NAME in it and only prints, `-- --quick` has shorter rounds.
import { execFileSync, fork } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installPeers } from './peers.mjs';
import { pythonVersions } from './python.mjs';
import { summary, table } from './table.mjs';

/** @typedef {import('./table.mjs').Measured} Measured */

const here = import.meta.dirname;
const { positionals, values } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' } } });

const load = os.loadavg()[0]?.toFixed(1);
const peers = installPeers();
const libraries = pythonVersions();
const files = readdirSync(path.join(here, 'cases')).filter(
  (file) => positionals.length === 0 || positionals.some((name) => file.includes(name)),
);
if (files.length === 0) throw new Error(`no case has ${positionals.join(' or ')} in its name`);

/** The system's library that Nabla takes for large matrices here, or why it takes none. */
function blas() {
  const nabla = path.join(here, '../dist/nabla.cjs');
  const lines = ['A = zeros(500, 500)', 'sum(A*A)', ':set'].flatMap((text) => ['-e', text]);
  const answers = execFileSync(process.execPath, [nabla, '--json', ...lines], { encoding: 'utf8' })
    .trim()
    .split('\n');
  /** @type {{ rows: string[][] }} */
  const { rows } = JSON.parse(answers.at(-1) ?? '');
  return rows.find(([setting]) => setting === 'blas')?.[2];
}

/**
 * Runs a case and prints its tables as they come.
 * @param {string} file
 * @returns {Promise<{ measured: Measured[], broken: boolean }>}
 */
const run = (file) =>
  new Promise((resolve) => {
    /** @type {Measured[]} */
    const measured = [];
    const arguments_ = [file, values.quick ? 'quick' : 'whole', JSON.stringify(libraries)];
    const child = fork(path.join(here, 'case.mjs'), arguments_, { env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
    child.on('message', (message) => {
      const one = /** @type {Measured} */ (message);
      if (measured.push(one) === 1) console.log(`## ${one.section}\n`);
      console.log(table(one).join('\n'));
    });
    child.on('exit', (code) => resolve({ measured, broken: code !== 0 }));
  });

/** @type {Measured[]} */
const all = [];
let failures = 0;
for (const file of files) {
  const { measured, broken } = await run(file);
  all.push(...measured);
  failures += (broken ? 1 : 0) + measured.flatMap(({ rows }) => rows.filter((row) => 'failed' in row)).length;
}

const absent = ['numpy', 'torch', 'jax', 'casadi'].map((name) => `${name} ${libraries[name] ?? 'absent'}`);
const sections = [...new Set(all.map(({ section }) => section))];
const text = [
  `# Node ${process.versions.node}`,
  '',
  `${new Date().toISOString().slice(0, 10)}, V8 ${process.versions.v8}, ${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, ${os.type()}, load ${load} before the run.`,
  `Peers: ${peers.join(', ')}, mathjs of the lock file; Python ${libraries['python'] ?? 'absent'} with ${absent.join(', ')}. One thread each.`,
  `BLAS for Nabla: ${blas()}.`,
  '',
  'Written by `npm run bench`. Contenders take turns; a ratio is the median over the rounds of a time over the',
  "first contender's in the same round, with its quartiles. Answers are compared before anything is timed.",
  '',
  '## In short',
  '',
  ...summary(all),
  ...sections.flatMap((section) => [
    `## ${section}`,
    '',
    ...all.filter((one) => one.section === section).flatMap((one) => table(one)),
  ]),
].join('\n');

console.log(summary(all).join('\n'));
if (failures > 0) console.log(`${failures} failed`);
if (positionals.length === 0 && !values.quick) {
  const file = path.join(here, `results/node-${process.versions.node.split('.')[0]}.md`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`written to ${path.relative(process.cwd(), file)}`);
}
process.exitCode = failures > 0 ? 1 : 0;
