import { EXP_ORDINARY, expDoubled, expWide } from './exponential.ts';
import type { Definition } from './library.ts';
import {
  abs,
  add,
  and,
  type Body,
  call,
  div,
  gt,
  lt,
  mul,
  nmadd,
  or,
  select,
  SIGN,
  sub,
  unary,
  type Vector,
} from './vector.ts';

/** 1 / (1 + e^-x) for |x| < {@link EXP_ORDINARY}. */
function near(b: Body, x: Vector): Vector {
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

const sigmoidWide: Definition = (library) =>
  unary(library.module, (b, x) => {
    const ordinary = b.keep(lt(abs(x), EXP_ORDINARY));
    const value = near(b, b.keep(and(x, ordinary)));
    return select(ordinary, value, select(gt(x, 0), 1, call(library.get(expWide), x)));
  });

/** 1 / (1 + e^-x). */
export const sigmoid: Definition = (library) =>
  unary(library.module, (b, x) => {
    b.unless(lt(abs(x), EXP_ORDINARY), library.get(sigmoidWide), x);
    return near(b, x);
  });
