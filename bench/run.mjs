// @ts-check
// `npm run bench`: ratios measured in one run of this Node, written to bench/results/.
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gradients } from './gradient.mjs';
import { startup } from './startup.mjs';

const major = process.versions.node.split('.')[0];
const file = path.resolve(import.meta.dirname, `results/node-${major}.md`);
const text = [
  `# Node ${process.versions.node}`,
  '',
  `${new Date().toISOString().slice(0, 10)}, ${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores. Times vary with the machine; ratios less so.`,
  '',
  ...startup(),
  '',
  ...(await gradients()),
  '',
].join('\n');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, text);
console.log(text);
