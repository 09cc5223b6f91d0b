import type { Callable } from '../assembler.ts';
import type { Definition, Library } from './library.ts';
import {
  abs,
  add,
  addBits,
  and,
  bits,
  type Body,
  eqBits,
  lt,
  madd,
  mul,
  nmadd,
  poly,
  select,
  shiftLeft,
  sub,
  unary,
  type Vector,
  xor,
} from './vector.ts';

const SHIFT = 1.5 * 2 ** 52;

/** pi / 2 in three parts of 33 bits, whose products with integers below 2^20 are exact, and a rest (FreeBSD msun, e_rem_pio2.c). */
const QUARTER = [
  1.57079632673412561417, 6.0771005063039659766e-11, 2.0222662487111664558e-21, 8.47842766036889956997e-32,
] as const;

/** Beyond, the engine's own functions reduce the angle. */
export const LARGEST_ANGLE = 1e6;

/** (sin y / y - 1) / y^2 and (cos y - 1 + y^2 / 2) / y^4 in powers of y^2, for |y| <= pi / 4 (FreeBSD msun, k_sin.c and k_cos.c). */
const SIN = [
  -1.66666666666666324348e-1, 8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6,
  -2.50507602534068634195e-8, 1.58969099521155010221e-10,
] as const;
const COS = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7,
  2.0875723212981748279e-9, -1.13596475577881948265e-11,
];

/** x = k pi / 2 + y + tail, |y| <= pi / 4 and the tail below y's last place; `quarters` holds k in its low bits. */
export interface Angle {
  readonly quarters: Vector;
  readonly y: Vector;
  readonly tail: Vector;
}

/** Takes quarter turns from an angle |x| < {@link LARGEST_ANGLE}. */
export function reduceAngle(b: Body, x: Vector): Angle {
  const quarters = b.keep(madd(x, 2 / Math.PI, SHIFT));
  const k = b.keep(sub(quarters, SHIFT));
  const first = b.keep(nmadd(k, QUARTER[0], x));
  const second = minusMultiple(b, first, k, QUARTER[1]);
  const third = minusMultiple(b, second.high, k, QUARTER[2]);
  const rest = b.keep(sub(mul(k, QUARTER[3]), add(second.low, third.low)));
  const y = b.keep(sub(third.high, rest));
  return { quarters, y, tail: b.keep(sub(sub(third.high, y), rest)) };
}

/** x - k part as a sum of two, where the product is exact and x a multiple of its last place. */
function minusMultiple(b: Body, x: Vector, k: Vector, part: number): { readonly high: Vector; readonly low: Vector } {
  if (b.fma) {
    const high = b.keep(nmadd(k, part, x));
    return { high, low: b.keep(nmadd(k, part, sub(x, high))) };
  }
  const product = b.keep(mul(k, part));
  const high = b.keep(sub(x, product));
  return { high, low: b.keep(sub(sub(x, high), product)) };
}

function sinNearZero(b: Body, { y, tail }: Angle, square: Vector): Vector {
  const cube = b.keep(mul(square, y));
  const series = poly(square, SIN.slice(1));
  // y - ((square (tail / 2 - cube series) - tail) - SIN[0] cube)
  const inner = sub(mul(square, nmadd(cube, series, mul(tail, 0.5))), tail);
  return sub(y, nmadd(cube, SIN[0], inner));
}

function cosNearZero(b: Body, { y, tail }: Angle, square: Vector): Vector {
  const half = b.keep(mul(square, 0.5));
  const lead = b.keep(sub(1, half));
  const series = b.keep(mul(square, poly(square, COS)));
  return add(lead, add(sub(sub(1, lead), half), nmadd(y, tail, mul(square, series))));
}

/** sin x, or cos x as the sine a quarter further. */
function sine(b: Body, x: Vector, quarter: 0 | 1): Vector {
  const angle = reduceAngle(b, x);
  const square = b.keep(mul(angle.y, angle.y));
  const quarters = quarter === 0 ? angle.quarters : b.keep(addBits(angle.quarters, bits(1n)));
  const odd = eqBits(and(quarters, bits(1n)), bits(1n));
  const value = select(odd, cosNearZero(b, angle, square), sinNearZero(b, angle, square));
  return xor(value, shiftLeft(and(quarters, bits(2n)), 62));
}

/** A function of angles: the lanes that are too large are left to the import of that name. */
export function circular(library: Library, name: string, value: (b: Body, x: Vector) => Vector): Callable {
  const near = unary(library.module, value);
  const rare = unary(library.module, (b, x) => {
    const answer = b.f.local('v128');
    b.push(x);
    b.f.call(near).set(answer);
    for (const lane of [0, 1] as const) {
      b.push(lt(abs(x), LARGEST_ANGLE));
      b.f.lane('i64x2.extract_lane', lane).op('i64.eqz');
      b.f.if(() => {
        b.f.get(answer);
        b.push(x);
        b.f.lane('f64x2.extract_lane', lane).call(library.imported(name));
        b.f.lane('f64x2.replace_lane', lane).set(answer);
      });
    }
    return ({ f }) => void f.get(answer);
  });
  return unary(library.module, (b, x) => {
    b.unless(lt(abs(x), LARGEST_ANGLE), rare, x);
    return value(b, x);
  });
}

/** sin x. */
export const sin: Definition = (library) => circular(library, 'sin', (b, x) => sine(b, x, 0));

/** cos x. */
export const cos: Definition = (library) => circular(library, 'cos', (b, x) => sine(b, x, 1));
