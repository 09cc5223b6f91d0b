import type { Op } from '../op.ts';
import { integerPower } from './forms.ts';
import type { Elementary, Numbers } from './numbers.ts';

/** A complex number. */
export type Complex = readonly [re: number, im: number];

/** What keeps a graph from being computed with complex numbers: the name of an op that has no complex form here. */
export class NotAnalytic extends Error {
  readonly op: string;

  constructor(op: string) {
    super(`${op} has no complex form here`);
    this.op = op;
  }
}

const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const negative = ([a, b]: Complex): Complex => [-a, -b];
const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const scaled = ([a, b]: Complex, s: number): Complex => [s * a, s * b];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const exp = ([a, b]: Complex): Complex => [Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b)];
const sin = ([a, b]: Complex): Complex => [Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b)];
const cos = ([a, b]: Complex): Complex => [Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b)];

const UNIT: Complex = [1, 0];
const NONE: Complex = [Number.NaN, Number.NaN];

const log = ([a, b]: Complex): Complex => (a > 0 ? [Math.log(Math.hypot(a, b)), Math.atan2(b, a)] : NONE);

/** log |1 + z| as half the logarithm of its square, less 1. */
const log1p = ([a, b]: Complex): Complex =>
  a > -1 ? [Math.log1p(a * (2 + a) + b * b) / 2, Math.atan2(b, 1 + a)] : NONE;

const sqrt = ([a, b]: Complex): Complex => {
  if (!(a > 0)) return NONE;
  const root = Math.sqrt((Math.hypot(a, b) + a) / 2);
  return [root, b / (2 * root)];
};

/** Smith, Algorithm 116: Complex division, Communications of the ACM 5 (1962) 435: no square can overflow. */
function divided([a, b]: Complex, [c, d]: Complex): Complex {
  if (Math.abs(c) < Math.abs(d)) return divided([b, -a], [d, -c]);
  const r = d / c;
  const size = c + d * r;
  return [(a + b * r) / size, (b - a * r) / size];
}

/** (1 - e^{-2z}) / (1 + e^{-2z}), from the side where the exponential is small. */
function tanh(z: Complex): Complex {
  if (z[0] < 0) return negative(tanh(negative(z)));
  const e = exp(scaled(z, -2));
  return divided(minus(UNIT, e), plus(UNIT, e));
}

/** Kahan, Branch cuts for complex elementary functions (1987). */
const atan = ([a, b]: Complex): Complex => [
  Math.atan2(2 * a, (1 - a) * (1 + a) - b * b) / 2,
  // By the length twice, for its square can overflow.
  Math.log1p((4 * b) / Math.hypot(a, 1 - b) / Math.hypot(a, 1 - b)) / 4,
];

const asin = (z: Complex): Complex => atan(divided(z, sqrt(times(minus(UNIT, z), plus(UNIT, z)))));

function power(z: Complex, w: Complex): Complex {
  const [n, im] = w;
  return im === 0 && Number.isInteger(n) && Math.abs(n) <= 64
    ? integerPower(complexNumbers, z, n)
    : exp(times(w, log(z)));
}

const functions: Readonly<Record<Elementary, ((...z: Complex[]) => Complex) | undefined>> = {
  exp,
  expm1: ([a, b]) => [Math.expm1(a) * Math.cos(b) - 2 * Math.sin(b / 2) ** 2, Math.exp(a) * Math.sin(b)],
  log,
  log1p,
  log2: (z) => scaled(log(z), Math.LOG2E),
  log10: (z) => scaled(log(z), Math.LOG10E),
  sin,
  cos,
  tan: (z) => divided(sin(z), cos(z)),
  asin,
  acos: (z) => minus([Math.PI / 2, 0], asin(z)),
  atan,
  sinh: ([a, b]) => [Math.sinh(a) * Math.cos(b), Math.cosh(a) * Math.sin(b)],
  cosh: ([a, b]) => [Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b)],
  tanh,
  softplus: ([a, b]) => (a > 0 ? plus([a, b], log1p(exp([-a, -b]))) : log1p(exp([a, b]))),
  erf: undefined,
  gauss: (z) => exp(negative(times(z, z))),
  pow: power,
};

/**
 * The arithmetic of the complex plane where a real function is defined and a little beside it: what is piecewise analytic is
 * so on the real line's own side, and NaN where the real function is.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 4.1-4.5.
 */
const complexNumbers: Numbers<Complex, boolean> = {
  number: (x) => [x, 0],
  known: ([a, b]) => (b === 0 ? a : undefined),
  add: plus,
  sub: minus,
  mul: times,
  div: divided,
  neg: negative,
  abs: (z) => (z[0] < 0 ? negative(z) : z),
  sqrt,
  floor: ([a]) => [Math.floor(a), 0],
  ceil: ([a]) => [Math.ceil(a), 0],
  trunc: ([a]) => [Math.trunc(a), 0],
  min: (z, w) => (w[0] < z[0] ? w : z),
  max: (z, w) => (w[0] > z[0] ? w : z),
  less: ([a], [c]) => a < c,
  atMost: ([a], [c]) => a <= c,
  equal: ([a], [c]) => a === c,
  not: (t) => !t,
  and: (s, t) => s && t,
  or: (s, t) => s || t,
  select: (t, z, w) => (t ? z : w),
  call: (name, ...z) => {
    const f = functions[name];
    if (!f) throw new NotAnalytic(name);
    return f(...z);
  },
};

/** How an op is computed in the complex plane. Throws {@link NotAnalytic}. */
export function inPlane(op: Op): (...z: Complex[]) => Complex {
  const formula = op.identity ?? op.formula;
  if (!formula) throw new NotAnalytic(op.name);
  return (...z) => {
    const value = formula(complexNumbers, ...z);
    if (!value) throw new NotAnalytic(op.name);
    return value;
  };
}
