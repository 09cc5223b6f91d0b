// @ts-check
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { derivative } from 'mathjs';
import { callsIn, medians, row } from './measure.mjs';

const { openSession } = await import(pathToFileURL(path.resolve(import.meta.dirname, '../dist/index.js')).href);

/**
 * The gradient of Rosenbrock's function (H. H. Rosenbrock, Computer Journal 3, 1960), as a careful person writes it.
 * @param {Float64Array} x
 * @param {Float64Array} out
 */
function byHand(x, out) {
  const n = x.length;
  out.fill(0);
  for (let i = 0; i + 1 < n; i++) {
    const a = /** @type {number} */ (x[i]);
    const d = /** @type {number} */ (x[i + 1]) - a * a;
    out[i] = /** @type {number} */ (out[i]) - 400 * a * d - 2 * (1 - a);
    out[i + 1] = 200 * d;
  }
  return out;
}

/** @param {number} n */
const point = (n) => Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1.2 : 1));

/**
 * mathjs's symbolic derivatives, compiled once.
 * @param {Float64Array} x
 */
function bySymbols(x) {
  const text = '100*(y - x^2)^2 + (1 - x)^2';
  const [dx, dy] = ['x', 'y'].map((name) => derivative(text, name).compile());
  const scope = { x: x[0], y: x[1] };
  return () => [dx?.evaluate(scope), dy?.evaluate(scope)];
}

/** @param {number} n */
async function rosenbrock(n) {
  const session = await openSession({ seed: 1 });
  await session.run('f(x) = sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)');
  const gradient = await session.compile(':grad f(x)', { x: [n] });
  const x = point(n);
  const out = new Float64Array(n);
  const expected = byHand(x, out);
  /** @type {Float64Array} */
  const data = gradient({ x }).data;
  if (data.some((value, i) => Math.abs(value - (expected[i] ?? NaN)) > 1e-9)) throw new Error('the gradients differ');

  /** @type {[string, () => unknown][]} */
  const contenders = [
    ['by hand', () => byHand(x, out)],
    ['nabla', () => gradient({ x })],
  ];
  if (n === 2) contenders.push(['mathjs, symbolic', bySymbols(x)]);
  const calls = contenders.map(([, run]) => callsIn(run, 50));
  const times = medians(
    contenders.map(([, run]) => run),
    { rounds: 21, calls },
  );
  return contenders.map(([name], i) => row(`${name}, n = ${n}`, times[i] ?? NaN, times[0] ?? NaN));
}

/** One gradient through the library, against hand-written JavaScript. */
export async function gradients() {
  return [
    "## Gradient of Rosenbrock's function",
    '',
    'One call, after compiling and warming.',
    '',
    '| gradient | median | over by hand |',
    '|---|---|---|',
    ...(await rosenbrock(2)),
    ...(await rosenbrock(1000)),
  ];
}
