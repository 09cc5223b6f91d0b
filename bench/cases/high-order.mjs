// @ts-check
import { awaited, direct } from '../contender.mjs';
import { ran, sessionAfter } from '../nabla.mjs';

export const name = 'Taylor polynomials of high order, per call';

const ORDER = 12;

/** The coefficients of exp([x, 1; 0, 2])[1,2] = (e^x - e^2) / (x - 2) at x + t, by the quotient's recurrence. @param {number} x */
function exponential(x) {
  /** @type {number[]} */
  const out = [];
  let power = Math.exp(x);
  for (let k = 0; k <= ORDER; k++) {
    const own = k === 0 ? power - Math.exp(2) : power;
    out.push((own - (out[k - 1] ?? 0)) / (x - 2));
    power /= k + 1;
  }
  return out;
}

/** The coefficients of exp(u) for those of u. @param {readonly number[]} u */
function exp(u) {
  const y = [Math.exp(u[0] ?? 0)];
  for (let k = 1; k < u.length; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += j * (u[j] ?? 0) * (y[k - j] ?? 0);
    y.push(sum / k);
  }
  return y;
}

/** @param {readonly number[]} a @param {readonly number[]} b */
const times = (a, b) => a.map((_, k) => a.slice(0, k + 1).reduce((sum, x, j) => sum + x * (b[k - j] ?? 0), 0));

/** The coefficients of x^x^x at x + t. @param {number} x @param {number} order */
function tower(x, order) {
  const log = Array.from({ length: order + 1 }, (_, k) => (k === 0 ? Math.log(x) : -((-1 / x) ** k) / k));
  const variable = log.map((_, k) => (k === 0 ? x : k === 1 ? 1 : 0));
  return exp(times(exp(times(variable, log)), log));
}

/**
 * A line of a session, with the estimate of lost digits.
 * @param {string} line
 */
const nabla = async (line) => {
  const session = await sessionAfter([]);
  return awaited(
    'nabla',
    () => ran(session, line),
    (answer) => /** @type {number[]} */ (answer['data']),
  );
};

export async function* prepare() {
  yield {
    title: 'exp of a 2 x 2 matrix, order 12',
    contenders: [
      direct('by hand, in closed form', () => exponential(1)),
      await nabla(`:taylor expm([x, 1; 0, 2])[1, 2] at x=1 order=${ORDER}`),
    ],
  };
  yield {
    title: 'x^x^x, order 50',
    contenders: [
      direct('by hand, loops over coefficients', () => tower(1.5, 50)),
      await nabla(':taylor x^x^x at x=1.5 order=50'),
    ],
  };
}
