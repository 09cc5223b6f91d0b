import { prng } from '../../src/base/prng.ts';
import { matmul } from '../../src/tensor/matmul.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { normalQuantile } from '../../src/tensor/special/normal.ts';
import type { Nearby } from '../../src/derive/nearby.ts';

/** How |f(x + h v) - f(x) - h J v| falls with h, for a direction v. */
export interface Remainder {
  /** The power of h that it falls like: 2, or more, where J is the derivative; 1 where it is not. Absent: too few steps tell. */
  readonly slope?: number;
  /** It is no larger than rounding for every step: the function is linear along v. */
  readonly vanishes: boolean;
  /** False where J is not finite. */
  readonly defined: boolean;
}

/** Steps are powers of 1/2 from here to there. */
const steps = { first: 3, last: 26 };
/** So many times the rounding of f a remainder must be to tell anything. */
const clear = 1000;
/** The slope is that of so many of the smallest steps that tell. */
const window = 5;

/** The order of the Taylor remainder of a derivative, a row for each output, along a random direction. */
export function remainder(near: Nearby, jacobian: Tensor): Remainder {
  const random = prng(1);
  const along = near.at.map(({ shape, data }) => ({
    shape,
    data: data.map((x) => normalQuantile(random()) * Math.max(Math.abs(x), 1)),
  }));
  const start = near.value(near.at).data;
  const slope = product(jacobian, along);
  const defined = slope.every(Number.isFinite);
  const points: Step[] = [];
  let tried = 0;
  for (let k = steps.first; k <= steps.last; k++) {
    const h = 2 ** -k;
    const { data: moved } = near.value(
      near.at.map(({ shape, data }, i) => ({ shape, data: data.map((x, j) => x + h * along[i]!.data[j]!) })),
    );
    let [size, scale] = [0, 0];
    moved.forEach((y, i) => {
      size = Math.max(size, Math.abs(y - start[i]! - h * slope[i]!));
      scale = Math.max(scale, Math.abs(y), Math.abs(start[i]!), Math.abs(h * slope[i]!));
    });
    if (Number.isNaN(size)) continue;
    tried++;
    if (size > clear * Number.EPSILON * scale) points.push([h, size]);
  }
  const last = telling(points).slice(-window);
  if (last.length < 2) return { vanishes: tried > 0 && points.length === 0, defined };
  return { vanishes: false, defined, slope: fitted(last.map(([h, size]) => [Math.log(h), Math.log(size)])) };
}

type Step = readonly [h: number, size: number];

/** Without the steps where the function's own cancellation, not the remainder, is what is left. */
function telling(points: readonly Step[]): readonly Step[] {
  const [before, last] = points.slice(-2);
  if (!before || !last || last[1] < before[1] / 1.5) return points;
  const floor = Math.min(...points.map(([, size]) => size));
  return points.filter(([, size]) => size > 100 * floor);
}

/** J v, for a direction of all arguments. */
function product(jacobian: Tensor, along: readonly Tensor[]): Float64Array {
  const v = tensor([jacobian.shape[1]!, 1], Float64Array.from(along.flatMap(({ data }) => Array.from(data))));
  return matmul(jacobian, v).data;
}

/** The slope of the straight line of least squares. */
function fitted(points: readonly (readonly [number, number])[]): number {
  const n = points.length;
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / n;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const above = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return above / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}
