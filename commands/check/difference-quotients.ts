import { type Shape, sizeOf, type Tensor } from '../../src/tensor/tensor.ts';
import type { Nearby } from '../../src/derive/nearby.ts';

/** The arguments with one entry of one of them moved by `h`. */
const moveEntry = (at: readonly Tensor[], argument: number, entry: number, h: number): readonly Tensor[] =>
  at.map((x, i) => {
    if (i !== argument) return x;
    const data = Float64Array.from(x.data);
    data[entry]! += h;
    return { shape: x.shape, data };
  });

/** A quotient of each output by each entry of each argument: parts of shape [...output, ...argument], one per argument. */
function quotientsBy(
  near: Nearby,
  output: Shape,
  quotient: (at: (h: number) => Float64Array, i: number) => number,
): readonly Tensor[] {
  const rows = sizeOf(output);
  return near.at.map((x, argument) => {
    const columns = x.data.length;
    const data = new Float64Array(rows * columns);
    for (let j = 0; j < columns; j++) {
      const seen = new Map<number, Float64Array>();
      const at = (h: number): Float64Array => {
        let y = seen.get(h);
        if (!y) seen.set(h, (y = near.value(moveEntry(near.at, argument, j, h)).data));
        return y;
      };
      for (let i = 0; i < rows; i++) data[i * columns + j] = quotient(at, i);
    }
    return { shape: [...output, ...x.shape], data };
  });
}

/** One-sided difference quotients (f(x + h) - f(x)) / h: an approximation that is off by about h. */
export const quotients = (near: Nearby, output: Shape, h: number): readonly Tensor[] =>
  quotientsBy(near, output, (at, i) => (at(h)[i]! - at(0)[i]!) / h);

/** Central difference quotients (f(x + h) - f(x - h)) / 2h, off by about h^2. */
export const centralQuotients = (near: Nearby, output: Shape, h: number): readonly Tensor[] =>
  quotientsBy(near, output, (at, i) => (at(h)[i]! - at(-h)[i]!) / (2 * h));
