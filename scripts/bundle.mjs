// @ts-check
import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

/** The project's folder, absolute. */
export const root = path.resolve(import.meta.dirname, '..');

/**
 * What becomes a file of its own in dist/, by name: the command, the library, and each worker that src/host holds.
 * @returns {Record<string, string>}
 */
export function entries() {
  const workers = readdirSync(path.join(root, 'src/host')).filter((file) => file.endsWith('-worker.ts'));
  return {
    nabla: 'src/cli/main.ts',
    index: 'src/index.ts',
    ...Object.fromEntries(workers.map((file) => [path.basename(file, '.ts'), `src/host/${file}`])),
  };
}

/**
 * `require('assert')` within a bundled CommonJS package: an ES module has no `require`, but the process has the module.
 * @type {import('esbuild').Plugin}
 */
const requireOfBuiltins = {
  name: 'require-of-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z:/_]+$/ }, ({ path: name, kind }) =>
      kind === 'require-call' && builtinModules.includes(name.replace(/^node:/, ''))
        ? { path: name, namespace: 'builtin' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path: name }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(name)});`,
    }));
  },
};

/**
 * Ink asks for development tools, which are not installed, when the user's environment happens to say DEV=true.
 * @type {import('esbuild').Plugin}
 */
const inkWithoutDevtools = {
  name: 'ink-without-devtools',
  setup({ onLoad }) {
    onLoad({ filter: /ink[/]build[/]reconciler[.]js$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      const contents = text.replaceAll("process.env['DEV'] === 'true'", 'false');
      if (contents === text) throw new Error('Ink asks for its development tools in another way than before');
      return { contents };
    });
  },
};

/**
 * Bundles `points` (name to source file) as split ES modules into `outdir` and answers esbuild's metafile. All files lie
 * side by side, so that `new URL('./x-worker.js', import.meta.url)` means the same in every chunk.
 * @param {Record<string, string>} points
 * @param {{ outdir?: string, write?: boolean }} [options]
 */
export async function bundle(points, { outdir = 'dist', write = true } = {}) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: points,
    outdir,
    write,
    metafile: true,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    // Identifiers stay, so that a stack trace of a bug names our functions.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [requireOfBuiltins, inkWithoutDevtools],
    logLevel: 'warning',
  });
  return result.metafile;
}

/**
 * The source files that are evaluated when `source`'s output is loaded, before any `import()` is reached.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} source
 */
export function staticInputs(metafile, source) {
  const [start] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === source) ?? [];
  if (start === undefined) throw new Error(`${source} has no output of its own`);
  const files = new Set([start]);
  for (const file of files) {
    for (const edge of metafile.outputs[file]?.imports ?? []) {
      if (edge.kind === 'import-statement' && !edge.external) files.add(edge.path);
    }
  }
  return [...files].flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}));
}
