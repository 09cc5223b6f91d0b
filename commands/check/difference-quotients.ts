import { ridders, sideSlope } from '../../src/ad/differences.ts';
import { type Shape, sizeOf, type Tensor } from '../../src/tensor/tensor.ts';
import type { Nearby } from '../../src/derive/nearby.ts';

/** A derivative by differences, one part per argument of shape [...output, ...argument], and what each entry may be off by. */
export interface Estimate {
  readonly parts: readonly Tensor[];
  readonly errors: readonly Tensor[];
}

type Slope = { readonly value: number; readonly error: number };

/** The arguments with one entry of one of them moved by `h`. */
const moveEntry = (at: readonly Tensor[], argument: number, entry: number, h: number): readonly Tensor[] =>
  at.map((x, i) => {
    if (i !== argument) return x;
    const data = Float64Array.from(x.data);
    data[entry]! += h;
    return { shape: x.shape, data };
  });

/** The slope of each output by each entry of each argument; `slope` is given the output as a function of the step. */
function estimate(near: Nearby, output: Shape, slope: (f: (h: number) => number, size: number) => Slope): Estimate {
  const rows = sizeOf(output);
  const pairs = near.at.map((x, argument) => {
    const columns = x.data.length;
    const [found, errors] = [new Float64Array(rows * columns), new Float64Array(rows * columns)];
    for (let j = 0; j < columns; j++) {
      const seen = new Map<number, Float64Array>();
      const at = (h: number): Float64Array => {
        let y = seen.get(h);
        if (!y) seen.set(h, (y = near.value(moveEntry(near.at, argument, j, h)).data));
        return y;
      };
      const size = Math.max(Math.abs(x.data[j]!), 0.1);
      for (let i = 0; i < rows; i++) {
        const { value, error } = slope((h) => at(h)[i]!, size);
        found[i * columns + j] = value;
        // The widest step sees no slope that moves the output by less than its rounding.
        let largest = 0;
        for (const y of seen.values()) largest = Math.max(largest, Math.abs(y[i]!));
        errors[i * columns + j] = Math.max(error, (Number.EPSILON * largest) / (WIDEST * size));
      }
    }
    const shape = [...output, ...x.shape];
    return { value: { shape, data: found }, error: { shape, data: errors } };
  });
  return { parts: pairs.map((p) => p.value), errors: pairs.map((p) => p.error) };
}

/** The first of the steps, beside the size of what moves. */
const WIDEST = 0.1;

/** A first step that is too wide for the function's curvature never converges; the widest of the best is taken. */
const best = (size: number, from: (step: number) => Slope): Slope =>
  [WIDEST, 0.01, 1e-3, 1e-4, 1e-5].map((step) => from(step * size)).reduce((a, b) => (b.error < a.error / 10 ? b : a));

/** Central differences, extrapolated. */
export const centralDifferences = (near: Nearby, output: Shape): Estimate =>
  estimate(near, output, (f, size) => best(size, (step) => ridders(f, step)));

/** The slopes on the side of smaller values (-1) or of larger ones (1), extrapolated. */
export const sideSlopes = (near: Nearby, output: Shape, side: 1 | -1): Estimate =>
  estimate(near, output, (f, size) => best(size, (step) => sideSlope(f, side * step)));

/** What each output jumps by on the side of `side`: its change where that is the same for the smallest steps, else 0. */
export const jumps = (near: Nearby, output: Shape, side: 1 | -1): readonly Tensor[] =>
  estimate(near, output, (f, size) => {
    const [far, mid, near] = [1e-4, 1e-8, 1e-12].map((step) => f(side * step * size) - f(0)) as [
      number,
      number,
      number,
    ];
    const allowed = 1e-3 * Math.abs(near);
    const isJump = Math.abs(far - near) <= allowed && Math.abs(mid - near) <= allowed;
    return { value: isJump ? near : 0, error: 0 };
  }).parts;

/** One-sided difference quotients (f(x + h) - f(x)) / h: an approximation that is off by about h. */
export const quotients = (near: Nearby, output: Shape, h: number): readonly Tensor[] =>
  estimate(near, output, (f) => ({ value: (f(h) - f(0)) / h, error: Number.NaN })).parts;

/** Central difference quotients (f(x + h) - f(x - h)) / 2h, off by about h^2. */
export const centralQuotients = (near: Nearby, output: Shape, h: number): readonly Tensor[] =>
  estimate(near, output, (f) => ({ value: (f(h) - f(-h)) / (2 * h), error: Number.NaN })).parts;
