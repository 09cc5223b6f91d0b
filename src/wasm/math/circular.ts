import { SHIFT } from './exponential.ts';
import type { Definition } from './library.ts';
import { piecewise } from './piecewise.ts';
import {
  add,
  addBits,
  and,
  bits,
  type Body,
  div,
  eachLane,
  eqBits,
  isBeyond,
  madd,
  mul,
  nmadd,
  poly,
  select,
  shiftLeft,
  sub,
  type Vector,
  xor,
} from './vector.ts';

/** pi / 2 in three parts of 33 bits, whose products with integers below 2^20 are exact, and a rest (FreeBSD msun, e_rem_pio2.c). */
const SHORT_PARTS = [
  1.57079632673412561417, 6.0771005063039659766e-11, 2.0222662487111664558e-21, 8.47842766036889956997e-32,
] as const;

/** pi / 2 in three doubles, all positive for the sake of the sign of 0. */
const PARTS = [1.5707963267948966, 6.123233995736765e-17, 1.082856673921914e-32] as const;

/** Beyond, the engine's own functions reduce the angle. */
const LARGEST_ANGLE = 1e6;

/** (sin y / y - 1) / y^2 and (cos y - 1 + y^2 / 2) / y^4 in powers of y^2, for |y| <= pi / 4 (FreeBSD msun, k_sin.c and k_cos.c). */
const SIN = [
  -1.66666666666666324348e-1, 8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6,
  -2.50507602534068634195e-8, 1.58969099521155010221e-10,
] as const;
const COS = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7,
  2.0875723212981748279e-9, -1.13596475577881948265e-11,
];

/** x = k pi / 2 + y - over, |y| <= pi / 4 and `over` below y's last place; `quarters` holds k in its low bits. */
interface Angle {
  readonly quarters: Vector;
  readonly y: Vector;
  readonly over: Vector;
}

/** Takes quarter turns from an angle |x| <= {@link LARGEST_ANGLE}. */
function reduceAngle(b: Body, x: Vector): Angle {
  const quarters = b.keep(madd(x, 2 / Math.PI, SHIFT));
  const k = b.keep(sub(quarters, SHIFT));
  const { high, excess } = b.relaxed ? fusedRest(b, x, k) : plainRest(b, x, k);
  const y = b.keep(sub(high, excess));
  return { quarters, y, over: b.keep(sub(excess, sub(high, y))) };
}

/** x - k pi / 2 as high - excess. */
interface Rest {
  readonly high: Vector;
  readonly excess: Vector;
}

/** Each step's product is exact, and its difference too, but for `low`. */
function plainRest(b: Body, x: Vector, k: Vector): Rest {
  const minus = (from: Vector, part: number): { readonly high: Vector; readonly low: Vector } => {
    const product = b.keep(mul(k, part));
    const high = b.keep(sub(from, product));
    return { high, low: sub(sub(from, high), product) };
  };
  const first = b.keep(sub(x, mul(k, SHORT_PARTS[0])));
  const second = minus(first, SHORT_PARTS[1]);
  const third = minus(second.high, SHORT_PARTS[2]);
  return { high: third.high, excess: b.keep(sub(mul(k, SHORT_PARTS[3]), add(second.low, third.low))) };
}

/** The first difference is exact, for it has few enough digits, and the second but for `low`. */
function fusedRest(b: Body, x: Vector, k: Vector): Rest {
  const first = b.keep(nmadd(k, PARTS[0], x));
  const product = b.keep(mul(k, PARTS[1]));
  const high = b.keep(sub(first, product));
  const low = add(sub(sub(first, high), product), nmadd(k, PARTS[1], product));
  return { high, excess: b.keep(sub(mul(k, PARTS[2]), low)) };
}

function sinNearZero(b: Body, { y, over }: Angle, square: Vector): Vector {
  return sub(y, nmadd(mul(square, y), poly(b, square, SIN), over));
}

function cosNearZero(b: Body, { y, over }: Angle, square: Vector): Vector {
  const half = b.keep(mul(square, 0.5));
  const lead = b.keep(sub(1, half));
  const curve = madd(y, over, mul(mul(square, square), poly(b, square, COS)));
  return add(lead, add(sub(sub(1, lead), half), curve));
}

/** sin x, or cos x as the sine a quarter further. */
function sine(b: Body, x: Vector, quarter: 0 | 1): Vector {
  const angle = reduceAngle(b, x);
  const square = b.keep(mul(angle.y, angle.y));
  const quarters = quarter === 0 ? angle.quarters : b.keep(addBits(angle.quarters, bits(1n)));
  const value = select(isOdd(quarters), cosNearZero(b, angle, square), sinNearZero(b, angle, square));
  return xor(value, shiftLeft(and(quarters, bits(2n)), 62));
}

const isOdd = (k: Vector): Vector => eqBits(and(k, bits(1n)), bits(1n));

/** (y - tan y) / y^3 = P(y^2) / Q(y^2) for |y| <= pi / 4 (Cephes, tan.c). */
const TAN_P = [1.79565251976484877988e7, -1.1535166483858741614e6, 1.30936939181383734205e4];
const TAN_Q = [
  -5.38695755929454629881e7, 2.50083801823357915839e7, -1.32089234440210967447e6, 1.36812963470692954678e4, 1,
];

/** tan y, or -1 / tan y an odd number of quarters further. */
function tangent(b: Body, x: Vector): Vector {
  const { quarters, y, over } = reduceAngle(b, x);
  const square = b.keep(mul(y, y));
  const less = b.keep(mul(mul(y, square), div(poly(b, square, TAN_P), poly(b, square, TAN_Q))));
  const rough = b.keep(sub(y, less));
  // tan(y - over) = tan y - over (1 + tan^2 y)
  const curve = b.keep(madd(over, madd(rough, rough, 1), less));
  const value = b.keep(sub(y, curve));
  const low = sub(sub(y, value), curve);
  const inverse = b.keep(div(-1, value));
  // -1 / (value + low) = -1 / value + low / value^2
  const cotangent = madd(mul(inverse, inverse), low, inverse);
  return select(isOdd(quarters), cotangent, value);
}

/** A function of angles: the lanes that are too large are left to the import of that name. */
const circular =
  (name: string, near: (b: Body, x: Vector) => Vector): Definition =>
  (library) => {
    const scalar = library.imported(name);
    return piecewise(
      library,
      (x) => isBeyond(x, LARGEST_ANGLE),
      near,
      (_b, x) => eachLane(scalar, x),
    );
  };

/** sin x. */
export const sin: Definition = circular('sin', (b, x) => sine(b, x, 0));

/** cos x. */
export const cos: Definition = circular('cos', (b, x) => sine(b, x, 1));

/** tan x. */
export const tan: Definition = circular('tan', tangent);
