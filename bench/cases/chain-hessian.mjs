// @ts-check
import { attempt, awaited, direct } from '../contender.mjs';
import { literal } from '../inputs.mjs';
import { array, compiled, ran, sessionAfter } from '../nabla.mjs';
import { objectives, repeated } from '../objectives.mjs';
import { pythons } from '../python.mjs';

export const name = "Sparse Hessian of Rosenbrock's function";

const { text, pattern } = objectives.rosenbrock;

/**
 * The diagonal of a tridiagonal Hessian, and the entries beside it.
 * @param {Float64Array} x
 */
function byHand(x) {
  const n = x.length;
  const out = new Float64Array(2 * n - 1);
  return () => {
    out.fill(0);
    for (let i = 0; i + 1 < n; i++) {
      const a = x[i] ?? 0;
      out[i] = (out[i] ?? 0) + 1200 * a * a - 400 * (x[i + 1] ?? 0) + 2;
      out[i + 1] = 200;
      out[n + i] = -400 * a;
    }
    return out;
  };
}

/**
 * The same of entries with their rows and columns, from 0.
 * @param {Iterable<readonly [row: number, column: number, value: number]>} entries
 * @param {number} n
 */
function diagonals(entries, n) {
  const out = new Float64Array(2 * n - 1);
  for (const [i, j, value] of entries) {
    if (i === j) out[i] = value;
    else if (j === i + 1) out[n + i] = value;
  }
  return out;
}

/**
 * Entries of an answer as `--json` has it, from 1, or of one in compressed rows.
 * @param {any} answer
 * @returns {Iterable<[number, number, number]>}
 */
function* entriesOf({ format, indices, pattern, data, values = data }) {
  if (format === 'coo') {
    for (let k = 0; k < indices.length; k++) yield [indices[k][0] - 1, indices[k][1] - 1, values[k]];
  } else if (pattern) {
    for (let i = 0; i < pattern.rows; i++) {
      for (let k = pattern.starts[i]; k < pattern.starts[i + 1]; k++) yield [i, pattern.indices[k], values[k]];
    }
  } else throw new Error('the answer is not sparse');
}

/**
 * Products with three vectors whose columns do not meet, as somebody asks for them who knows the pattern.
 * @param {Float64Array} x
 */
const byProducts = (x) =>
  attempt('nabla, :hvp compiled, with three vectors', async () => {
    const n = x.length;
    const session = await sessionAfter([`f(x) = ${text}`]);
    const product = await session.compile(':hvp f(x) along=v', { x: [n], v: [n] });
    const seeds = [0, 1, 2].map((colour) => Float64Array.from({ length: n }, (_, i) => Number(i % 3 === colour)));
    const out = new Float64Array(2 * n - 1);
    return direct('nabla, :hvp compiled, with three vectors', () => {
      seeds.forEach((v, colour) => {
        const { data } = product({ x, v });
        for (let i = colour; i < n; i += 3) out[i] = data[i] ?? NaN;
        for (let i = (colour + 2) % 3; i + 1 < n; i += 3) out[n + i] = data[i] ?? NaN;
      });
      return out;
    });
  });

/**
 * A line of a session, its answer an object as `--json` has it.
 * @param {Float64Array} x
 */
const eager = (x) =>
  attempt("nabla, session.run(':hess f(x)')", async () => {
    const session = await sessionAfter([`f(x) = ${text}`, `x = ${literal(x)}`]);
    return awaited(
      "nabla, session.run(':hess f(x)')",
      () => ran(session, ':hess f(x)'),
      (answer) => diagonals(entriesOf(answer), x.length),
    );
  });

export async function* prepare() {
  const n = 10_000;
  const x = repeated(pattern, n);
  const numbers = (/** @type {unknown} */ value) => diagonals(entriesOf(value), n);
  yield {
    title: `n = ${n.toLocaleString('en')}`,
    contenders: [
      direct('by hand', byHand(x)),
      ...(await compiled([`f(x) = ${text}`], ':hess f(x)', { x: array(x) }, { numbers })),
      await byProducts(x),
      await eager(x),
      ...pythons(['numpy', 'torch', 'jax', 'casadi'], 'chain_hessian', { n, pattern }),
    ],
  };
}
