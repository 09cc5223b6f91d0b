import * as wide from '../../tensor/double-double.ts';
import { dd, type DoubleDouble } from '../../tensor/double-double.ts';
import { exp, expm1, LN2, log, log1p, PI, type SinCos, sinCos } from '../../tensor/double-double-functions.ts';
import { erfDoubled } from '../../tensor/special/error-function-doubled.ts';
import { fromDoubleDouble, isKnown as isKnownFloat, toDoubleDouble } from '../../tensor/multiprecision/float.ts';
import type { Op } from '../op.ts';
import { integerPower } from './forms.ts';
import { Multiprecision, preciseOf } from './multiprecision.ts';
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
  (start: (x: number) => number, step: (angle: SinCos, x: DoubleDouble) => DoubleDouble) =>
  (x: DoubleDouble): DoubleDouble | undefined => {
    const y = start(x.hi);
    const angle = sinCos(dd(y));
    return angle && Number.isFinite(y) ? addNumber(step(angle, x), y) : undefined;
  };

const smallArcsine = refined(Math.asin, ({ sin, cos }, x) => divide(subtract(x, sin), cos));

/** From here on arcs are told by their distance to 1, where a step of Newton divides by next to nothing. */
const STEEP = 0.7;

/** acos x = 2 asin(sqrt((1 - x)/2)) for x near 1. */
const steepArccosine = (x: DoubleDouble): DoubleDouble | undefined => {
  const y = smallArcsine(wide.squareRoot(scale(addNumber(negate(x), 1), 0.5)));
  return y && scale(y, 2);
};

function arcsine(x: DoubleDouble): DoubleDouble | undefined {
  if (Math.abs(x.hi) < STEEP) return smallArcsine(x);
  const rest = steepArccosine(x.hi < 0 ? negate(x) : x);
  const y = rest && subtract(scale(PI, 0.5), rest);
  return y && (x.hi < 0 ? negate(y) : y);
}

function arccosine(x: DoubleDouble): DoubleDouble | undefined {
  if (x.hi >= STEEP) return steepArccosine(x);
  const arc = arcsine(x);
  return arc && subtract(scale(PI, 0.5), arc);
}

const magnitude = (x: DoubleDouble): DoubleDouble => (x.hi < 0 ? negate(x) : x);

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
  if (!(x.hi > 0)) return undefined;
  const exponent = multiply(y, logarithm(x) ?? log(x));
  // Its error is absolute, and so relative in the power.
  return Math.abs(exponent.hi) < 16 ? exp(exponent) : undefined;
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
  asin: arcsine,
  acos: arccosine,
  atan: refined(Math.atan, ({ sin, cos }, x) => divide(subtract(multiply(x, cos), sin), add(cos, multiply(x, sin)))),
  // By e^x - 1, which does not cancel: with t = e^x - 1 it is (t + t/(1 + t)) / 2.
  sinh: within(700, (x) => {
    const t = expm1(magnitude(x));
    const y = scale(add(t, divide(t, addNumber(t, 1))), 0.5);
    return x.hi < 0 ? negate(y) : y;
  }),
  cosh: within(700, (x) => {
    const e = exp(magnitude(x));
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
  abs: magnitude,
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

/** The relative error that is claimed of every function in twice the digits, where its low part is in range. */
export const DOUBLED_ERROR = 2 ** -97;

/** Operands and results within these powers of two leave room for all low parts on the way. */
const ROOM = { operand: 300, result: 900 };

const hasRoom = (x: number, powers: number): boolean =>
  x === 0 || (Math.abs(x) > 2 ** -powers && Math.abs(x) < 2 ** powers);

/** Enough bits for two doubles, and to spare for what formulas lose. */
const BITS = 128;

/**
 * How an op is computed in twice the digits, if that is known: by sums of two doubles, and where those have no room or not the
 * digits that are claimed, by numbers of any size if `affords` lets them.
 */
export function doubledOf(op: Op, affords: () => boolean = () => true): Doubled | undefined {
  const formula = op.identity ?? op.formula;
  const quick: Doubled | undefined = op.doubled ?? (formula && ((...x) => formula(doubleDoubles, ...x)));
  if (!quick) return undefined;
  const precise = preciseOf(op);
  const isSum = op.algebra === 'linear' || op.exact;
  return (...x) => {
    const y = isSum || x.every(({ hi }) => hasRoom(hi, ROOM.operand)) ? quick(...x) : undefined;
    const isKnown = y !== undefined && !Number.isNaN(y.hi);
    if (isKnown && (isSum || hasRoom(y.hi, ROOM.result))) return y;
    if (!precise || !affords()) return undefined;
    const z = precise(new Multiprecision(BITS), ...x.map(fromDoubleDouble));
    return isKnownFloat(z) ? toDoubleDouble(z) : undefined;
  };
}
