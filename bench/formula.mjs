// @ts-check
// Formulas of a known number of operations, and what they are in JavaScript.
import { uniform } from './inputs.mjs';

/** The operations of a term, with its addition to the sum. */
const PER_TERM = 8;

/**
 * The coefficients of a long formula of some operations: the sum of a sin(b x + c y) / (d + z^2) over its terms.
 * @param {number} operations
 */
export function coefficients(operations) {
  const terms = operations / PER_TERM;
  const u = uniform(4 * terms, 1);
  return Array.from({ length: terms }, (_, i) => {
    const [a = 0, b = 0, c = 0, d = 0] = u.subarray(4 * i, 4 * i + 4);
    // Coefficients as they are typed: positive and with four digits.
    return [a + 0.6, b + 1, c + 1, d + 1.5].map((v) => Number(v.toFixed(4)));
  });
}

/** @typedef {readonly (readonly number[])[]} Terms */

/** The formula in the notation of Nabla and mathjs. @param {Terms} terms */
export const longText = (terms) => terms.map(([a, b, c, d]) => `${a}*sin(${b}*x + ${c}*y)/(${d} + z^2)`).join(' + ');

/** The same in JavaScript. @param {Terms} terms */
export const longScript = (terms) =>
  terms.map(([a, b, c, d]) => `${a}*Math.sin(${b}*x + ${c}*y)/(${d} + z*z)`).join(' + ');

/** Statements that compute its gradient in JavaScript, as a program writes them. @param {Terms} terms */
export function longGradientScript(terms) {
  const lines = terms.map(
    ([a, b, c, d]) =>
      `w = ${b}*x + ${c}*y; r = ${a}/(${d} + z*z); t = r*Math.cos(w);` +
      ` dx += ${b}*t; dy += ${c}*t; dz -= r*Math.sin(w)/(${d} + z*z);`,
  );
  return `let w, r, t, dx = 0, dy = 0, dz = 0;\n${lines.join('\n')}\nreturn [dx, dy, 2*z*dz];`;
}

/**
 * The value of the formula, by a loop over its coefficients.
 * @param {Terms} terms
 */
export function longValue(terms) {
  const table = Float64Array.from(terms.flat());
  return (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
    let sum = 0;
    for (let i = 0; i < table.length; i += 4) {
      const w = (table[i + 1] ?? 0) * x + (table[i + 2] ?? 0) * y;
      sum += ((table[i] ?? 0) * Math.sin(w)) / ((table[i + 3] ?? 0) + z * z);
    }
    return sum;
  };
}

/**
 * The gradient of the formula, by a loop over its coefficients.
 * @param {Terms} terms
 */
export function longGradient(terms) {
  const table = Float64Array.from(terms.flat());
  return (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
    let [dx, dy, dz] = [0, 0, 0];
    for (let i = 0; i < table.length; i += 4) {
      const b = table[i + 1] ?? 0;
      const c = table[i + 2] ?? 0;
      const d = (table[i + 3] ?? 0) + z * z;
      const w = b * x + c * y;
      const r = (table[i] ?? 0) / d;
      const t = r * Math.cos(w);
      dx += b * t;
      dy += c * t;
      dz -= (r * Math.sin(w)) / d;
    }
    return [dx, dy, 2 * z * dz];
  };
}

/** A formula of ten operations in the notation of Nabla and mathjs. */
export const shortText = 'exp(-x^2)*sin(3*y) + x*z^2/2';

/** The same in JavaScript. */
export const shortScript = 'Math.exp(-x*x)*Math.sin(3*y) + x*z*z/2';

/** Statements that compute its gradient in JavaScript. */
export const shortGradientScript =
  'const e = Math.exp(-x*x); return [-2*x*e*Math.sin(3*y) + z*z/2, 3*e*Math.cos(3*y), x*z];';

/** Where formulas are evaluated. */
export const place = /** @type {const} */ ([0.7, -0.4, 1.3]);
