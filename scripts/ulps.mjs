// @ts-check
// `npm run ulps [OP ...]`: the largest error of each function of numbers in every back end, in units in the last place of the
// true value, over its whole range and close by its zeros, poles and other edges: the table of docs/accuracy.md. Needs python3
// with mpmath. NABLA_SAMPLES says how many points for each function; 20,000 where nothing is said.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';
import { answerOfPython } from './python.mjs';
import { fromSource } from './source.mjs';

const file = path.join(root, 'docs/accuracy.md');
const BEGIN = '<!-- The largest errors, by `npm run ulps`. -->\n';
const END = '<!-- Until here. -->\n';

const { backends, drawn, measured } = await fromSource(`export * from './test/ops/errors.ts';`);
const named = process.argv.slice(2);
const size = Number(process.env['NABLA_SAMPLES'] ?? 20_000);

/**
 * The largest errors of an op by back end.
 * @param {string} name
 */
function errorsOf(name) {
  const { points, values } = drawn(name, size);
  const stdout = answerOfPython('test/ops/errors.py', { op: name, points, values });
  return /** @type {{ error: string, at: string }[]} */ (JSON.parse(stdout));
}

const text = readFileSync(file, 'utf8');
const [before = '', rest = ''] = text.split(BEGIN);
const [table = '', after = ''] = rest.split(END);
const known = new Map([...table.matchAll(/^\| `(\w+)`.*$/gm)].map(([row, name = '']) => [name, row]));
for (const name of named.length > 0 ? named : measured) {
  const errors = errorsOf(name);
  errors.forEach(({ error, at }, i) => console.log(`${name} ${backends[i]} ${error} at ${at}`));
  const worst = errors.reduce((a, b) => (Number(b.error) > Number(a.error) ? b : a));
  known.set(name, `| \`${name}\` | ${errors.map(({ error }) => error).join(' | ')} | ${worst.at} |`);
}
const head = `| function | ${backends.join(' | ')} | worst at |\n|${' --- |'.repeat(backends.length + 2)}\n`;
const rows = [...known].filter(([name]) => measured.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${before}${BEGIN}\n${head}${rows.map(([, row]) => row).join('\n')}\n\n${END}${after}`);
