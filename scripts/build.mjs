// @ts-check
// Builds dist/: the command, the library with its types, the workers, and the licences of what is bundled.
// `--no-types` leaves the types out, for a quick start.
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle, entries, root } from './bundle.mjs';

const dist = path.join(root, 'dist');

/**
 * The licence of each package that `metafile` took in, one after the other.
 * @param {import('esbuild').Metafile} metafile
 */
function licences(metafile) {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  return [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file
      ? readFileSync(path.join(root, folder, file), 'utf8').trim()
      : 'The package holds no licence text.';
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
}

rmSync(dist, { recursive: true, force: true });
const metafile = await bundle(entries());
writeFileSync(path.join(dist, 'THIRD-PARTY-LICENSES.txt'), licences(metafile).join(`\n${'-'.repeat(80)}\n\n`));
chmodSync(path.join(dist, 'nabla.js'), 0o755);
if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'], {
    cwd: root,
    stdio: 'inherit',
  });
}
