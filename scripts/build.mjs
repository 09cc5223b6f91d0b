// @ts-check
// Builds dist/: the command with its code cache, the library with its types, the prompt, the workers, and the licences
// of what is bundled. `--no-types` leaves the types out, for a quick start.
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleProduct, root } from './bundle.mjs';

const dist = path.join(root, 'dist');

/**
 * The licence of each package among the bundled files, one after the other.
 * @param {readonly string[]} files
 */
function licences(files) {
  const packages = new Set(files.flatMap((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  return [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file
      ? readFileSync(path.join(root, folder, file), 'utf8').trim()
      : 'The package holds no licence text.';
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
}

/**
 * @param {'ignore' | 'inherit'} stdout
 * @param {readonly string[]} args
 */
const node = (stdout, ...args) =>
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', stdout, 'inherit'] });

rmSync(dist, { recursive: true, force: true });
const inputs = Object.values(await bundleProduct({ outdir: 'dist' })).flatMap((metafile) =>
  Object.keys(metafile.inputs),
);
writeFileSync(path.join(dist, 'THIRD-PARTY-LICENSES.txt'), licences(inputs).join(`\n${'-'.repeat(80)}\n\n`));
chmodSync(path.join(dist, 'nabla.cjs'), 0o755);
node('ignore', 'scripts/cache.cjs');
if (!process.argv.includes('--no-types'))
  node('inherit', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json');
