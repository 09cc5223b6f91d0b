import { exp } from './exponential.ts';
import type { Definition } from './library.ts';
import { abs, add, call, div, least, lt, madd, mul, or, poly, select, signOf, sub, unary } from './vector.ts';

/** x^3 P(x^2) / Q(x^2) = tanh x - x for |x| < 0.625 (Cephes, tanh.c). */
const P = [-1.61468768441708447952e3, -9.92877231001918586564e1, -9.64399179425052238628e-1];
const Q = [4.84406305325125486048e3, 2.23548839060100448583e3, 1.12811678491632931402e2, 1];

/** tanh x. */
export const tanh: Definition = (library) =>
  unary(library.module, (b, x) => {
    const size = b.keep(abs(x));
    const square = b.keep(mul(x, x));
    const small = madd(mul(size, square), div(poly(square, P), poly(square, Q)), size);
    // 1 - 2 / (e^2x + 1); beyond 20 it is 1
    const growth = call(library.get(exp), least(add(size, size), 40));
    const large = sub(1, div(2, add(growth, 1)));
    return or(select(lt(size, 0.625), small, large), signOf(x));
  });
