import { isPower, isProduct } from '../numbers/exact.ts';
import { pow } from '../../tensor/special/power.ts';
import { family } from '../family.ts';
import { integerPower, isFew } from '../numbers/forms.ts';
import type { Op } from '../op.ts';

/** Whether `value` is y (y - 1) .. (y - n + 1) x^(y - n) for a whole y, whose factors are whole. */
const isMultiple = (value: number, x: number, y: number, n: number): boolean => {
  const factor = fallingFactorial(y, n);
  if (factor === 0) return true;
  const power = pow(x, y - n);
  return (
    Number.isSafeInteger(factor) && Number.isInteger(y) && isPower(power, x, y - n) && isProduct(value, factor, power)
  );
};

/** How often x^y is differentiated by the base and by the exponent. */
type Orders = { readonly base: number; readonly exponent: number };

const members: readonly Orders[] = [
  { base: 1, exponent: 0 },
  { base: 0, exponent: 2 },
  { base: 2, exponent: 1 },
];

const derivatives = family('powerDerivative', members, ({ base, exponent }) => ({
  value: (x, y) => valueOf(base, exponent, x, y),
  cost: powerCost,
  ...(exponent === 0
    ? {
        // y (y - 1) .. x^(y - n) for a known y
        formula: (m, x, y) => {
          const p = m.known(y);
          if (p === undefined) return undefined;
          const factor = fallingFactorial(p, base);
          if (factor === 0) return m.number(0);
          const left = p - base;
          const rest = isFew(left) ? integerPower(m, x, left) : m.call('pow', x, m.number(left));
          return factor === 1 ? rest : m.mul(m.number(factor), rest);
        },
        identity: (m, x, y) => {
          let factor = m.number(1);
          for (let k = 0; k < base; k++) factor = m.mul(factor, m.sub(y, m.number(k)));
          const rest = m.call('pow', x, m.sub(y, m.number(base)));
          return m.select(m.equal(factor, m.number(0)), m.number(0), m.mul(factor, rest));
        },
      }
    : {
        // x^(y-n) times the polynomial in log x of valueOf
        identity: (m, x, y) => {
          const p = Array.from({ length: exponent + 1 }, (_, i) => m.number(i === exponent ? 1 : 0));
          for (let step = 0; step < base; step++) {
            const factor = m.sub(y, m.number(step));
            for (let i = 0; i <= exponent; i++) {
              const raised = i < exponent ? m.mul(m.number(i + 1), p[i + 1]!) : m.number(0);
              p[i] = m.add(m.mul(factor, p[i]!), raised);
            }
          }
          const log = m.call('log', x);
          const polynomial = p.reduceRight((sum, c) => m.add(m.mul(sum, log), c), m.number(0));
          return m.mul(m.call('pow', x, m.sub(y, m.number(base))), polynomial);
        },
      }),
  exactAt: (v, x, y) => exponent === 0 && isMultiple(v, x, y, base),
  partials: [
    ($, x, y) => $(powerDerivative(base + 1, exponent), x, y),
    ($, x, y) => $(powerDerivative(base, exponent + 1), x, y),
  ],
  kink: (x, y) => edgeOf(base, exponent, x, y),
  convention: edgeConvention,
  doc: {
    group: 'power',
    summary: 'A partial derivative of x^y of any order.',
    latex: `\\partial_x^{${base}} \\partial_y^{${exponent}} #1^{#2}`,
    domain: [
      [0.3, 3],
      [-3, 3],
    ],
  },
}));

/**
 * The partial derivative of x^y, `base` times by x and `exponent` times by y.
 *
 * One op for all orders, so that x^3, 3x^2, 6x, 6, 0 ends exactly, also at x = 0, whatever order is reached.
 */
export const powerDerivative = (base: number, exponent: number): Op => derivatives({ base, exponent });

/** Small powers are products. */
export const powerCost = (_x?: number, y = Number.NaN): number => (Number.isInteger(y) && Math.abs(y) <= 4 ? 2 : 40);

/** What is used where x^y has a derivative from the right only. */
export const edgeConvention = 'x^y ends at x = 0 for a y that is no integer; the derivative from the right is used';

/** Whether x = 0 is an end of the domain at which a further derivative by x is finite. */
export const edgeOf = (base: number, exponent: number, x: number, y: number): boolean =>
  x === 0 && y > base + 1 && (exponent > 0 || !Number.isInteger(y));

/** y (y - 1) ... (y - n + 1). */
const fallingFactorial = (y: number, n: number): number => {
  let product = 1;
  for (let step = 0; step < n; step++) product *= y - step;
  return product;
};

/**
 * d^n/dx^n (x^y L^k) with L = log x is x^(y-n) times a polynomial in L, by
 * d/dx (x^a L^i) = x^(a-1) (a L^i + i L^(i-1)).
 */
const valueOf = (n: number, k: number, x: number, y: number): number => {
  if (k === 0) {
    const c = fallingFactorial(y, n);
    return c === 0 ? 0 : c * pow(x, y - n);
  }
  const p = Array<number>(k + 1).fill(0);
  p[k] = 1;
  for (let step = 0; step < n; step++) {
    for (let i = 0; i <= k; i++) p[i] = (y - step) * p[i]! + (i < k ? (i + 1) * p[i + 1]! : 0);
  }
  // At 0 every power of the logarithm loses against x^(y-n) if y > n; else there is no derivative.
  if (x === 0) return y > n ? 0 : NaN;
  const log = Math.log(x);
  return pow(x, y - n) * p.reduceRight((sum, c) => sum * log + c);
};
