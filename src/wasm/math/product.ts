import { and, bits, type Body, mul, nmadd, sub, type Vector } from './vector.ts';

/** An unevaluated sum of two vectors, the second about the rounding error of the first. */
export interface Doubled {
  readonly high: Vector;
  readonly low: Vector;
}

/** A vector that takes part in exact products, with its halves where these are needed for that. */
export interface Factor {
  readonly whole: Vector;
  readonly upper: Vector;
  readonly lower: Vector;
}

/** Splits a vector into halves of 26 and 27 bits, unless the module fuses. */
export function factor(b: Body, whole: Vector): Factor {
  if (b.relaxed) return { whole, upper: whole, lower: whole };
  const upper = b.keep(and(whole, bits(-1n << 27n)));
  return { whole, upper, lower: b.keep(sub(whole, upper)) };
}

/** How far the rounded `product` of two factors is above the exact one (Dekker 1971). */
export const excess =
  (product: Vector, x: Factor, y: Factor): Vector =>
  (b) => {
    if (b.relaxed) return b.push(nmadd(x.whole, y.whole, product));
    const upper = sub(product, mul(x.upper, y.upper));
    b.push(sub(sub(sub(upper, mul(x.upper, y.lower)), mul(x.lower, y.upper)), mul(x.lower, y.lower)));
  };
