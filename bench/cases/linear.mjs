// @ts-check
import * as mathjs from 'mathjs';
import { direct } from '../contender.mjs';
import { rowsOf, scaled, uniform } from '../inputs.mjs';
import { determinant, solve } from '../matrices.mjs';
import { array, compiled } from '../nabla.mjs';
import { jaxjs, mlMatrix, numeric } from '../peers.mjs';
import { pythons } from '../python.mjs';

export const name = 'Determinants and linear systems';

/** Above this, mathjs and numeric.js on arrays of arrays take too long to tell anything new. */
const MOST_FOR_NESTED = 200;

/** Above this, the determinants of mathjs 15 are wrong. */
const MOST_FOR_MATHJS = 100;

/**
 * @param {number} n
 * @param {Float64Array} A
 */
async function* determinants(n, A) {
  const work = new Float64Array(n * n);
  const rows = rowsOf(A, n);
  yield {
    title: `det, n = ${n}`,
    contenders: [
      direct('by hand', () => [determinant(A, work, n)]),
      ...(await compiled([], 'det(A)', { A: array(A, n, n) }, { matrices: true })),
      await mlMatrix(
        (ml) => {
          const x = new ml.Matrix(rows);
          return () => ml.determinant(x);
        },
        (value) => [value],
      ),
      ...(n > MOST_FOR_NESTED
        ? []
        : [
            await numeric(
              ({ det }) =>
                () =>
                  det(rows),
              (value) => [value],
            ),
          ]),
      ...(n > MOST_FOR_MATHJS ? [] : [direct('mathjs', () => [mathjs.det(rows)])]),
      await jaxjs(({ jit, numpy: np }, array) => {
        const det = jit(np.linalg.det);
        const x = array(A, [n, n]);
        return () => det(x.ref);
      }),
      ...pythons(['numpy', 'torch', 'jax'], 'det', { n }),
    ],
  };
}

/**
 * @param {number} n
 * @param {Float64Array} A
 */
async function* systems(n, A) {
  const b = uniform(n, 2);
  const [work, out] = [new Float64Array(n * n), new Float64Array(n)];
  const [rows, column] = [rowsOf(A, n), Array.from(b)];
  yield {
    title: `solve, n = ${n}`,
    contenders: [
      direct('by hand', () => solve(A, b, work, out)),
      ...(await compiled([], 'solve(A, b)', { A: array(A, n, n), b: array(b) }, { matrices: true })),
      await mlMatrix(
        (ml) => {
          const [x, y] = [new ml.Matrix(rows), ml.Matrix.columnVector(column)];
          return () => ml.solve(x, y);
        },
        (solution) => solution.to1DArray(),
      ),
      ...(n > MOST_FOR_NESTED
        ? []
        : [
            await numeric(
              ({ solve }) =>
                () =>
                  solve(rows, column),
              (solution) => solution,
            ),
            direct(
              'mathjs',
              () => mathjs.lusolve(rows, column),
              (solution) => /** @type {any} */ (solution).flat(),
            ),
          ]),
      // Its solve cannot be compiled.
      await jaxjs(({ numpy: np }, array) => {
        const [x, y] = [array(A, [n, n]), array(b)];
        return () => np.linalg.solve(x.ref, y.ref);
      }),
      ...pythons(['numpy', 'torch', 'jax'], 'solve', { n }),
    ],
  };
}

export async function* prepare() {
  for (const n of [100, 200, 500, 1000]) {
    // Entries of this size keep the determinant near 1: sqrt(n!) (e / n)^(n/2) grows like n^(1/4).
    const A = scaled(uniform(n * n, 1), Math.sqrt((12 * Math.E) / n));
    yield* determinants(n, A);
    yield* systems(n, A);
  }
}
