// @ts-check
// Packages of npm that Nabla is held against. They are no dependencies: the bench installs them, each into a folder of
// its own under .cache/peers.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { attempt, direct } from './contender.mjs';

/** @typedef {import('./contender.mjs').Contender} Contender */
/** @typedef {import('./contender.mjs').Absent} Absent */

const cache = path.resolve(import.meta.dirname, '../.cache/peers');

const versions = {
  '@tensorflow/tfjs': '4.22.0',
  '@jax-js/jax': '0.1.25',
  'ml-matrix': '6.15.1',
  numeric: '1.2.6',
};

/** @typedef {keyof typeof versions} Peer */

/** @param {Peer} name */
const folderOf = (name) => path.join(cache, `${name.replaceAll(/\W+/g, '-')}-${versions[name]}`);

/** @param {Peer} name */
const installed = (name) => existsSync(path.join(folderOf(name), 'installed'));

/** Installs what is missing and answers a line for each peer: its version, or that it is absent. */
export function installPeers() {
  return /** @type {Peer[]} */ (Object.keys(versions)).map((name) => {
    const folder = folderOf(name);
    if (!installed(name)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
      const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
      const { status } = spawnSync('npm', ['install', ...flags, `${name}@${versions[name]}`], { cwd: folder });
      if (status === 0) writeFileSync(path.join(folder, 'installed'), '');
    }
    return `${name} ${installed(name) ? versions[name] : 'absent (npm could not install it)'}`;
  });
}

/**
 * A contender made with a peer's module.
 * @param {Peer} peer
 * @param {string} name
 * @param {(module: any) => Contender | Promise<Contender>} build
 * @returns {Promise<Contender | Absent>}
 */
async function contender(peer, name, build) {
  if (!installed(peer)) return { name, absent: 'not installed' };
  return await attempt(name, async () => await build(await load(peer)));
}

/**
 * The module of a peer: what `require` finds, or what `import` does where the package has only that.
 * @param {Peer} peer
 */
async function load(peer) {
  const folder = folderOf(peer);
  if (peer !== '@jax-js/jax') return createRequire(path.join(folder, 'package.json'))(peer);
  const inside = path.join(folder, 'node_modules', peer);
  const { exports } = JSON.parse(readFileSync(path.join(inside, 'package.json'), 'utf8'));
  return await import(pathToFileURL(path.join(inside, exports['.'].import)).href);
}

/**
 * @param {(module: any) => () => any} build answers what is timed
 * @param {(value: any) => ArrayLike<number>} numbers of what that answers
 */
export const mlMatrix = (build, numbers) =>
  contender('ml-matrix', 'ml-matrix', (module) => direct('ml-matrix', build(module), numbers));

/**
 * @param {(module: any) => () => any} build answers what is timed
 * @param {(value: any) => ArrayLike<number>} numbers of what that answers
 */
export const numeric = (build, numbers) =>
  contender('numeric', 'numeric', (module) => direct('numeric', build(module), numbers));

/** Rounding of single precision, after some thousand operations. */
const SINGLE = 2e-3;

/**
 * TensorFlow.js without native code, which has no doubles. `build` answers a tensor from those that it made before.
 * @param {(tf: any) => () => any} build
 */
export const tfjs = (build) =>
  contender('@tensorflow/tfjs', 'tfjs (CPU, float32)', async (tf) => {
    tf.env().set('PROD', true);
    await tf.setBackend('cpu');
    const run = build(tf);
    const timed = () => tf.tidy(() => run().dataSync());
    return { ...direct('tfjs (CPU, float32)', timed), tolerance: SINGLE };
  });

/** jax-js keeps doubles, but its exponentials, sines and tanh are good to 1e-7 only. */
const BETWEEN = 1e-6;
const JAX_JS = 'jax-js (jit, functions to 1e-7)';

/**
 * jax-js in WebAssembly and double precision. `build` is given the module and what makes an array of numbers and a
 * shape; a call of what it answers takes and gives jax arrays by the package's own rules of ownership.
 * @param {(jax: any, array: (data: Float64Array, shape?: readonly number[]) => any) => () => any} build
 */
export const jaxjs = (build) => {
  // The package asks whether data are half precision, also where the runtime has no such arrays.
  const scope = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
  scope['Float16Array'] ??= function () {};
  return contender('@jax-js/jax', JAX_JS, async (jax) => {
    await jax.init('wasm');
    const { numpy: np } = jax;
    const run = build(jax, (data, shape = [data.length]) => np.array(data, { dtype: np.float64 }).reshape([...shape]));
    return { ...direct(JAX_JS, () => run().dataSync()), tolerance: BETWEEN };
  });
};
