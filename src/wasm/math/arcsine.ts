import { HALF_PI_LOW } from './arctangent.ts';
import type { Definition } from './library.ts';
import {
  abs,
  add,
  and,
  type Body,
  div,
  gt,
  mul,
  or,
  poly,
  select,
  signOf,
  sqrt,
  sub,
  unary,
  type Vector,
  without,
} from './vector.ts';

/** (asin(t) / t - 1) / t^2 = P(t^2) / Q(t^2) for |t| <= 1/2 (FreeBSD msun, e_asin.c). */
const P = [
  1.66666666666666657415e-1, -3.25565818622400915405e-1, 2.01212532134862925881e-1, -4.00555345006794114027e-2,
  7.91534994289814532176e-4, 3.4793310759602116757e-5,
];
const Q = [1, -2.40339491173441421878, 2.02094576023350569471, -6.8828397160545329303e-1, 7.70381505559019352791e-2];

/** What asin and acos are made of: asin(t) = t + bend, with t = |x| up to 1/2 and t = sqrt((1 - |x|) / 2) beyond. */
interface Parts {
  readonly far: Vector;
  readonly t: Vector;
  readonly bend: Vector;
}

function parts(b: Body, x: Vector): Parts {
  const size = b.keep(abs(x));
  const far = b.keep(gt(size, 0.5));
  const half = b.keep(mul(sub(1, size), 0.5));
  const t = b.keep(select(far, sqrt(half), size));
  const square = b.keep(select(far, half, mul(size, size)));
  return { far, t, bend: b.keep(mul(mul(t, square), div(poly(b, square, P), poly(b, square, Q)))) };
}

/** corner - (t + bend), for a corner pi / 2 or pi of which `low` is the rest. */
function below(b: Body, corner: Vector, low: Vector, t: Vector, bend: Vector): Vector {
  const lead = b.keep(sub(corner, t));
  return add(lead, add(sub(sub(corner, lead), t), sub(low, bend)));
}

const doubled = (b: Body, x: Vector): Vector => b.keep(add(x, x));

/** asin x; beyond 1/2 it is pi / 2 - 2 asin(t). */
export const asin: Definition = ({ module }) =>
  unary(module, (b, x) => {
    const { far, t, bend } = parts(b, x);
    const large = below(b, b.keep(and(far, Math.PI / 2)), and(far, HALF_PI_LOW), doubled(b, t), doubled(b, bend));
    return or(select(far, large, add(t, bend)), signOf(x));
  });

/** acos x; pi / 2 - asin x up to 1/2, then 2 asin(t), or pi less that for x < 0. */
export const acos: Definition = ({ module }) =>
  unary(module, (b, x) => {
    const { far, t, bend } = parts(b, x);
    const sign = b.keep(signOf(x));
    const negative = gt(0, x);
    const lead = b.keep(select(far, doubled(b, t), or(t, sign)));
    const rest = b.keep(select(far, doubled(b, bend), or(bend, sign)));
    const past = b.keep(and(far, negative));
    const corner = b.keep(select(past, Math.PI, Math.PI / 2));
    const low = select(past, 2 * HALF_PI_LOW, HALF_PI_LOW);
    return select(without(far, past), add(lead, rest), below(b, corner, low, lead, rest));
  });
