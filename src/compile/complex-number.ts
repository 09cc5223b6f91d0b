/** A complex number. */
export type Complex = readonly [re: number, im: number];

/**
 * Analytic functions where a real function is defined and a little beside it, in the complex plane: their imaginary part
 * is NaN where the real function is.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 4.1-4.5.
 */
export const analytic: Readonly<Record<string, (...z: readonly Complex[]) => Complex>> = {
  div: (z, w) => divided(z!, w!),
  recip: (z) => divided([1, 0], z!),
  square: (z) => times(z!, z!),
  cube: (z) => times(z!, times(z!, z!)),
  pow: (z, w) => power(z!, w!),
  sqrt: (z) => power(z!, [0.5, 0]),
  cbrt: (z) => (z![0] < 0 ? negative(power(negative(z!), [1 / 3, 0])) : power(z!, [1 / 3, 0])),
  exp: (z) => exp(z!),
  expm1: ([a, b]) => [Math.expm1(a) * Math.cos(b) - 2 * Math.sin(b / 2) ** 2, Math.exp(a) * Math.sin(b)],
  gauss: (z) => exp(negative(times(z!, z!))),
  log: (z) => log(z!),
  log1p: ([a, b]) => log([1 + a, b]),
  log2: (z) => divided(log(z!), [Math.LN2, 0]),
  log10: (z) => divided(log(z!), [Math.LN10, 0]),
  logBase: (z, w) => divided(log(z!), log(w!)),
  sin: (z) => sin(z!),
  cos: (z) => cos(z!),
  tan: (z) => divided(sin(z!), cos(z!)),
  sec: (z) => divided([1, 0], cos(z!)),
  csc: (z) => divided([1, 0], sin(z!)),
  cot: (z) => divided(cos(z!), sin(z!)),
  sinh: (z) => sinh(z!),
  cosh: (z) => cosh(z!),
  tanh: (z) => tanh(z!),
  sech: (z) => divided([1, 0], cosh(z!)),
  csch: (z) => divided([1, 0], sinh(z!)),
  coth: (z) => divided([1, 0], tanh(z!)),
  sigmoid: ([a, b]) => plus([0.5, 0], scaled(tanh([a / 2, b / 2]), 0.5)),
  softplus: ([a, b]) => (a > 0 ? plus([a, b], log1pExp([-a, -b])) : log1pExp([a, b])),
  // Piecewise analytic: on the real line's own side.
  abs: (z) => (z![0] < 0 ? negative(z!) : z!),
  relu: (z) => (z![0] > 0 ? z! : [0, 0]),
  maximum: (z, w) => (w![0] > z![0] ? w! : z!),
  minimum: (z, w) => (w![0] < z![0] ? w! : z!),
  max: (z, w) => (w![0] > z![0] ? w! : z!),
  min: (z, w) => (w![0] < z![0] ? w! : z!),
  where: (test, z, w) => (test![0] !== 0 ? z! : w!),
  hypot: (z, w) => power(plus(times(z!, z!), times(w!, w!)), [0.5, 0]),
};

const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const negative = ([a, b]: Complex): Complex => [-a, -b];
const scaled = ([a, b]: Complex, s: number): Complex => [s * a, s * b];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const exp = ([a, b]: Complex): Complex => [Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b)];
const sin = ([a, b]: Complex): Complex => [Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b)];
const cos = ([a, b]: Complex): Complex => [Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b)];
const sinh = ([a, b]: Complex): Complex => [Math.sinh(a) * Math.cos(b), Math.cosh(a) * Math.sin(b)];
const cosh = ([a, b]: Complex): Complex => [Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b)];
const log1pExp = (z: Complex): Complex => log(plus([1, 0], exp(z)));

const log = ([a, b]: Complex): Complex =>
  a > 0 ? [Math.log(Math.hypot(a, b)), Math.atan2(b, a)] : [Number.NaN, Number.NaN];

function divided([a, b]: Complex, [c, d]: Complex): Complex {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}

/** (1 - e^{-2z}) / (1 + e^{-2z}), from the side where the exponential is small. */
function tanh(z: Complex): Complex {
  if (z[0] < 0) return negative(tanh(negative(z)));
  const e = exp(scaled(z, -2));
  return divided(plus([1, 0], negative(e)), plus([1, 0], e));
}

function power(z: Complex, w: Complex): Complex {
  const [n, im] = w;
  if (im !== 0 || !Number.isInteger(n) || Math.abs(n) > 64) return exp(times(w, log(z)));
  let out: Complex = [1, 0];
  for (let i = 0; i < Math.abs(n); i++) out = times(out, z);
  return n < 0 ? divided([1, 0], out) : out;
}
