import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../../scripts/bundle.mjs';

/** Bundles the prompt with its stand-in client as the product is bundled; answers the script and what removes it. */
export async function bundledFixture(): Promise<{ readonly program: string; remove(): void }> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'nabla-tui-'));
  writeFileSync(path.join(outdir, 'package.json'), '{ "type": "module" }');
  await bundle({ fixture: 'test/tui/fixture.ts' }, { outdir });
  return {
    program: path.join(outdir, 'fixture.js'),
    remove: () => rmSync(outdir, { recursive: true, force: true }),
  };
}
