import { prng } from '../../src/base/prng.ts';
import { normalQuantile } from '../../src/tensor/special/normal.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';
import type { Effort } from './effort.ts';
import { difference, type Direction, type Samples } from './samples.ts';

/** How |f(x + h v) - f(x) - h J v| falls with h, for a direction v. */
export interface Remainder {
  /** The power of h that it falls like: 2, or more, where J is the derivative; 1 where it is not. Absent: too few steps tell. */
  readonly slope?: number;
  /** It is no larger than rounding for every step: the function is linear along v. */
  readonly vanishes: boolean;
  /** False where J is not finite. */
  readonly defined: boolean;
}

/** Steps are powers of 1/2 from here to there: to where twice the digits end, or half of them. */
const steps = { first: 3, last: 60, lastPlain: 31 };
/** So many times what rounding leaves a remainder must be to tell anything. */
const clear = 30;
/** The slope is that of so many of the smallest steps that tell. */
const window = 5;

/**
 * The order of the Taylor remainder of a derivative [m,n] along a random direction, that of the output where it is lowest. `scales` says
 * for each entry of the arguments how far to go, `allowed` what each entry of the derivative may be off by.
 */
export function remainder(
  { along, noise }: Samples,
  at: readonly Tensor[],
  { shape: [m = 0, n = 0], data }: Tensor,
  scales: Float64Array,
  allowed: Float64Array,
  { isDoubled, runs }: Effort,
): Remainder {
  const random = prng(1);
  const v = scales.map((scale) => normalQuantile(random()) * 8 * scale);
  const row = (all: Float64Array, i: number): Float64Array => all.subarray(i * n, (i + 1) * n);
  const lines = Array.from({ length: m }, (_, i) => ({
    slope: dot(row(data, i), v),
    allowed: dot(row(allowed, i), v.map(Math.abs)),
    noise: noise[i]!,
    points: [] as Step[],
    // Whether the remainder fell below what the entries are known to, where rounding would have let it be seen.
    isGone: false,
  }));
  if (!data.every(Number.isFinite)) return { vanishes: false, defined: false };
  if (v.every((x) => x === 0)) return { vanishes: false, defined: true };
  const direction = splitLike(at, v);
  const start = along(direction, 0);
  let tried = 0;
  const last = isDoubled ? steps.last : steps.lastPlain;
  // Each step takes two runs.
  const apart = Math.ceil((2 * (last - steps.first)) / runs);
  for (let k = steps.first; k <= last; k += apart) {
    const h = 2 ** -k;
    const [moved, again] = [along(direction, h), along(direction, h)];
    lines.forEach((line, i) => {
      const rest = Math.abs(difference(moved, start, i) - h * line.slope);
      if (Number.isNaN(rest)) return;
      tried++;
      line.noise = Math.max(line.noise, 2 * Math.abs(difference(again, moved, i)) || 0);
      const [hidden, known] = [clear * line.noise, h * line.allowed];
      const tells = rest > Math.max(hidden, known);
      if (tells) line.points.push([h, rest]);
      if (tells || known > hidden) line.isGone = !tells;
    });
  }
  const slopes = lines.flatMap(({ points, isGone }) => {
    const smallest = points.slice(-window);
    const slope =
      smallest.length < window ? undefined : fitted(smallest.map(([h, size]) => [Math.log(h), Math.log(size)]));
    return slope === undefined || (isGone && !isBeyondFirst(slope)) ? [] : [slope];
  });
  if (slopes.length === 0) {
    return { vanishes: tried > 0 && lines.every(({ points }) => points.length === 0), defined: true };
  }
  return { vanishes: false, defined: true, slope: Math.min(...slopes) };
}

/** Whether a remainder falls faster than h: like h^2, or like h^1.5 where there is no second derivative. */
export const isBeyondFirst = (slope: number): boolean => slope > 1.2;

type Step = readonly [h: number, size: number];

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, j) => sum + x * b[j]!, 0);

/** Numbers one after the other as the arrays that they belong to. */
function splitLike(at: readonly Tensor[], all: Float64Array): Direction {
  let start = 0;
  return at.map(({ data }) => all.subarray(start, (start += data.length)));
}

/** Points that are farther than this from a straight line are on none. */
const straight = 0.3;

/** The slope of the straight line of least squares; undefined where the points are on none. */
function fitted(points: readonly (readonly [number, number])[]): number | undefined {
  const n = points.length;
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / n;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const above = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  const slope = above / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  return points.every(([x, y]) => Math.abs(y - my - slope * (x - mx)) <= straight) ? slope : undefined;
}
