// @ts-check
// Objective functions of the literature, in Nabla's notation, with gradients as a careful person writes them.
// Sources: H. H. Rosenbrock, Computer Journal 3 (1960); J. J. Moré, B. S. Garbow, K. E. Hillstrom, Testing unconstrained
// optimization software, ACM TOMS 7 (1981), numbers 5, 13, 14, 26 and 30. Points are the usual starts, repeated to n.

/**
 * @typedef {object} Objective
 * @property {string} text of x
 * @property {readonly number[]} pattern
 * @property {(x: Float64Array, out: Float64Array) => Float64Array} gradient writes to `out` and answers it
 */

/** @param {Float64Array} x @param {number} i */
const at = (x, i) => /** @type {number} */ (x[i]);

/** The sines of the trigonometric function's point. */
let sines = new Float64Array(0);

/** @satisfies {Record<string, Objective>} */
export const objectives = {
  rosenbrock: {
    text: 'sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)',
    pattern: [-1.2, 1],
    gradient(x, out) {
      let before = 0;
      let a = at(x, 0);
      for (let i = 0; i + 1 < x.length; i++) {
        const b = at(x, i + 1);
        const d = b - a * a;
        out[i] = before - 400 * a * d - 2 * (1 - a);
        before = 200 * d;
        a = b;
      }
      out[x.length - 1] = before;
      return out;
    },
  },
  powell: {
    text: '(x[1] + 10*x[2])^2 + 5*(x[3] - x[4])^2 + (x[2] - 2*x[3])^4 + 10*(x[1] - x[4])^4',
    pattern: [3, -1, 0, 1],
    gradient(x, out) {
      const a = 2 * (at(x, 0) + 10 * at(x, 1));
      const b = 10 * (at(x, 2) - at(x, 3));
      const u = at(x, 1) - 2 * at(x, 2);
      const v = at(x, 0) - at(x, 3);
      const c = 4 * u * u * u;
      const d = 40 * v * v * v;
      out[0] = a + d;
      out[1] = 10 * a + c;
      out[2] = b - 2 * c;
      out[3] = -b - d;
      return out;
    },
  },
  wood: {
    text: '100*(x[2] - x[1]^2)^2 + (1 - x[1])^2 + 90*(x[4] - x[3]^2)^2 + (1 - x[3])^2 + 10*(x[2] + x[4] - 2)^2 + (x[2] - x[4])^2/10',
    pattern: [-3, -1, -3, -1],
    gradient(x, out) {
      const [p, q, r, s] = [at(x, 0), at(x, 1), at(x, 2), at(x, 3)];
      const a = 200 * (q - p * p);
      const b = 180 * (s - r * r);
      const c = 20 * (q + s - 2);
      const d = (q - s) / 5;
      out[0] = -2 * p * a - 2 * (1 - p);
      out[1] = a + c + d;
      out[2] = -2 * r * b - 2 * (1 - r);
      out[3] = b + c - d;
      return out;
    },
  },
  beale: {
    text: '(1.5 - x[1]*(1 - x[2]))^2 + (2.25 - x[1]*(1 - x[2]^2))^2 + (2.625 - x[1]*(1 - x[2]^3))^2',
    pattern: [1, 1],
    gradient(x, out) {
      const [p, q] = [at(x, 0), at(x, 1)];
      const a = 2 * (1.5 - p * (1 - q));
      const b = 2 * (2.25 - p * (1 - q * q));
      const c = 2 * (2.625 - p * (1 - q * q * q));
      out[0] = -a * (1 - q) - b * (1 - q * q) - c * (1 - q * q * q);
      out[1] = p * (a + 2 * q * b + 3 * q * q * c);
      return out;
    },
  },
  trigonometric: {
    text: '(n = count(x); sum((n - sum(cos(x)) + (1:n).*(1 - cos(x)) - sin(x)).^2))',
    pattern: [0.01],
    gradient(x, out) {
      const n = x.length;
      if (sines.length < n) sines = new Float64Array(n);
      let cosines = 0;
      for (let i = 0; i < n; i++) {
        cosines += out[i] = Math.cos(at(x, i));
        sines[i] = Math.sin(at(x, i));
      }
      let residuals = 0;
      for (let i = 0; i < n; i++) {
        const c = at(out, i);
        const s = at(sines, i);
        const f = 2 * (n - cosines + (i + 1) * (1 - c) - s);
        residuals += f;
        out[i] = f * ((i + 1) * s - c);
      }
      for (let i = 0; i < n; i++) out[i] = at(out, i) + residuals * at(sines, i);
      return out;
    },
  },
  broyden: {
    text: 'sum(((3 - 2*x).*x - concat([0], x[1:end-1]) - 2*concat(x[2:end], [0]) + 1).^2)',
    pattern: [-1],
    gradient(x, out) {
      // Twice the residual of the entry, and those of its neighbours.
      let before = 0;
      let here = at(x, 0);
      let next = at(x, 1);
      let f = 2 * ((3 - 2 * here) * here - 2 * next + 1);
      for (let i = 0; i + 1 < x.length; i++) {
        const last = i + 2 < x.length ? at(x, i + 2) : 0;
        const after = 2 * ((3 - 2 * next) * next - here - 2 * last + 1);
        out[i] = f * (3 - 4 * here) - 2 * before - after;
        before = f;
        f = after;
        here = next;
        next = last;
      }
      out[x.length - 1] = f * (3 - 4 * here) - 2 * before;
      return out;
    },
  },
};

/**
 * @param {readonly number[]} pattern
 * @param {number} n
 */
export const repeated = (pattern, n) =>
  Float64Array.from({ length: n }, (_, i) => pattern[i % pattern.length] ?? Number.NaN);
