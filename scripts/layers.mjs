// @ts-check
// Holds the layers: `node scripts/layers.mjs` fails with each import that .dependency-cruiser.cjs does not allow.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';

const root = path.resolve(import.meta.dirname, '..');
const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/**
 * Source files of the rooms, relative to `folder`.
 * @param {string} folder
 */
const sources = (folder) =>
  ['src', 'commands']
    .filter((room) => existsSync(path.join(folder, room)))
    .flatMap((room) =>
      readdirSync(path.join(folder, room), { recursive: true }).map((file) => path.join(room, `${file}`)),
    )
    .filter((file) => /[.]tsx?$/.test(file))
    .sort();

/**
 * How many modules of a project's `folder` were read, and one line per broken rule.
 * @param {string} folder
 */
export async function layers(folder) {
  const files = sources(folder);
  const { output } = await cruise(files, {
    ...config.options,
    baseDir: folder,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
  });
  if (typeof output === 'string') throw new Error(output);
  const seen = new Set(output.modules.map((module) => module.source));
  const unseen = files.filter((file) => !seen.has(file));
  return {
    modules: files.length - unseen.length,
    faults: [
      ...unseen.map((file) => `unread: ${file}`),
      ...output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    ],
  };
}

if (process.argv[1] === import.meta.filename) {
  const { modules, faults } = await layers(root);
  console.log([...faults, `${modules} modules, ${faults.length} faults`].join('\n'));
  process.exitCode = faults.length > 0 || modules === 0 ? 1 : 0;
}
