// @ts-check
import { direct } from '../contender.mjs';
import { literal, scaled, uniform } from '../inputs.mjs';
import { multiply } from '../matrices.mjs';
import { array, compiled } from '../nabla.mjs';
import { jaxjs } from '../peers.mjs';
import { pythons } from '../python.mjs';

export const name = 'Dense Jacobian of tanh(A tanh(A x + b) + b)';

/**
 * J = D(y) A D(h) A, where D(v) has 1 - v^2 on its diagonal.
 * @param {Float64Array} A
 * @param {Float64Array} b
 * @param {Float64Array} x
 */
function byHand(A, b, x) {
  const n = x.length;
  const left = new Float64Array(n * n);
  const right = new Float64Array(n * n);
  const out = new Float64Array(n * n);
  const [h, y] = [new Float64Array(n), new Float64Array(n)];
  /**
   * tanh(A v + b) into `to`, and D A into `slopes`.
   * @param {Float64Array} v
   * @param {Float64Array} to
   * @param {Float64Array} slopes
   */
  const layer = (v, to, slopes) => {
    for (let i = 0; i < n; i++) {
      let sum = b[i] ?? 0;
      for (let j = 0; j < n; j++) sum += (A[i * n + j] ?? 0) * (v[j] ?? 0);
      const t = Math.tanh(sum);
      to[i] = t;
      for (let j = 0; j < n; j++) slopes[i * n + j] = (1 - t * t) * (A[i * n + j] ?? 0);
    }
  };
  return () => {
    layer(x, h, right);
    layer(h, y, left);
    return multiply(left, right, out, n, n, n);
  };
}

export async function* prepare() {
  for (const n of [10, 100]) {
    const A = scaled(uniform(n * n, 1), 2 / Math.sqrt(n));
    const [b, x] = [uniform(n, 2), uniform(n, 3)];
    const lines = [`A = ${literal(A, n)}`, `b = ${literal(b)}`, 'f(x) = tanh(A*tanh(A*x + b) + b)'];
    yield {
      title: `n = ${n}`,
      contenders: [
        direct('by hand', byHand(A, b, x)),
        ...(await compiled(lines, ':jac f(x)', { x: array(x) }, { matrices: true })),
        await jaxjs(({ jacobian, jit, numpy: np }, array) => {
          const [weights, bias, at] = [array(A, [n, n]), array(b), array(x)];
          const layer = (/** @type {any} */ v) => np.tanh(np.matmul(weights.ref, v).add(bias.ref));
          const slopes = jit(jacobian((/** @type {any} */ v) => layer(layer(v))));
          return () => slopes(at.ref);
        }),
        ...pythons(['numpy', 'torch', 'jax', 'casadi'], 'jacobian', { n }),
      ],
    };
  }
}
