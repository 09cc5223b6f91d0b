// @ts-check
import { awaited, direct } from '../contender.mjs';
import { ran, sessionAfter } from '../nabla.mjs';
import { jaxjs, tfjs } from '../peers.mjs';
import { pythons } from '../python.mjs';

export const name = 'Training of a 2-2-1 net';

/** In so many steps the start of a worker counts for little. */
const MANY = 100_000;
const RATE = 0.05;

/** W1 by rows, used as x' W1, then b1, W2 and b2. */
const start = [0.5, 0.2, 0.3, 0.7, 0.1, 0.2, 0.6, 0.9, 0.3];
const x = [0.5, 0.8];

/**
 * Gradient descent on (1 - f(x))^2 / 2, where every activation is logistic.
 * @param {number} steps
 */
function byHand(steps) {
  let [a = 0, b = 0, c = 0, d = 0, p = 0, q = 0, u = 0, v = 0, w = 0] = start;
  const [s = 0, t = 0] = x;
  for (let step = 0; step < steps; step++) {
    const h = 1 / (1 + Math.exp(-(a * s + c * t + p)));
    const k = 1 / (1 + Math.exp(-(b * s + d * t + q)));
    const f = 1 / (1 + Math.exp(-(u * h + v * k + w)));
    const df = RATE * (f - 1) * f * (1 - f);
    const dh = df * u * h * (1 - h);
    const dk = df * v * k * (1 - k);
    u -= df * h;
    v -= df * k;
    w -= df;
    a -= dh * s;
    b -= dk * s;
    c -= dh * t;
    d -= dk * t;
    p -= dh;
    q -= dk;
  }
  return [a, b, c, d, p, q, u, v, w];
}

const setting = ['W1 = [0.5, 0.2; 0.3, 0.7]', 'b1 = [0.1, 0.2]', 'W2 = [[0.6, 0.9]]', 'b2 = 0.3'];
const functions = [
  'x = [0.5, 0.8]',
  "loss(W1, b1, W2, b2) = (1 - sigmoid(sum(W2*sigmoid(W1'*x + b1)) + b2))^2 / 2",
  'packed(p) = loss(reshape(p[1:4], [2, 2]), p[5:6], reshape(p[7:8], [1, 2]), p[9])',
];

/** @param {number} steps */
async function training(steps) {
  const session = await sessionAfter(functions);
  return awaited(
    'nabla, :train',
    () => ran(session, `:train loss(W1, b1, W2, b2) steps=${steps} lr=${RATE}`),
    ({ params }) => {
      const { W1, b1, W2, b2 } = /** @type {Record<string, any>} */ (params);
      return [W1, b1, W2, b2].flat(2);
    },
    async () => {
      for (const line of setting) await ran(session, line);
    },
  );
}

/** @param {number} steps */
async function loop(steps) {
  const session = await sessionAfter(functions);
  const gradient = await session.compile(':grad packed(p)', { p: [start.length] });
  return direct('nabla, :grad compiled and a loop', () => {
    const p = Float64Array.from(start);
    for (let step = 0; step < steps; step++) {
      const { data } = gradient({ p });
      for (let i = 0; i < p.length; i++) p[i] = (p[i] ?? 0) - RATE * (data[i] ?? 0);
    }
    return p;
  });
}

/** @param {number} steps */
const byTensors = (steps) =>
  tfjs((tf) => {
    const [column, W1, W2] = [
      tf.tensor2d([x]),
      tf.tensor2d(start.slice(0, 4), [2, 2]),
      tf.tensor2d(start.slice(6, 8), [2, 1]),
    ];
    const [b1, b2] = [tf.tensor1d(start.slice(4, 6)), tf.scalar(start[8])];
    const optimiser = tf.train.sgd(RATE);
    const parameters = [W1, b1, W2, b2].map((tensor) => tf.variable(tensor));
    const loss = () => {
      const [W, b, V, c] = parameters;
      const out = tf.sigmoid(tf.add(tf.matMul(tf.sigmoid(tf.add(tf.matMul(column, W), b)), V), c));
      return tf.div(tf.sum(tf.square(tf.sub(1, out))), 2);
    };
    return () => {
      [W1, b1, W2, b2].forEach((tensor, i) => parameters[i].assign(tensor));
      for (let step = 0; step < steps; step++) optimiser.minimize(loss);
      return tf.concat(parameters.map((parameter) => tf.reshape(parameter, [-1])));
    };
  });

/** @param {number} steps */
const byJax = (steps) =>
  jaxjs(({ grad, jit, nn, numpy: np }, array) => {
    const [input, first] = [array(Float64Array.from(x)), array(Float64Array.from(start))];
    const loss = (/** @type {any} */ p) => {
      const hidden = np.matmul(input.ref, p.ref.slice([0, 4]).reshape([2, 2])).add(p.ref.slice([4, 6]));
      const out = nn.sigmoid(np.dot(p.ref.slice([6, 8]), nn.sigmoid(hidden)).add(p.slice([8, 9])));
      return np.square(np.subtract(1, out)).sum().mul(0.5);
    };
    const step = jit((/** @type {any} */ p) => p.ref.sub(grad(loss)(p).mul(RATE)));
    return () => {
      let p = first.ref;
      for (let i = 0; i < steps; i++) p = step(p);
      return p;
    };
  });

export async function* prepare() {
  for (const steps of [1000, MANY]) {
    yield {
      title: `${steps.toLocaleString('en')} steps of gradient descent`,
      remark: '`:train` starts its worker anew for each training, which is part of its time.',
      contenders: [
        direct('by hand', () => byHand(steps)),
        await training(steps),
        await loop(steps),
        ...(steps === MANY
          ? []
          : [await byTensors(steps), await byJax(steps), ...pythons(['numpy', 'torch'], 'net', { steps })]),
        ...pythons(['jax'], 'net', { steps }),
      ],
    };
  }
}
