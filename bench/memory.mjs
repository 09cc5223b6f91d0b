// @ts-check
// A process that keeps a graph and prints the bytes it holds for each node: `node --expose-gc bench/memory.mjs
// CONTENDER`.
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { coefficients, longText } from './formula.mjs';

const NODES = 100_000;
const OPERATIONS = 10_000;

/** Bytes that are held, once what the last step left behind is gone. */
async function held() {
  for (let again = 0; again < 3; again++) {
    await setTimeout(10);
    globalThis.gc?.();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The parts of Nabla that record graphs, which the library does not hand out. */
async function recording() {
  const { bundle, root } = await import('../scripts/bundle.mjs');
  const outdir = path.join(root, '.cache/bench');
  const points = {
    builder: 'src/graph/builder.ts',
    core: 'src/ops/core.ts',
    trigonometric: 'src/ops/scalar/trigonometric.ts',
  };
  await bundle(points, { outdir });
  const load = (/** @type {string} */ name) => import(pathToFileURL(path.join(outdir, `${name}.js`)).href);
  const [{ builder }, { mul }, { sin }] = await Promise.all(['builder', 'core', 'trigonometric'].map(load));
  return { builder, mul, sin };
}

/** Each loads what it needs, and answers what makes that which is kept. @type {Record<string, () => Promise<() => unknown>>} */
const contenders = {
  objects: async () => () => {
    const nodes = [{ op: 'input', args: /** @type {number[]} */ ([]), value: 0.5, adjoint: 0 }];
    for (let i = 1; i <= NODES; i++) {
      const args = i % 2 ? [i - 1] : [i - 1, 0];
      nodes.push({ op: i % 2 ? 'sin' : 'mul', args, value: Math.sin(i), adjoint: 0.5 });
    }
    return nodes;
  },
  arrays: async () => () => [
    new Uint8Array(NODES),
    new Int32Array(NODES),
    new Int32Array(NODES),
    new Float64Array(NODES),
    new Float64Array(NODES),
  ],
  graph: async () => {
    const { builder, mul, sin } = await recording();
    return () => {
      const $ = builder();
      const x = $.input([]);
      let v = x;
      for (let i = 1; i <= NODES; i++) v = i % 2 ? $(sin, v) : $(mul, v, x);
      return $.finish([v]);
    };
  },
  compiled: async () => {
    const { openSession } = await import('./nabla.mjs');
    const session = await openSession({ seed: 1 });
    return async () => {
      const run = await session.compile(longText(coefficients(OPERATIONS)), { x: [], y: [], z: [] });
      run({ x: 1, y: 1, z: 1 });
      return run;
    };
  },
  mathjs: async () => {
    const { parse } = await import('mathjs');
    return () => parse(longText(coefficients(OPERATIONS)));
  },
};

const [, , contender = ''] = process.argv;
const nodes = ['compiled', 'mathjs'].includes(contender) ? OPERATIONS : NODES;
const make = await contenders[contender]?.();
// Once for what is compiled and cached on the way.
let kept = await make?.();
kept = undefined;
const before = await held();
kept = await make?.();
const after = await held();
console.log(JSON.stringify({ bytes: (after - before) / nodes, kept: typeof kept }));
