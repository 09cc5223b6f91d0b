// @ts-check
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './bundle.mjs';

/**
 * What a module over the project's sources exports, bundled, for Node 20 cannot import TypeScript.
 * @param {string} contents the module's text; its paths start from the project's folder
 */
export async function fromSource(contents) {
  const outfile = path.join(root, `.cache/source-${process.pid}.mjs`);
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['mathjs'],
    logLevel: 'warning',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}
