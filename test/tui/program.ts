import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles the prompt with its stand-in client; answers the script and what removes it. */
export async function bundledFixture(): Promise<{ readonly program: string; remove(): void }> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'nabla-tui-'));
  await build({
    entryPoints: [path.join(import.meta.dirname, 'fixture.ts')],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    // What Ink asks for only when it is itself being developed.
    external: ['react-devtools-core'],
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return { program: path.join(outdir, 'fixture.mjs'), remove: () => rmSync(outdir, { recursive: true, force: true }) };
}
