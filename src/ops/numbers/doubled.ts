import * as wide from '../../tensor/double-double.ts';
import { dd, type DoubleDouble } from '../../tensor/double-double.ts';
import { exp, expm1, LN2, log, log1p, type SinCos, sinCos } from '../../tensor/double-double-functions.ts';
import { erfDoubled } from '../../tensor/special/error-function-doubled.ts';
import type { Op } from '../op.ts';
import { integerPower } from './forms.ts';
import type { Doubled, Elementary, Numbers } from './numbers.ts';

/** Numbers in twice the digits: what results that cancel are computed again with. */

/** A value that is not known to more digits than the double's. */
const UNKNOWN = dd(Number.NaN);

const { add, addNumber, divide, multiply, negate, scale, subtract } = wide;

const byAngle =
  (f: (angle: SinCos) => DoubleDouble): Doubled =>
  (x) => {
    const angle = sinCos(x);
    return angle && f(angle);
  };

/** Solves an angle's equation by one step of Newton from the double's solution; `step` answers what is missing. */
const refined =
  (start: (x: number) => number, step: (angle: SinCos, x: DoubleDouble) => DoubleDouble): Doubled =>
  (x) => {
    const y = start(x.hi);
    const angle = sinCos(dd(y));
    return angle && Number.isFinite(y) ? addNumber(step(angle, x), y) : undefined;
  };

/** A function that answers where |x| is at most `most`: beyond, exponentials over- or underflow. */
const within =
  (most: number, f: (x: DoubleDouble) => DoubleDouble): Doubled =>
  (x) =>
    Math.abs(x.hi) <= most ? f(x) : undefined;

/** log x for a normal number x > 0. */
const logarithm = (x: DoubleDouble): DoubleDouble | undefined =>
  Math.abs(x.hi - 1) < 0.25 ? log1p(addNumber(x, -1)) : x.hi > 1e-290 ? log(x) : undefined;

const LN10 = log(dd(10));
const MOST_SQUARINGS = 4096;

function power(x: DoubleDouble, y: DoubleDouble): DoubleDouble | undefined {
  if (y.lo === 0 && Number.isInteger(y.hi) && Math.abs(y.hi) <= MOST_SQUARINGS) {
    return integerPower(doubleDoubles, x, y.hi);
  }
  return x.hi > 0 ? exp(multiply(y, logarithm(x) ?? log(x))) : undefined;
}

const functions: Readonly<Record<Elementary, Doubled>> = {
  exp,
  expm1: within(700, expm1),
  log: logarithm,
  log1p: (x) => (x.hi > -1 ? log1p(x) : undefined),
  log2: (x) => over(logarithm(x), LN2),
  log10: (x) => over(logarithm(x), LN10),
  sin: byAngle(({ sin }) => sin),
  cos: byAngle(({ cos }) => cos),
  tan: byAngle(({ sin, cos }) => divide(sin, cos)),
  asin: refined(Math.asin, ({ sin, cos }, x) => divide(subtract(x, sin), cos)),
  acos: refined(Math.acos, ({ sin, cos }, x) => divide(subtract(cos, x), sin)),
  atan: refined(Math.atan, ({ sin, cos }, x) => divide(subtract(multiply(x, cos), sin), add(cos, multiply(x, sin)))),
  // By e^x - 1, which does not cancel: with t = e^x - 1 it is (t + t/(1 + t)) / 2.
  sinh: within(700, (x) => {
    const t = expm1(x);
    return scale(add(t, divide(t, addNumber(t, 1))), 0.5);
  }),
  cosh: within(700, (x) => {
    const e = exp(x);
    return scale(add(e, divide(dd(1), e)), 0.5);
  }),
  // (e^2x - 1) / (e^2x + 1)
  tanh: within(300, (x) => {
    const t = expm1(scale(x, 2));
    return divide(t, addNumber(t, 2));
  }),
  softplus: within(700, (x) => (x.hi > 0 ? add(x, log1p(exp(negate(x)))) : log1p(exp(x)))),
  erf: erfDoubled,
  gauss: (x) => exp(negate(multiply(x, x))),
  pow: power,
};

const over = (x: DoubleDouble | undefined, by: DoubleDouble): DoubleDouble | undefined => x && divide(x, by);

type Test = boolean | undefined;

/** A test of two numbers; undefined if one of them is not known. */
const test =
  (holds: (order: number) => boolean) =>
  (a: DoubleDouble, b: DoubleDouble): Test => {
    const order = a.hi === b.hi ? a.lo - b.lo : a.hi - b.hi;
    return Number.isNaN(order) ? undefined : holds(order);
  };

const less = test((order) => order < 0);

const select = (t: Test, a: DoubleDouble, b: DoubleDouble): DoubleDouble => (t === undefined ? UNKNOWN : t ? a : b);

const floor = ({ hi, lo }: DoubleDouble): DoubleDouble =>
  Number.isInteger(hi) ? wide.fastTwoSum(hi, Math.floor(lo)) : dd(Math.floor(hi));

const ceil = (x: DoubleDouble): DoubleDouble => negate(floor(negate(x)));

/** The arithmetic of about 106 bits: NaN is what is not known to so many. */
const doubleDoubles: Numbers<DoubleDouble, Test> = {
  number: (x) => dd(x),
  known: ({ hi, lo }) => (lo === 0 ? hi : undefined),
  add,
  sub: subtract,
  mul: multiply,
  div: (a, b) => (b.hi === 0 ? UNKNOWN : divide(a, b)),
  neg: negate,
  abs: (a) => (a.hi < 0 ? negate(a) : a),
  sqrt: (a) => (a.hi > 0 ? wide.squareRoot(a) : UNKNOWN),
  floor,
  ceil,
  trunc: (a) => (a.hi < 0 ? ceil(a) : floor(a)),
  min: (a, b) => select(less(b, a), b, a),
  max: (a, b) => select(less(a, b), b, a),
  less,
  atMost: test((order) => order <= 0),
  equal: test((order) => order === 0),
  not: (t) => (t === undefined ? undefined : !t),
  and: (s, t) => (s === undefined || t === undefined ? undefined : s && t),
  or: (s, t) => (s === undefined || t === undefined ? undefined : s || t),
  select,
  call: (name, ...x) => functions[name](...x) ?? UNKNOWN,
};

/** How an op is computed in twice the digits, if that is known. */
export function doubledOf(op: Op): Doubled | undefined {
  const formula = op.identity ?? op.formula;
  if (op.doubled || !formula) return op.doubled;
  return (...x) => {
    const y = formula(doubleDoubles, ...x);
    return y && !Number.isNaN(y.hi) ? y : undefined;
  };
}
