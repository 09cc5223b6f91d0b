import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleProduct, staticInputs } from '../../scripts/bundle.mjs';

let folder: string;
let metafiles: Awaited<ReturnType<typeof bundleProduct>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'nabla-bundle-'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  metafiles = await bundleProduct({ outdir: path.join(folder, 'bin') });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The packages among source files. */
const packages = (files: readonly string[]) => [
  ...new Set(files.flatMap((file) => /node_modules\/((@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])),
];

/** The CommonJS files of the bundle that the program has loaded when it ends. */
function loadedBy(...args: readonly string[]): readonly string[] {
  const hook = path.join(folder, 'hook.cjs');
  writeFileSync(hook, `process.on('exit', () => console.log(Object.keys(require.cache).join(' ')));`);
  const { stdout } = spawnSync(process.execPath, ['-r', hook, path.join(folder, 'bin/nabla.cjs'), ...args], {
    encoding: 'utf8',
  });
  return (stdout.trim().split('\n').at(-1) ?? '').split(' ').map((file) => path.basename(file));
}

describe('the command', () => {
  test('holds no Ink, no React and no mathjs', () => {
    const { inputs } = metafiles.program;
    expect(Object.keys(inputs)).toContain('src/cli/main.ts');
    expect(packages(Object.keys(inputs)).filter((name) => /ink|react|yoga|mathjs|koffi/.test(name))).toEqual([]);
  });

  test('loads mathjs when a function of it is called, not before', () => {
    expect(loadedBy('-e', ':det [-2, 1; 1, 1]')).not.toContain('mathjs.cjs');
    expect(loadedBy('-e', 'bitAnd(6, 3)')).toContain('mathjs.cjs');
  });
});

describe('the package koffi', () => {
  test('is looked for by a product of large matrices, not before, and not at all with --portable', () => {
    // Stands for the package, whether that is installed or not.
    const place = path.join(folder, 'node_modules/koffi');
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'index.js'), "console.log('asked'); throw new Error();");
    const asked = (...args: readonly string[]) =>
      spawnSync(process.execPath, [path.join(folder, 'bin/nabla.cjs'), ...args], { encoding: 'utf8' }).stdout;
    const large = ['-e', 'A = random(170, 170)', '-e', 'sum(A * A)'];
    expect(asked('-e', ':det [-2, 1; 1, 1]', '-e', 'sum(random(100, 100) * random(100, 100))')).not.toContain('asked');
    expect(asked('--portable', ...large)).not.toContain('asked');
    expect(asked('-e', ':set blas=off', ...large)).not.toContain('asked');
    expect(asked(...large)).toContain('asked');
  });
});

describe('the library', () => {
  test('loads no package', () => {
    const inputs = staticInputs(metafiles.modules, 'src/index.ts');
    expect(inputs).toContain('src/index.ts');
    expect(packages(inputs)).toEqual([]);
  });
});

describe('the prompt', () => {
  test('brings Ink', () => {
    expect(packages(staticInputs(metafiles.modules, 'src/tui/main.tsx'))).toContain('ink');
  });
});

test('nothing needs a package at run time', () => {
  const outputs = Object.values(metafiles).flatMap((metafile) => Object.values(metafile.outputs));
  const external = outputs.flatMap(({ imports }) => imports.filter((edge) => edge.external).map((edge) => edge.path));
  expect(new Set(external.filter((name) => !isBuiltin(name)))).toEqual(new Set(['./mathjs.cjs']));
});
