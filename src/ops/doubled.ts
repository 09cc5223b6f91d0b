import {
  add,
  addNumber,
  dd,
  divide,
  type DoubleDouble,
  multiply,
  multiplyNumber,
  negate,
  squareRoot,
  subtract,
} from '../tensor/double-double.ts';
import { exp, log, type SinCos, sinCos } from '../tensor/double-double-functions.ts';
import { erfcDoubled, erfDoubled } from '../tensor/special/error-function-doubled.ts';
import { gammaDoubled, lgammaDoubled } from '../tensor/special/gamma.ts';
import { digammaDoubled, polygammaDoubled } from '../tensor/special/polygamma.ts';
import type { Op } from './op.ts';

/** Elementwise ops in twice the digits: what results that cancel are computed again with. */

/** An op's value at operands of about 106 bits, to nearly as many; undefined where only the double's value is known. */
export type Doubled = (...x: DoubleDouble[]) => DoubleDouble | undefined;

const ONE = dd(1);
const TWO = dd(2);

/** x^n for an integer n by repeated squaring. */
function integerPower(x: DoubleDouble, n: number): DoubleDouble {
  let out = ONE;
  let square = x;
  for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) out = multiply(out, square);
    if (left > 1) square = multiply(square, square);
  }
  return n < 0 ? divide(ONE, out) : out;
}

const MOST_SQUARINGS = 4096;

function power(x: DoubleDouble, y: DoubleDouble): DoubleDouble | undefined {
  if (y.lo === 0 && Number.isInteger(y.hi) && Math.abs(y.hi) <= MOST_SQUARINGS) return integerPower(x, y.hi);
  return x.hi > 0 ? exp(multiply(y, log(x))) : undefined;
}

/** y (y - 1) .. (y - n + 1) x^(y - n). */
function powerDerivative(n: number, x: DoubleDouble, y: DoubleDouble): DoubleDouble | undefined {
  let factor = ONE;
  for (let k = 0; k < n; k++) factor = multiply(factor, addNumber(y, -k));
  if (factor.hi === 0) return dd(0);
  const rest = power(x, addNumber(y, -n));
  return rest && multiply(factor, rest);
}

const root = (x: DoubleDouble): DoubleDouble | undefined => (x.hi > 0 ? squareRoot(x) : undefined);

const rootPower = (x: DoubleDouble, k: number): DoubleDouble | undefined =>
  x.hi > 0 ? integerPower(k % 2 === 0 ? x : squareRoot(x), k % 2 === 0 ? k / 2 : k) : undefined;

/** sqrt(a^2 + b^2) where the squares neither overflow nor vanish. */
const length = (a: DoubleDouble, b: DoubleDouble): DoubleDouble | undefined => {
  const most = Math.max(Math.abs(a.hi), Math.abs(b.hi));
  return most < 1e150 && most > 1e-130 ? squareRoot(add(multiply(a, a), multiply(b, b))) : undefined;
};

const byAngle =
  (f: (angle: SinCos) => DoubleDouble): Doubled =>
  (x) => {
    const angle = sinCos(x!);
    return angle && f(angle);
  };

/** A function of e^x that does not cancel where |x| is in `range`. */
const byExp =
  (range: readonly [number, number], f: (e: DoubleDouble) => DoubleDouble): Doubled =>
  (x) =>
    Math.abs(x!.hi) >= range[0] && Math.abs(x!.hi) <= range[1] ? f(exp(x!)) : undefined;

const reciprocal = (x: DoubleDouble): DoubleDouble => divide(ONE, x);
const half = (x: DoubleDouble): DoubleDouble => multiplyNumber(x, 0.5);

/** Solves an angle's equation by one step of Newton from the double's solution; `step` answers what is missing. */
const refined =
  (start: (...x: number[]) => number, step: (angle: SinCos, x: readonly DoubleDouble[]) => DoubleDouble): Doubled =>
  (...x) => {
    const y = start(...x.map((v) => v.hi));
    const angle = sinCos(dd(y));
    return angle && Number.isFinite(y) ? addNumber(step(angle, x), y) : undefined;
  };

const table: Readonly<Record<string, Doubled>> = {
  add: (a, b) => add(a!, b!),
  sub: (a, b) => subtract(a!, b!),
  mul: (a, b) => multiply(a!, b!),
  div: (a, b) => (b!.hi === 0 ? undefined : divide(a!, b!)),
  recip: (x) => (x!.hi === 0 ? undefined : reciprocal(x!)),
  square: (x) => multiply(x!, x!),
  cube: (x) => multiply(x!, multiply(x!, x!)),
  sqrt: (x) => root(x!),
  pow: (x, y) => power(x!, y!),
  hypot: (a, b) => length(a!, b!),
  direction: (a, b) => {
    const r = length(a!, b!);
    return r && divide(a!, r);
  },
  exp: (x) => exp(x!),
  expm1: byExp([0.1, 700], (e) => addNumber(e, -1)),
  log: (x) => (x!.hi > 1e-290 ? log(x!) : undefined),
  log1p: (x) => (Math.abs(x!.hi) > 1e-3 && x!.hi > -1 ? log(addNumber(x!, 1)) : undefined),
  sin: byAngle(({ sin }) => sin),
  cos: byAngle(({ cos }) => cos),
  tan: byAngle(({ sin, cos }) => divide(sin, cos)),
  sec: byAngle(({ cos }) => reciprocal(cos)),
  csc: byAngle(({ sin }) => reciprocal(sin)),
  cot: byAngle(({ sin, cos }) => divide(cos, sin)),
  asin: refined(Math.asin, ({ sin, cos }, [x]) => divide(subtract(x!, sin), cos)),
  acos: refined(Math.acos, ({ sin, cos }, [x]) => divide(subtract(cos, x!), sin)),
  atan: refined(Math.atan, ({ sin, cos }, [x]) =>
    divide(subtract(multiply(x!, cos), sin), add(cos, multiply(x!, sin))),
  ),
  atan2: refined(Math.atan2, ({ sin, cos }, [y, x]) =>
    divide(subtract(multiply(y!, cos), multiply(x!, sin)), add(multiply(x!, cos), multiply(y!, sin))),
  ),
  sinh: byExp([1e-8, 700], (e) => half(subtract(e, reciprocal(e)))),
  cosh: byExp([0, 700], (e) => half(add(e, reciprocal(e)))),
  tanh: byExp([1e-8, 300], (e) => divide(subtract(e, reciprocal(e)), add(e, reciprocal(e)))),
  sech: byExp([0, 300], (e) => divide(TWO, add(e, reciprocal(e)))),
  sigmoid: byExp([0, 300], (e) => divide(e, addNumber(e, 1))),
  logisticSlope: byExp([0, 150], (e) => divide(e, multiply(addNumber(e, 1), addNumber(e, 1)))),
  softplus: byExp([0, 15], (e) => log(addNumber(e, 1))),
  erf: (x) => erfDoubled(x!),
  erfc: (x) => erfcDoubled(x!),
  gamma: (x) => gammaDoubled(x!),
  factorial: (x) => gammaDoubled(addNumber(x!, 1)),
  lgamma: (x) => lgammaDoubled(x!),
  digamma: (x) => digammaDoubled(x!),
  gauss: (x) => exp(negate(multiply(x!, x!))),
};

/** How an op is computed in twice the digits, if that is known. */
export function doubledOf(op: Op): Doubled | undefined {
  const { k, base, exponent, order, shift } = op.attrs as Readonly<Record<string, number>>;
  if (op.name === 'sqrtPower') return (x) => rootPower(x!, k!);
  if (op.name === 'powerDerivative') return exponent === 0 ? (x, y) => powerDerivative(base!, x!, y!) : undefined;
  if (op.name === 'polygamma') return (x) => polygammaDoubled(order!, addNumber(x!, shift!));
  return table[op.name];
}
