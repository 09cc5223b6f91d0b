// @ts-check
import { derivative } from 'mathjs';
import { direct } from '../contender.mjs';
import { array, compiled } from '../nabla.mjs';
import { objectives, repeated } from '../objectives.mjs';
import { jaxjs, tfjs } from '../peers.mjs';
import { pythons } from '../python.mjs';

export const name = "Gradient of Rosenbrock's function";

const { text, pattern, gradient } = objectives.rosenbrock;

/** Both partial derivatives for n = 2, by mathjs's symbols, compiled once. */
function bySymbols() {
  const formula = '100*(y - x^2)^2 + (1 - x)^2';
  const partials = ['x', 'y'].map((by) => derivative(formula, by).compile());
  const scope = { x: pattern[0], y: pattern[1] };
  return direct('mathjs, symbolic', () => partials.map((partial) => partial.evaluate(scope)));
}

/** @param {Float64Array} x */
const byTensors = (x) =>
  tfjs((tf) => {
    const n = x.length;
    const gradient = tf.grad((/** @type {any} */ x) => {
      const before = tf.slice(x, 0, n - 1);
      const steps = tf.square(tf.sub(tf.slice(x, 1, n - 1), tf.square(before)));
      return tf.sum(tf.add(tf.mul(100, steps), tf.square(tf.sub(1, before))));
    });
    const at = tf.tensor1d(Float32Array.from(x));
    return () => gradient(at);
  });

/** @param {Float64Array} x */
const byJax = (x) =>
  jaxjs(({ grad, jit, numpy: np }, array) => {
    const n = x.length;
    const gradient = jit(
      grad((/** @type {any} */ x) => {
        const before = x.ref.slice([0, n - 1]);
        const steps = np.square(x.slice([1, n]).sub(np.square(before.ref)));
        return steps
          .mul(100)
          .add(np.square(np.subtract(1, before)))
          .sum();
      }),
    );
    const at = array(x);
    return () => gradient(at.ref);
  });

export async function* prepare() {
  for (const n of [2, 10, 1000, 100_000]) {
    const x = repeated(pattern, n);
    const out = new Float64Array(n);
    yield {
      title: `n = ${n.toLocaleString('en')}`,
      contenders: [
        direct('by hand', () => gradient(x, out)),
        ...(await compiled([`f(x) = ${text}`], ':grad f(x)', { x: array(x) })),
        ...(n === 2 ? [bySymbols()] : []),
        await byTensors(x),
        await byJax(x),
        ...pythons(['numpy'], 'rosenbrock', { n, pattern }),
        ...pythons(['torch', 'jax', 'casadi'], 'gradient', { objective: 'rosenbrock', n, pattern }),
      ],
    };
  }
}
