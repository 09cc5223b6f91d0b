import { and, bits, type Body, mul, nmadd, type Operand, sub, type Vector } from './vector.ts';

/** An unevaluated sum of two vectors, the second about the rounding error of the first. */
export interface Doubled {
  readonly high: Vector;
  readonly low: Vector;
}

/** How far the rounded `product` of x and y is above the exact one: by fusing, or by halves of 26 and 27 bits (Dekker 1971). */
export function excess(b: Body, product: Vector, x: Vector, y: Vector): Operand {
  if (b.relaxed) return nmadd(x, y, product);
  const [xHigh, yHigh] = [x, y].map((z) => b.keep(and(z, bits(-1n << 27n)))) as [Vector, Vector];
  const [xLow, yLow] = [b.keep(sub(x, xHigh)), b.keep(sub(y, yHigh))];
  const crossed = sub(sub(sub(product, mul(xHigh, yHigh)), mul(xHigh, yLow)), mul(xLow, yHigh));
  return sub(crossed, mul(xLow, yLow));
}
