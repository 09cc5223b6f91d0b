import { expDoubled, expWide, isExtremeExponent } from './exponential.ts';
import type { Definition } from './library.ts';
import { log1pOf } from './logarithm.ts';
import { piecewise } from './piecewise.ts';
import {
  add,
  and,
  type Body,
  call,
  div,
  gt,
  lt,
  most,
  mul,
  nmadd,
  or,
  select,
  SIGN,
  sub,
  type Vector,
} from './vector.ts';

/** 1 / (1 + e^-x). */
export const sigmoid: Definition = (library) => {
  const tail = library.get(expWide);
  return piecewise(library, isExtremeExponent, logistic, (_b, x) => select(gt(x, 0), 1, call(tail, x)));
};

function logistic(b: Body, x: Vector): Vector {
  // e = e^-|x|, so that it is at most 1
  const e = expDoubled(b, b.keep(or(x, SIGN)));
  const sum = b.keep(add(e.high, 1));
  const sumLow = add(add(sub(1, sum), e.high), e.low);
  const negative = b.keep(lt(x, 0));
  const value = b.keep(div(select(negative, e.high, 1), sum));
  // 1 / (1 + e) = 1 - e / (1 + e)
  const inverse = select(negative, sub(1, value), value);
  return add(value, mul(nmadd(value, sumLow, and(e.low, negative)), inverse));
}

/** log(1 + e^x). */
export const softplus: Definition = (library) => {
  const tail = library.get(expWide);
  return piecewise(
    library,
    isExtremeExponent,
    (b, x) => {
      const e = expDoubled(b, b.keep(or(x, SIGN)));
      const sum = b.keep(add(e.high, 1));
      return add(most(x, 0), log1pOf(b, { high: sum, low: add(add(sub(1, sum), e.high), e.low) }));
    },
    (_b, x) => select(gt(x, 0), x, call(tail, x)),
  );
};
