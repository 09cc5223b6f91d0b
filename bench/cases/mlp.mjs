// @ts-check
import { direct } from '../contender.mjs';
import { scaled, uniform } from '../inputs.mjs';
import { multiply } from '../matrices.mjs';
import { array, compiled } from '../nabla.mjs';
import { jaxjs, tfjs } from '../peers.mjs';
import { pythons } from '../python.mjs';

export const name = 'Gradient of a 784-128-10 net by its 101,770 parameters';

const [INPUTS, HIDDEN, CLASSES, BATCH] = [784, 128, 10, 64];
const B1 = INPUTS * HIDDEN;
const W2 = B1 + HIDDEN;
const B2 = W2 + HIDDEN * CLASSES;
const SIZE = B2 + CLASSES;

/** tanh, then softmax and cross-entropy, as the mean over the batch; and the same of one vector of parameters. */
const lines = [
  'net(W1, b1, W2, b2, X) = tanh(X*W1 + b1)*W2 + b2',
  `loss(W1, b1, W2, b2, X, Y) = (Z = net(W1, b1, W2, b2, X); (sum(log(sum(exp(Z), 2))) - sum(Y.*Z)) / ${BATCH})`,
  `packed(p, X, Y) = loss(reshape(p[1:${B1}], [${INPUTS}, ${HIDDEN}]), p[${B1 + 1}:${W2}],` +
    ` reshape(p[${W2 + 1}:${B2}], [${HIDDEN}, ${CLASSES}]), p[${B2 + 1}:${SIZE}], X, Y)`,
];

/**
 * @param {Float64Array} p
 * @param {Float64Array} X
 * @param {Float64Array} Y
 */
function byHand(p, X, Y) {
  const out = new Float64Array(SIZE);
  const [H, dH] = [new Float64Array(BATCH * HIDDEN), new Float64Array(BATCH * HIDDEN)];
  const Z = new Float64Array(BATCH * CLASSES);
  const turned = new Float64Array(CLASSES * HIDDEN);
  /** @type {(data: Float64Array, from: number, columns: number) => void} */
  const addBias = (data, from, columns) => {
    for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) + (p[from + (i % columns)] ?? 0);
  };
  /** @type {(data: Float64Array, to: number, columns: number) => void} */
  const sumRows = (data, to, columns) => {
    out.fill(0, to, to + columns);
    for (let i = 0; i < data.length; i++) out[to + (i % columns)] = (out[to + (i % columns)] ?? 0) + (data[i] ?? 0);
  };
  /** Z becomes the slope of the loss by it: (softmax(Z) - Y) / BATCH. */
  const slopes = () => {
    for (let row = 0; row < Z.length; row += CLASSES) {
      let top = -Infinity;
      for (let j = 0; j < CLASSES; j++) top = Math.max(top, Z[row + j] ?? 0);
      let sum = 0;
      for (let j = 0; j < CLASSES; j++) sum += Z[row + j] = Math.exp((Z[row + j] ?? 0) - top);
      for (let j = 0; j < CLASSES; j++) Z[row + j] = ((Z[row + j] ?? 0) / sum - (Y[row + j] ?? 0)) / BATCH;
    }
  };
  const [first, second] = [p.subarray(0, B1), p.subarray(W2, B2)];
  const [dFirst, dSecond] = [out.subarray(0, B1), out.subarray(W2, B2)];
  return () => {
    multiply(X, first, H, BATCH, INPUTS, HIDDEN);
    addBias(H, B1, HIDDEN);
    for (let i = 0; i < H.length; i++) H[i] = Math.tanh(H[i] ?? 0);
    multiply(H, second, Z, BATCH, HIDDEN, CLASSES);
    addBias(Z, B2, CLASSES);
    slopes();
    sumRows(Z, B2, CLASSES);
    multiply(H, Z, dSecond, HIDDEN, BATCH, CLASSES, 1, HIDDEN);
    for (let i = 0; i < second.length; i++) turned[(i % CLASSES) * HIDDEN + Math.floor(i / CLASSES)] = second[i] ?? 0;
    multiply(Z, turned, dH, BATCH, CLASSES, HIDDEN);
    for (let i = 0; i < dH.length; i++) dH[i] = (dH[i] ?? 0) * (1 - (H[i] ?? 0) ** 2);
    sumRows(dH, B1, HIDDEN);
    multiply(X, dH, dFirst, INPUTS, BATCH, HIDDEN, 1, INPUTS);
    return out;
  };
}

/** @type {(p: Float64Array, X: Float64Array, Y: Float64Array) => ReturnType<typeof tfjs>} */
const byTensors = (p, X, Y) =>
  tfjs((tf) => {
    const [x, y] = [
      tf.tensor2d(Float32Array.from(X), [BATCH, INPUTS]),
      tf.tensor2d(Float32Array.from(Y), [BATCH, CLASSES]),
    ];
    const at = tf.tensor1d(Float32Array.from(p));
    const gradient = tf.grad((/** @type {any} */ p) => {
      const part = (/** @type {number} */ from, /** @type {number[]} */ shape) =>
        tf.reshape(
          tf.slice(
            p,
            from,
            shape.reduce((a, b) => a * b),
          ),
          shape,
        );
      const hidden = tf.tanh(tf.add(tf.matMul(x, part(0, [INPUTS, HIDDEN])), part(B1, [HIDDEN])));
      const out = tf.add(tf.matMul(hidden, part(W2, [HIDDEN, CLASSES])), part(B2, [CLASSES]));
      return tf.losses.softmaxCrossEntropy(y, out);
    });
    return () => gradient(at);
  });

/** @type {(p: Float64Array, X: Float64Array, Y: Float64Array) => ReturnType<typeof jaxjs>} */
const byJax = (p, X, Y) =>
  jaxjs(({ grad, jit, nn, numpy: np }, array) => {
    const [at, x, y] = [array(p), array(X, [BATCH, INPUTS]), array(Y, [BATCH, CLASSES])];
    const gradient = jit(
      grad((/** @type {any} */ p, /** @type {any} */ x, /** @type {any} */ y) => {
        const hidden = np.tanh(np.matmul(x, p.ref.slice([0, B1]).reshape([INPUTS, HIDDEN])).add(p.ref.slice([B1, W2])));
        const out = np.matmul(hidden, p.ref.slice([W2, B2]).reshape([HIDDEN, CLASSES])).add(p.slice([B2, SIZE]));
        return nn
          .logsumexp(out.ref, 1)
          .sum()
          .sub(out.mul(y).sum())
          .mul(1 / BATCH);
      }),
    );
    return () => gradient(at.ref, x.ref, y.ref);
  });

export async function* prepare() {
  const p = scaled(uniform(SIZE, 1), 0.2);
  const X = uniform(BATCH * INPUTS, 2);
  const Y = new Float64Array(BATCH * CLASSES);
  for (let i = 0; i < BATCH; i++) Y[i * CLASSES + ((i * 7) % CLASSES)] = 1;
  const batch = { X: array(X, BATCH, INPUTS), Y: array(Y, BATCH, CLASSES) };
  const parameters = {
    W1: array(p.slice(0, B1), INPUTS, HIDDEN),
    b1: array(p.slice(B1, W2)),
    W2: array(p.slice(W2, B2), HIDDEN, CLASSES),
    b2: array(p.slice(B2)),
  };
  const byParts = ':grad loss(W1, b1, W2, b2, X, Y) wrt=W1,b1,W2,b2';
  yield {
    title: `a batch of ${BATCH}`,
    contenders: [
      direct('by hand', byHand(p, X, Y)),
      ...(await compiled(lines, byParts, { ...parameters, ...batch }, { matrices: true })),
      ...(await compiled(
        lines,
        ':grad packed(p, X, Y) wrt=p',
        { p: array(p), ...batch },
        { name: 'nabla, one vector of parameters' },
      )),
      await byTensors(p, X, Y),
      await byJax(p, X, Y),
      ...pythons(['numpy', 'torch', 'jax'], 'mlp', { batch: BATCH }),
    ],
  };
}
