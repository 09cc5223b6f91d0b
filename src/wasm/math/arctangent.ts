import type { Definition } from './library.ts';
import { abs, add, and, div, gt, mul, or, poly, select, signOf, sub, unary } from './vector.ts';

/**
 * (1 - atan(t) / t) / t^2 in powers of t^2, for |t| <= 1: minimax by Remez' exchange at 60 digits (mpmath 1.3), the error
 * of atan(t) / t below 2^-57.
 */
const ATAN = [
  0.33333333333333093, -0.19999999999955437, 0.14285714282802256, -0.1111111101365093, 0.09090907119241044,
  -0.07692281186397922, 0.06666414993154866, -0.058805925223503294, 0.05253805388175631, -0.04723292737510604,
  0.04221716011375561, -0.03669348611247408, 0.029985497473232807, -0.022085052460265254, 0.013994888644157268,
  -0.007263286128398993, 0.0029193048176168654, -0.0008434715744017618, 0.00015479426568606905, -1.3489004773542192e-5,
];

/** What pi / 2 is more than its double. */
export const HALF_PI_LOW = 6.123233995736766e-17;

/** atan x = atan(t), with t = x, or pi / 2 + atan(t), with t = -1 / x for |x| > 1. */
export const atan: Definition = ({ module }) =>
  unary(module, (b, x) => {
    const size = b.keep(abs(x));
    const far = b.keep(gt(size, 1));
    const t = b.keep(select(far, div(-1, size), size));
    const square = b.keep(mul(t, t));
    const less = mul(mul(t, square), poly(b, square, ATAN));
    const corner = b.keep(and(far, Math.PI / 2));
    const lead = b.keep(add(corner, t));
    const tail = add(add(sub(corner, lead), t), sub(and(far, HALF_PI_LOW), less));
    return or(add(lead, tail), signOf(x));
  });
