import { add, type BigFloat, div, fromNumber, isKnown, mul, neg, ONE, sub, toBits, UNKNOWN, ZERO } from './float.ts';
import { gamma, isPole, polygamma } from './gamma.ts';
import { uncancelled } from './uncancelled.ts';

/** Counts of choices and their kin by the gamma function, to so many bits. */

/** The product of gamma at some numbers over that at others, which is 0 at the poles of those; not known at poles of the first. */
function ofGammas(above: readonly BigFloat[], below: readonly BigFloat[], bits: number): BigFloat {
  if (![...above, ...below].every(isKnown) || above.some(isPole)) return UNKNOWN;
  if (below.some(isPole)) return ZERO;
  const rounding = toBits(bits + 8);
  const product = (xs: readonly BigFloat[]): BigFloat => xs.reduce((y, x) => mul(y, gamma(x, bits + 8), rounding), ONE);
  return div(product(above), product(below), rounding);
}

/** Sums of operands have all of their digits, which poles of gamma ask for. */
const operand = (bits: number) => toBits(4 * bits + 400);

const next = (x: BigFloat, bits: number): BigFloat => add(x, ONE, operand(bits));

const beside = (n: BigFloat, k: BigFloat, bits: number): BigFloat => next(sub(n, k, operand(bits)), bits);

/** n! / (k! (n - k)!) */
export const combinations = (n: BigFloat, k: BigFloat, bits: number): BigFloat =>
  ofGammas([next(n, bits)], [next(k, bits), beside(n, k, bits)], bits);

/** n! / (n - k)! */
export const permutations = (n: BigFloat, k: BigFloat, bits: number): BigFloat =>
  ofGammas([next(n, bits)], [beside(n, k, bits)], bits);

/** (2n)! / (n! (n + 1)!) */
export const catalan = (n: BigFloat, bits: number): BigFloat =>
  ofGammas(
    [next(mul(n, fromNumber(2), operand(bits)), bits)],
    [next(n, bits), add(n, fromNumber(2), operand(bits))],
    bits,
  );

/** gamma(a) gamma(b) / gamma(a + b) */
export const beta = (a: BigFloat, b: BigFloat, bits: number): BigFloat =>
  ofGammas([a, b], [add(a, b, operand(bits))], bits);

/** psi^(order)(n + 1) - psi^(order)(n - k + 1), however near the two are. */
export const gap = (order: number, n: BigFloat, k: BigFloat, bits: number): BigFloat =>
  uncancelled(bits, (w) => [polygamma(order, next(n, w), w), neg(polygamma(order, beside(n, k, w), w))]);
