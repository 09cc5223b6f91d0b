// @ts-check
import { copyFileSync, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

/** The project's folder, absolute. */
export const root = path.resolve(import.meta.dirname, '..');

/** @typedef {import('esbuild').Plugin} Plugin */
/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/**
 * `require('assert')` within a bundled CommonJS package: an ES module has no `require`, but the process has the module.
 * @type {Plugin}
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
 * @type {Plugin}
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
 * mathjs lies beside the bundles, which share it.
 * @type {Plugin}
 */
const mathjsApart = {
  name: 'mathjs-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^mathjs$/ }, () => ({ path: './mathjs.cjs', external: true })),
};

/**
 * `await import()` of the prompt's module waits for tui.js beside the program: the launcher gives `importModule`, for a
 * script cannot import. What is awaited and has a `then` is awaited on.
 * @type {Plugin}
 */
const promptApart = {
  name: 'prompt-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /[/]tui[/]main[.]tsx$/ }, () => ({ path: 'tui', namespace: 'prompt' }));
    onLoad({ filter: /.*/, namespace: 'prompt' }, () => ({
      contents: "export const then = (done, failed) => importModule('./tui.js').then(done, failed);",
    }));
  },
};

/**
 * @param {BuildOptions} options
 * @returns {Promise<import('esbuild').Metafile>}
 */
async function esbuild({ define = {}, ...options }) {
  const { metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    // Identifiers stay, so that a stack trace of a bug names our functions.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    logLevel: 'warning',
    ...options,
  });
  return /** @type {import('esbuild').Metafile} */ (metafile);
}

/**
 * Bundles `points` (name to source file) as split ES modules into `outdir`.
 * @param {Record<string, string>} points
 * @param {{ outdir: string, write?: boolean, plugins?: Plugin[] }} options
 */
export const bundle = (points, { plugins = [], ...options }) =>
  esbuild({
    ...options,
    entryPoints: points,
    format: 'esm',
    splitting: true,
    plugins: [...plugins, requireOfBuiltins, inkWithoutDevtools],
  });

/**
 * The workers that src/host holds, by the name of their file in dist/.
 * @returns {Record<string, string>}
 */
export const workers = () =>
  Object.fromEntries(
    readdirSync(path.join(root, 'src/host'))
      .filter((file) => file.endsWith('-worker.ts'))
      .map((file) => [path.basename(file, '.ts'), `src/host/${file}`]),
  );

/**
 * Bundles the product into `outdir` and answers esbuild's metafiles:
 * - `program`, the command in one CommonJS file, which starts faster than ES modules and can have a code cache; the
 *   launcher lies beside it under the name nabla.cjs;
 * - `modules`, split ES modules: the library, the workers, and the prompt with Ink;
 * - `mathjs`, the package by itself, which both load when they need it.
 *
 * All files lie side by side, so that `new URL('./x-worker.js', import.meta.url)` means the same in each.
 * @param {{ outdir: string, write?: boolean }} options
 */
export async function bundleProduct({ outdir, write = true }) {
  const commonjs = /** @type {const} */ ({ format: 'cjs', outExtension: { '.js': '.cjs' }, outdir, write });
  const [program, modules, mathjs] = await Promise.all([
    esbuild({
      ...commonjs,
      entryPoints: { program: 'src/cli/main.ts' },
      define: { 'import.meta.url': 'moduleUrl' },
      banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
      plugins: [mathjsApart, promptApart],
    }),
    bundle({ index: 'src/index.ts', tui: 'src/tui/main.tsx', ...workers() }, { outdir, write, plugins: [mathjsApart] }),
    esbuild({ ...commonjs, entryPoints: { mathjs: 'mathjs' } }),
  ]);
  if (write) copyFileSync(path.join(root, 'src/cli/launcher.cjs'), path.resolve(root, outdir, 'nabla.cjs'));
  return { program, modules, mathjs };
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
