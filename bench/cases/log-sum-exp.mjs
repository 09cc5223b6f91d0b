// @ts-check
import { direct } from '../contender.mjs';
import { scaled, uniform } from '../inputs.mjs';
import { array, compiled } from '../nabla.mjs';
import { jaxjs } from '../peers.mjs';
import { pythons } from '../python.mjs';

export const name = 'Dense Hessian of log-sum-exp';

/**
 * diag(p) - p p', where p is exp(x) over its sum.
 * @param {Float64Array} x
 */
function byHand(x) {
  const n = x.length;
  const p = new Float64Array(n);
  const H = new Float64Array(n * n);
  return () => {
    let top = -Infinity;
    for (let i = 0; i < n; i++) top = Math.max(top, x[i] ?? 0);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += p[i] = Math.exp((x[i] ?? 0) - top);
    for (let i = 0; i < n; i++) p[i] = (p[i] ?? 0) / sum;
    for (let i = 0; i < n; i++) {
      const a = p[i] ?? 0;
      for (let j = 0; j < n; j++) H[i * n + j] = -a * (p[j] ?? 0);
      H[i * n + i] = a - a * a;
    }
    return H;
  };
}

export async function* prepare() {
  const n = 100;
  const x = scaled(uniform(n, 1), 4);
  yield {
    title: `n = ${n}`,
    contenders: [
      direct('by hand', byHand(x)),
      ...(await compiled(['f(x) = logsumexp(x)'], ':hess f(x)', { x: array(x) })),
      await jaxjs(({ hessian, jit, nn }, array) => {
        const second = jit(hessian((/** @type {any} */ x) => nn.logsumexp(x)));
        const at = array(x);
        return () => second(at.ref);
      }),
      ...pythons(['numpy', 'torch', 'jax', 'casadi'], 'log_sum_exp', { n }),
    ],
  };
}
