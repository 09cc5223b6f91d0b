import { functions } from '../../ops/functions.ts';
import { spelt } from './spelling.ts';

/**
 * Partial derivatives by operand, of u and v, where a formula is shorter than what the op's own rules spell, or where no op
 * has the function's name. Where there are none, the derivative is zero wherever it exists.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, chapters 4, 6 and 7.
 */
export const shorter: Readonly<Record<string, readonly string[]>> = {
  cube: ['3*u^2'],
  cbrt: ['1/(3*cbrt(u)^2)'],
  nthRoot: ['nthRoot(u, v)/(v*u)', '-log(u)*nthRoot(u, v)/v^2'],
  acoth: ['1/(1 - u^2)'],
  log1p: ['1/(1 + u)'],
  log2: ['1/(u*log(2))'],
  log10: ['1/(u*log(10))'],
  sigmoid: ['sigmoid(u)*sigmoid(-u)'],
  relu: ['u > 0'],
  hypot: ['u/hypot(u, v)', 'v/hypot(u, v)'],
  atan2: ['v/(u^2 + v^2)', '-u/(u^2 + v^2)'],
  erf: ['2/sqrt(pi)*exp(-u^2)'],
  erfc: ['-2/sqrt(pi)*exp(-u^2)'],
  digamma: ['polygamma(1, u)'],
  factorial: ['gamma(u + 1)*digamma(u + 1)'],
  combinations: [
    'combinations(u, v)*(digamma(u + 1) - digamma(u - v + 1))',
    'combinations(u, v)*(digamma(u - v + 1) - digamma(v + 1))',
  ],
  catalan: ['catalan(u)*(2*digamma(2*u + 1) - digamma(u + 1) - digamma(u + 2))'],
  beta: ['beta(u, v)*(digamma(u) - digamma(u + v))', 'beta(u, v)*(digamma(v) - digamma(u + v))'],
  max: ['u > v', 'v > u'],
  min: ['u < v', 'v < u'],
  mod: ['1', '-floor(u/v)'],
  round: [],
};

/** The partial derivatives of a function by operand, as formulas of u and v; undefined where there is no formula. */
export function partialsOf(name: string): readonly string[] | undefined {
  if (Object.hasOwn(shorter, name)) return shorter[name];
  const op = functions.get(name)?.op;
  return op && spelt(op);
}

/** Functions of one number whose derivatives mathjs knows. */
export const known: ReadonlySet<string> = new Set(
  [
    'sqrt exp log sin cos tan sec csc cot asin acos atan asec acsc acot',
    'sinh cosh tanh sech csch coth asinh acosh atanh asech acsch',
  ].flatMap((line) => line.split(' ')),
);
