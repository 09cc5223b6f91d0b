// @ts-check
// `npm test`: runs every check in turn, one line for each; the first that fails shows its output and ends the run.
import path from 'node:path';
import { bin, step, vitest } from './step.mjs';

const node = process.execPath;

/** @type {readonly (readonly [name: string, command: readonly string[], tells?: boolean])[]} */
const steps = [
  ['types', [path.join(bin, 'tsc')]],
  ['lint', [path.join(bin, 'oxlint'), '--deny-warnings']],
  ['format', [path.join(bin, 'prettier'), '--check', '--log-level', 'warn', '.']],
  ['layers', [node, 'scripts/layers.mjs'], true],
  ['dead code', [path.join(bin, 'knip')]],
  ['dead in product', [path.join(bin, 'knip'), '--production']],
  ['generated pages', [node, 'scripts/docs.mjs', '--check']],
  ['build', [node, 'scripts/build.mjs']],
  ['tests', vitest('all')],
  ['sessions', [node, 'dist/nabla.cjs', 'test', 'sessions'], true],
];

if (!steps.every(([name, command, tells = false]) => step(name, command, { tells }))) process.exit(1);
