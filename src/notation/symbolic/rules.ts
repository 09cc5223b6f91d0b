/**
 * Partial derivatives of functions that mathjs cannot derive, or derives by a formula that is undefined where the
 * derivative is not: by operand, of u and v. Where there are none, the derivative is zero wherever it exists.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, chapters 4, 6 and 7.
 */
export const rules: Readonly<Record<string, readonly string[]>> = {
  abs: ['sign(u)'],
  square: ['2*u'],
  cube: ['3*u^2'],
  cbrt: ['1/(3*cbrt(u)^2)'],
  nthRoot: ['nthRoot(u, v)/(v*u)', '-log(u)*nthRoot(u, v)/v^2'],
  acoth: ['1/(1 - u^2)'],
  log1p: ['1/(1 + u)'],
  expm1: ['exp(u)'],
  log2: ['1/(u*log(2))'],
  log10: ['1/(u*log(10))'],
  sigmoid: ['sigmoid(u)*(1 - sigmoid(u))'],
  softplus: ['sigmoid(u)'],
  relu: ['u > 0'],
  logaddexp: ['sigmoid(u - v)', 'sigmoid(v - u)'],
  hypot: ['u/hypot(u, v)', 'v/hypot(u, v)'],
  atan2: ['v/(u^2 + v^2)', '-u/(u^2 + v^2)'],
  erf: ['2/sqrt(pi)*exp(-u^2)'],
  erfc: ['-2/sqrt(pi)*exp(-u^2)'],
  gamma: ['gamma(u)*digamma(u)'],
  lgamma: ['digamma(u)'],
  digamma: ['polygamma(1, u)'],
  factorial: ['gamma(u + 1)*digamma(u + 1)'],
  max: ['u > v', 'v > u'],
  min: ['u < v', 'v < u'],
  mod: ['1', '-floor(u/v)'],
  sign: [],
  floor: [],
  ceil: [],
  fix: [],
  round: [],
  equal: [],
  unequal: [],
  smaller: [],
  smallerEq: [],
  larger: [],
  largerEq: [],
  and: [],
  or: [],
  xor: [],
  not: [],
};

/** Functions of one number whose derivatives mathjs knows. */
export const known: ReadonlySet<string> = new Set(
  [
    'sqrt exp log sin cos tan sec csc cot asin acos atan asec acsc acot',
    'sinh cosh tanh sech csch coth asinh acosh atanh asech acsch',
  ].flatMap((line) => line.split(' ')),
);
