// @ts-check
// A process that answers a formula once and prints how long that took: `node bench/cold.mjs CONTENDER OPERATIONS`.
import {
  coefficients,
  longGradientScript,
  longScript,
  longText,
  place,
  shortGradientScript,
  shortScript,
  shortText,
} from './formula.mjs';

const [, , contender = '', size] = process.argv;
const [x, y, z] = place;
const terms = coefficients(10_000);
const long = size === '10000';
const text = long ? longText(terms) : shortText;

/** Each loads what it needs, and answers the work that is timed. @type {Record<string, () => Promise<() => unknown>>} */
const contenders = {
  script: async () => {
    const body = `return [${long ? longScript(terms) : shortScript}];`;
    return () => new Function('x', 'y', 'z', body)(x, y, z);
  },
  gradientScript: async () => {
    const body = long ? longGradientScript(terms) : shortGradientScript;
    return () => new Function('x', 'y', 'z', body)(x, y, z);
  },
  mathjs: async () => {
    const { compile } = await import('mathjs');
    return () => [compile(text).evaluate({ x, y, z })];
  },
  value: async () => {
    const { openSession } = await import('./nabla.mjs');
    const session = await openSession({ seed: 1 });
    return async () => (await session.compile(text, { x: [], y: [], z: [] }))({ x, y, z }).data;
  },
  definition: async () => {
    const { openSession, ran } = await import('./nabla.mjs');
    const session = await openSession({ seed: 1 });
    return async () => {
      await ran(session, `f(x, y, z) = ${text}`);
      return (await session.compile(':grad f(x, y, z)', { x: [], y: [], z: [] }))({ x, y, z }).data;
    };
  },
  gradient: async () => {
    const { sessionAfter } = await import('./nabla.mjs');
    const session = await sessionAfter([`f(x, y, z) = ${text}`]);
    return async () => (await session.compile(':grad f(x, y, z)', { x: [], y: [], z: [] }))({ x, y, z }).data;
  },
};

const work = await contenders[contender]?.();
const begin = performance.now();
const answer = await work?.();
const milliseconds = performance.now() - begin;
console.log(JSON.stringify({ milliseconds, answer: Array.from(/** @type {ArrayLike<number>} */ (answer)) }));
