import * as errors from '../../tensor/multiprecision/error-function.ts';
import * as exponential from '../../tensor/multiprecision/exponential.ts';
import * as float from '../../tensor/multiprecision/float.ts';
import { type BigFloat, isKnown, isZero, type Rounding, toBits, UNKNOWN } from '../../tensor/multiprecision/float.ts';
import * as trigonometric from '../../tensor/multiprecision/trigonometric.ts';
import type { Op } from '../op.ts';
import { integerPower } from './forms.ts';
import type { Elementary, Numbers, Precise } from './numbers.ts';

/** Numbers of any digits and any size: what over- or underflows on the way, or loses more than twice the digits, is computed with. */

type Test = boolean | undefined;

const { log, power } = exponential;
const { sinCos } = trigonometric;
const { fromNumber, ONE } = float;

/** A quotient of functions to so many bits. */
const over =
  (f: Precise, g: Precise): Precise =>
  (bits, ...x) =>
    float.div(f(bits + 4, ...x), g(bits + 4, ...x), toBits(bits + 4));

const logarithm: Precise = (bits, x) => log(x!, bits);

const functions: Readonly<Record<Exclude<Elementary, 'pow'>, Precise>> = {
  exp: (bits, x) => exponential.exp(x!, bits),
  expm1: (bits, x) => exponential.expm1(x!, bits),
  log: logarithm,
  log1p: (bits, x) => exponential.log1p(x!, bits),
  log2: over(logarithm, (bits) => log(fromNumber(2), bits)),
  log10: over(logarithm, (bits) => log(fromNumber(10), bits)),
  sin: (bits, x) => sinCos(x!, bits).sin,
  cos: (bits, x) => sinCos(x!, bits).cos,
  tan: (bits, x) => {
    const { sin, cos } = sinCos(x!, bits + 4);
    return float.div(sin, cos, toBits(bits + 4));
  },
  asin: (bits, x) => trigonometric.asin(x!, bits),
  acos: (bits, x) => trigonometric.acos(x!, bits),
  atan: (bits, x) => trigonometric.atan(x!, bits),
  sinh: (bits, x) => exponential.sinh(x!, bits),
  cosh: (bits, x) => exponential.cosh(x!, bits),
  tanh: (bits, x) => exponential.tanh(x!, bits),
  softplus: (bits, x) => exponential.softplus(x!, bits),
  erf: (bits, x) => errors.erf(x!, bits),
  gauss: (bits, x) => exponential.gauss(x!, bits),
};

const MOST_SQUARINGS = 4096;

/** The arithmetic of so many bits without end of the range; what it does not know is neither more nor less than anything. */
export class Multiprecision implements Numbers<BigFloat, Test>, Rounding {
  readonly bits: number;
  /** Whether a result was rounded since this was last set to false. */
  inexact = false;

  constructor(bits: number) {
    this.bits = bits;
  }

  readonly number = fromNumber;
  readonly neg = float.neg;
  readonly abs = float.abs;
  readonly floor = float.floor;

  known(x: BigFloat): number | undefined {
    const number = float.toNumber(x);
    return float.compare(fromNumber(number), x) === 0 ? number : undefined;
  }

  add(a: BigFloat, b: BigFloat): BigFloat {
    return float.add(a, b, this);
  }

  sub(a: BigFloat, b: BigFloat): BigFloat {
    return float.sub(a, b, this);
  }

  mul(a: BigFloat, b: BigFloat): BigFloat {
    return float.mul(a, b, this);
  }

  div(a: BigFloat, b: BigFloat): BigFloat {
    return float.div(a, b, this);
  }

  sqrt(x: BigFloat): BigFloat {
    return float.sqrt(x, this);
  }

  ceil(x: BigFloat): BigFloat {
    return float.neg(float.floor(float.neg(x)));
  }

  trunc(x: BigFloat): BigFloat {
    return x.m < 0n ? this.ceil(x) : float.floor(x);
  }

  min(a: BigFloat, b: BigFloat): BigFloat {
    return this.select(this.less(b, a), b, a);
  }

  max(a: BigFloat, b: BigFloat): BigFloat {
    return this.select(this.less(a, b), b, a);
  }

  less(a: BigFloat, b: BigFloat): Test {
    return decided(float.compare(a, b), (order) => order < 0);
  }

  atMost(a: BigFloat, b: BigFloat): Test {
    return decided(float.compare(a, b), (order) => order <= 0);
  }

  equal(a: BigFloat, b: BigFloat): Test {
    return decided(float.compare(a, b), (order) => order === 0);
  }

  not(t: Test): Test {
    return t === undefined ? undefined : !t;
  }

  and(s: Test, t: Test): Test {
    return s === undefined || t === undefined ? undefined : s && t;
  }

  or(s: Test, t: Test): Test {
    return s === undefined || t === undefined ? undefined : s || t;
  }

  select(t: Test, a: BigFloat, b: BigFloat): BigFloat {
    return t === undefined ? UNKNOWN : t ? a : b;
  }

  call(name: Elementary, ...x: BigFloat[]): BigFloat {
    if (name === 'pow') return this.power(x[0]!, x[1]!);
    const y = functions[name](this.bits, ...x);
    // At 0 and at 1 are the only exact values: e^0, cos 0, log 1.
    if (!(isZero(y) || (isZero(x[0]!) && float.compare(y, ONE) === 0))) this.inexact = true;
    return y;
  }

  private power(x: BigFloat, y: BigFloat): BigFloat {
    if (!isKnown(x) || !isKnown(y)) return UNKNOWN;
    const whole = float.isInteger(y);
    const n = float.toNumber(y);
    if (whole && Math.abs(n) <= MOST_SQUARINGS) return integerPower<BigFloat, Test>(this, x, n);
    if (isZero(x)) return n > 0 ? x : UNKNOWN;
    this.inexact = true;
    const size = power(float.abs(x), y, this.bits);
    if (x.m > 0n) return size;
    return whole
      ? isZero(float.sub(float.scale(y, -1), float.floor(float.scale(y, -1)), toBits(8)))
        ? size
        : float.neg(size)
      : UNKNOWN;
  }
}

const decided = (order: number, holds: (order: number) => boolean): Test =>
  Number.isNaN(order) ? undefined : holds(order);

/** How an op is computed in an arithmetic of many digits, if that is known. */
export function preciseOf(op: Op): ((m: Multiprecision, ...x: BigFloat[]) => BigFloat) | undefined {
  const { precise } = op;
  if (precise) {
    return (m, ...x) => {
      m.inexact = true;
      return precise(m.bits, ...x);
    };
  }
  const formula = op.identity ?? op.formula;
  return formula && ((m, ...x) => formula<BigFloat, Test>(m, ...x) ?? UNKNOWN);
}
