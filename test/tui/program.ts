import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../../scripts/bundle.mjs';

/** Bundles the prompt with its stand-in client as the product is bundled, and answers the script's path. */
export async function bundledFixture(): Promise<string> {
  const outdir = await mkdtemp(path.join(tmpdir(), 'nabla-tui-'));
  await writeFile(path.join(outdir, 'package.json'), '{ "type": "module" }');
  await bundle({ fixture: 'test/tui/fixture.ts' }, { outdir });
  return path.join(outdir, 'fixture.js');
}
