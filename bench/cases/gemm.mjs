// @ts-check
import * as mathjs from 'mathjs';
import { awaited, direct } from '../contender.mjs';
import { literal, rowsOf, uniform } from '../inputs.mjs';
import { multiply } from '../matrices.mjs';
import { array, compiled, ran, sessionAfter } from '../nabla.mjs';
import { jaxjs, mlMatrix, numeric, tfjs } from '../peers.mjs';
import { pythons } from '../python.mjs';

export const name = 'Product of two n x n matrices';

/** Above this, the peers that work on arrays of arrays take too long to tell anything new. */
const MOST_FOR_NESTED = 256;

/**
 * A line of a session, its answer made an object of arrays as `--json` has it.
 * @param {Float64Array} A
 * @param {Float64Array} B
 * @param {number} n
 */
async function eager(A, B, n) {
  const session = await sessionAfter([`A = ${literal(A, n)}`, `B = ${literal(B, n)}`]);
  return awaited(
    "nabla, session.run('A*B')",
    () => ran(session, 'A*B'),
    (answer) => /** @type {number[][]} */ (answer['data']).flat(),
  );
}

export async function* prepare() {
  for (const n of [64, 128, 256, 512, 1024]) {
    const [A, B] = [uniform(n * n, 1), uniform(n * n, 2)];
    const C = new Float64Array(n * n);
    const [a, b] = [rowsOf(A, n), rowsOf(B, n)];
    yield {
      title: `n = ${n}`,
      contenders: [
        direct('by hand', () => multiply(A, B, C, n, n, n)),
        ...(await compiled([], 'A*B', { A: array(A, n, n), B: array(B, n, n) }, { matrices: true })),
        await eager(A, B, n),
        await tfjs((tf) => {
          const [x, y] = [A, B].map((data) => tf.tensor2d(Float32Array.from(data), [n, n]));
          return () => tf.matMul(x, y);
        }),
        await jaxjs(({ jit, numpy: np }, array) => {
          const product = jit(np.matmul);
          const [x, y] = [array(A, [n, n]), array(B, [n, n])];
          return () => product(x.ref, y.ref);
        }),
        await mlMatrix(
          ({ Matrix }) => {
            const [x, y] = [new Matrix(a), new Matrix(b)];
            return () => x.mmul(y);
          },
          (product) => product.to1DArray(),
        ),
        ...(n > MOST_FOR_NESTED
          ? []
          : [
              await numeric(
                ({ dot }) =>
                  () =>
                    dot(a, b),
                (product) => product.flat(),
              ),
              direct(
                'mathjs',
                () => mathjs.multiply(a, b),
                (product) => product.flat(),
              ),
            ]),
        ...pythons(['numpy', 'torch', 'jax'], 'gemm', { n }),
      ],
    };
  }
}
