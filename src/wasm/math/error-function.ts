import { expOfRest, reduce, scaled } from './exponential.ts';
import type { Definition } from './library.ts';
import { abs, add, div, least, lt, madd, mul, nmadd, or, poly, select, signOf, sub, unary } from './vector.ts';

/** erf(x) / x - 1 in powers of x^2, for |x| <= 1: minimax by Remez' exchange at 50 digits (mpmath 1.3), error below 2^-56. */
const NEAR = [
  0.12837916709551256, -0.3761263890318355, 0.11283791670945253, -0.026866170643276233, 0.005223977607423621,
  -0.0008548325989705853, 0.00012055295320815185, -1.4924744670342442e-5, 1.6447517773201003e-6, -1.6209176697239914e-7,
  1.3722979850267574e-8, -7.801195822294417e-10,
];

/**
 * e^(x^2) (1 - erf x) in powers of 1 / (x + 2), for 1 <= x <= 6: minimax by Remez' exchange at 50 digits (mpmath 1.3) with
 * the weight e^(-x^2), error of erf below 2^-60.
 */
const FAR = [
  -3.130739900535576e-6, 0.5643774193006719, 1.123265045169214, 2.0584970382004006, 1.8974565925741607,
  9.887975344795544, -41.11824506014976, 161.2271858738018, -510.82686054646865, 994.7928708074297, -1153.0343415908176,
  748.0188115887123, -212.13392200681685,
];

/** The error function. */
export const erf: Definition = ({ module }) =>
  unary(module, (b, x) => {
    const size = b.keep(least(abs(x), 6));
    const square = b.keep(mul(size, size));
    const near = madd(size, poly(b, square, NEAR), size);
    const t = b.keep(div(1, add(size, 2)));
    const decay = reduce(b, b.keep(sub(0, square)));
    const far = nmadd(scaled(expOfRest(b, decay), decay.k), poly(b, t, FAR), 1);
    return or(select(lt(size, 1), near, far), signOf(x));
  });
