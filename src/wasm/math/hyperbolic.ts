import { COSH, exp, expWidely, isExtremeExponent, powerOfTwo, reduce, SINH } from './exponential.ts';
import type { Definition } from './library.ts';
import { piecewise } from './piecewise.ts';
import {
  abs,
  add,
  bits,
  type Body,
  call,
  div,
  least,
  lt,
  madd,
  mul,
  or,
  poly,
  select,
  signOf,
  sub,
  subBits,
  unary,
  type Vector,
} from './vector.ts';

/** x^3 P(x^2) / Q(x^2) = tanh x - x for |x| < 0.625 (Cephes, tanh.c). */
const P = [-1.61468768441708447952e3, -9.92877231001918586564e1, -9.64399179425052238628e-1];
const Q = [4.84406305325125486048e3, 2.23548839060100448583e3, 1.12811678491632931402e2, 1];

/** tanh x. */
export const tanh: Definition = (library) => {
  const growth = library.get(exp);
  return unary(library.module, (b, x) => {
    const size = b.keep(abs(x));
    const square = b.keep(mul(x, x));
    const small = madd(mul(size, square), div(poly(b, square, P), poly(b, square, Q)), size);
    // 1 - 2 / (e^2x + 1), which is 1 from 20 on
    const large = sub(1, div(2, add(call(growth, least(add(size, size), 40)), 1)));
    return or(select(lt(size, 0.625), small, large), signOf(x));
  });
};

/** sinh and cosh of x = k ln 2 + r from those of k ln 2, which are sums of powers of two, and of r. */
function hyperbolicSum(b: Body, x: Vector, which: 'sinh' | 'cosh'): Vector {
  const reduced = reduce(b, x);
  const { rest } = reduced;
  const k = b.keep(reduced.k);
  const up = b.keep(powerOfTwo(subBits(k, bits(1n))));
  const down = b.keep(powerOfTwo(subBits(bits(-1n), k)));
  const [sinhK, coshK] = [b.keep(sub(up, down)), b.keep(add(up, down))];
  // sinh(a + r) = sinh a cosh r + cosh a sinh r, cosh(a + r) = cosh a cosh r + sinh a sinh r
  const [first, second] = which === 'sinh' ? [sinhK, coshK] : [coshK, sinhK];
  const square = b.keep(mul(rest, rest));
  const line = b.keep(mul(second, rest));
  const high = b.keep(add(first, line));
  const bend = mul(square, madd(first, poly(b, square, COSH), mul(line, poly(b, square, SINH))));
  return add(high, add(add(sub(first, high), line), madd(second, reduced.lost, bend)));
}

/** sinh x. */
export const sinh: Definition = (library) =>
  piecewise(
    library,
    isExtremeExponent,
    (b, x) => or(hyperbolicSum(b, x, 'sinh'), signOf(x)),
    (b, x) => or(expWidely(b, abs(x), -1n), signOf(x)),
  );

/** cosh x. */
export const cosh: Definition = (library) =>
  piecewise(
    library,
    isExtremeExponent,
    (b, x) => hyperbolicSum(b, x, 'cosh'),
    (b, x) => expWidely(b, abs(x), -1n),
  );
