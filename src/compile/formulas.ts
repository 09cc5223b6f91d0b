import type { Op } from '../ops/op.ts';
import type { Numbers, Elementary } from '../ops/numbers.ts';
import { elementaryNames } from '../ops/numbers.ts';

/** An op's value in instructions. Undefined: these operands need the op's own function. */
type Formula = <V, T>(m: Numbers<V, T>, x: readonly V[], attrs: Op['attrs']) => V | undefined;

const one = <V, T>(m: Numbers<V, T>, t: T): V => m.select(t, m.number(1), m.number(0));
const isNaN = <V, T>(m: Numbers<V, T>, x: V): T => m.not(m.equal(x, x));
/** Neither 0 nor NaN. */
const isTrue = <V, T>(m: Numbers<V, T>, x: V): T => m.not(m.or(m.equal(x, m.number(0)), isNaN(m, x)));

/** x^n for a whole n of few factors; the square is rounded once, as pow does it. */
function power<V, T>(m: Numbers<V, T>, x: V, n: number): V | undefined {
  switch (n) {
    case 0:
      return m.number(1);
    case 1:
      return x;
    case 2:
      return m.mul(x, x);
    case 3:
      return m.mul(m.mul(x, x), x);
    case 4: {
      const square = m.mul(x, x);
      return m.mul(square, square);
    }
    case -1:
      return m.div(m.number(1), x);
    case -2:
      return m.div(m.number(1), m.mul(x, x));
    default:
      return undefined;
  }
}

const powerOf: Formula = (m, [x, y]) => {
  const n = m.known(y!);
  const product = n === undefined ? undefined : power(m, x!, n);
  return product ?? m.call('pow', x!, y!);
};

/** y (y-1) .. x^(y-n) for a known y. */
const powerDerivativeOf: Formula = (m, [x, y], { base, exponent }) => {
  const p = m.known(y!);
  if (p === undefined || exponent !== 0) return undefined;
  let factor = 1;
  for (let i = 0; i < (base as number); i++) factor *= p - i;
  if (factor === 0) return m.number(0);
  const left = p - (base as number);
  const rest = power(m, x!, left) ?? m.call('pow', x!, m.number(left));
  return factor === 1 ? rest : m.mul(m.number(factor), rest);
};

/** sqrt(x)^k, NaN below 0. */
const sqrtPowerOf: Formula = (m, [x], { k }) => {
  const n = k as number;
  const value = power(m, n % 2 === 0 ? x! : m.sqrt(x!), n % 2 === 0 ? n / 2 : n);
  if (value === undefined) return undefined;
  return n % 2 === 0 ? m.select(m.less(x!, m.number(0)), m.number(Number.NaN), value) : value;
};

/** 1 / cosh x by the exponential of the magnitude, which cannot overflow: 2 e / (1 + e^2) with e = exp(-|x|). */
const sech: Formula = (m, [x]) => {
  const e = m.call('exp', m.neg(m.abs(x!)));
  return m.div(m.add(e, e), m.add(m.number(1), m.mul(e, e)));
};

/** The sigmoid, and its slope, share e = exp(-|x|): 1 / (1 + e) or e / (1 + e), and e / (1 + e (2 + e)). */
const sigmoid: Formula = (m, [x]) => {
  const e = m.call('exp', m.neg(m.abs(x!)));
  const top = m.select(m.less(x!, m.number(0)), e, m.number(1));
  return m.div(top, m.add(m.number(1), e));
};

const logisticSlope: Formula = (m, [x]) => {
  const e = m.call('exp', m.neg(m.abs(x!)));
  return m.div(e, m.add(m.number(1), m.mul(e, m.add(m.number(2), e))));
};

const formulas: Readonly<Record<string, Formula>> = {
  add: (m, [a, b]) => m.add(a!, b!),
  sub: (m, [a, b]) => m.sub(a!, b!),
  mul: (m, [a, b]) => m.mul(a!, b!),
  div: (m, [a, b]) => m.div(a!, b!),
  neg: (m, [a]) => m.neg(a!),
  recip: (m, [a]) => m.div(m.number(1), a!),
  square: (m, [a]) => m.mul(a!, a!),
  cube: (m, [a]) => m.mul(m.mul(a!, a!), a!),
  sqrt: (m, [a]) => m.sqrt(a!),
  abs: (m, [a]) => m.abs(a!),
  pow: powerOf,
  powerDerivative: powerDerivativeOf,
  sqrtPower: sqrtPowerOf,
  sech,
  sigmoid,
  logisticSlope,
  floor: (m, [a]) => m.floor(a!),
  ceil: (m, [a]) => m.ceil(a!),
  fix: (m, [a]) => m.trunc(a!),
  minimum: (m, [a, b]) => m.min(a!, b!),
  maximum: (m, [a, b]) => m.max(a!, b!),
  sign: (m, [a]) => m.select(m.less(m.number(0), a!), m.number(1), m.select(m.less(a!, m.number(0)), m.number(-1), a!)),
  step: (m, [a]) => m.select(isNaN(m, a!), a!, one(m, m.less(m.number(0), a!))),
  relu: (m, [a]) => m.select(m.atMost(a!, m.number(0)), m.number(0), a!),
  share: (m, [a, b]) =>
    m.select(
      m.less(b!, a!),
      m.number(1),
      m.select(m.less(a!, b!), m.number(0), m.select(m.equal(a!, b!), m.number(0.5), m.number(Number.NaN))),
    ),
  where: (m, [s, a, b]) => m.select(isTrue(m, s!), a!, b!),
  blend: (m, [s, a, b]) => {
    const half = m.number(0.5);
    const mean = m.add(m.mul(half, a!), m.mul(half, b!));
    const between = m.select(m.less(m.number(0), s!), mean, m.number(Number.NaN));
    return m.select(m.atMost(m.number(1), s!), a!, m.select(m.atMost(s!, m.number(0)), b!, between));
  },
  equal: (m, [a, b]) => one(m, m.equal(a!, b!)),
  unequal: (m, [a, b]) => one(m, m.not(m.equal(a!, b!))),
  smaller: (m, [a, b]) => one(m, m.less(a!, b!)),
  smallerEq: (m, [a, b]) => one(m, m.atMost(a!, b!)),
  larger: (m, [a, b]) => one(m, m.less(b!, a!)),
  largerEq: (m, [a, b]) => one(m, m.atMost(b!, a!)),
  and: (m, [a, b]) => one(m, m.and(isTrue(m, a!), isTrue(m, b!))),
  or: (m, [a, b]) => one(m, m.or(isTrue(m, a!), isTrue(m, b!))),
  not: (m, [a]) => one(m, m.not(isTrue(m, a!))),
  poison: (m, [a]) => m.select(m.equal(a!, m.number(0)), m.number(0), m.number(Number.NaN)),
};

const direct: ReadonlySet<string> = new Set<Elementary>(elementaryNames);

/** The value of an op in instructions; undefined where it has none and its own function is to be called. */
export function formula<V, T>(m: Numbers<V, T>, op: Op, x: readonly V[]): V | undefined {
  const found = formulas[op.name];
  if (found) return found(m, x, op.attrs);
  return direct.has(op.name) ? m.call(op.name as Elementary, ...x) : undefined;
}

/** About how many additions an op costs, with what is known of its operands: what decides between storing and computing again. */
export function costOf(op: Op, known: readonly (number | undefined)[]): number {
  if (op.name === 'pow' || op.name === 'powerDerivative') {
    const n = known[1];
    return n !== undefined && Number.isInteger(n) && Math.abs(n) <= 4 ? 2 : 40;
  }
  if (direct.has(op.name) || formulas[op.name] === undefined) return 20;
  if (op.name === 'sech' || op.name === 'logisticSlope') return 24;
  return op.name === 'div' || op.name === 'recip' || op.name === 'sqrt' || op.name.startsWith('sqrtPower') ? 5 : 1;
}
