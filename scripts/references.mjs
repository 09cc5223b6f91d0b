// @ts-check
// `npm run references [OP ...]`: computes test/ops/reference.json for the ops that have no reference at their points and
// for those that are named; all other lines stay as they are. Needs python3 with mpmath.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';
import { answerOfPython } from './python.mjs';
import { fromSource } from './source.mjs';

const file = path.join(root, 'test/ops/reference.json');
const { pointsOf, referenced } = await fromSource(`export { pointsOf, referenced } from './test/ops/families.ts';`);

/**
 * The text of each op's rows, by its name.
 * @param {string} text
 */
const blocks = (text) =>
  new Map([...text.matchAll(/^"(\w+)": \[\n.*?\n\]/gms)].map(([block, name = '']) => [name, block]));

const known = blocks(readFileSync(file, 'utf8'));
const named = process.argv.slice(2);

/** @type {{ op: string, points: readonly (readonly number[])[] }[]} */
const points = referenced.map((/** @type {import('../src/ops/op.ts').Op} */ op) => ({
  op: op.name,
  points: pointsOf(op),
}));

const asked = points.filter(({ op, points }) => {
  const rows = JSON.parse(`{${known.get(op) ?? `"${op}": []`}}`)[op];
  const x = rows.map((/** @type {{ x: readonly number[] }} */ row) => row.x);
  return named.includes(op) || JSON.stringify(x) !== JSON.stringify(points);
});
if (asked.length > 0) {
  console.log(`Computing ${asked.map(({ op }) => op).join(', ')} at 700 digits; some seconds for each.`);
  for (const [name, block] of blocks(answerOfPython('test/ops/reference.py', asked))) known.set(name, block);
}
const wanted = new Set(points.map(({ op }) => op));
const rows = [...known].filter(([name]) => wanted.has(name)).map(([, block]) => block);
writeFileSync(file, `{\n${rows.join(',\n')}\n}\n`);
console.log(`${asked.length} of ${points.length} ops computed.`);
