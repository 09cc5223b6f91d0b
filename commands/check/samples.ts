import { checkInterrupt } from '../../src/base/interrupt.ts';
import { prng } from '../../src/base/prng.ts';
import type { Doubled } from '../../src/compile/doubled.ts';
import { subtract, toNumber, twoSum } from '../../src/tensor/double-double.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';
import type { Nearby } from '../../src/derive/nearby.ts';

/** The arguments moved along a direction, one array for each argument. */
export type Direction = readonly Float64Array[];

/** A function along lines through its point, in twice the digits or in doubles. */
export interface Samples {
  /** Its value at the point + h v; undefined where it has none. */
  along(direction: Direction, h: number): Doubled | undefined;
  /** What is not known of each output for rounding. */
  readonly noise: Float64Array;
  /** Whether that is far below a unit in the last place of doubles, and steps may be, too. */
  readonly isFine: boolean;
}

/** How often the point's own value is computed to see how far it moves. */
const RUNS = 4;
/** What the sum of two numbers of twice the digits may be off by, and that of two doubles. */
const [UNIT, PLAIN_UNIT] = [2 ** -102, 2 ** -52];
/** Noise below this, beside the value, leaves twice the digits most of what they have. */
const FINE = 2 ** -80;

/** The function around a point; `rows` is how many outputs it has, `isDoubled` whether it is computed in twice the digits. */
export function samplesOf(near: Nearby, rows: number, isDoubled: boolean): Samples {
  const along = (direction: Direction, h: number): Doubled | undefined => {
    checkInterrupt();
    const place = near.at.map((x, i) => movedBy(x, direction[i]!, h));
    return isDoubled ? near.precisely(place) : plainly(place.map(({ hi }) => hi));
  };
  const plainly = (place: readonly Tensor[]): Doubled | undefined => {
    const hi = near.plainly(place);
    return hi && { hi };
  };
  const random = prng(1);
  // A place of doubles is rounded, too.
  const rounded = (x: number): number => x + x * PLAIN_UNIT * (2 * random() - 1);
  const beside = (): readonly Tensor[] => near.at.map(({ shape, data }) => ({ shape, data: data.map(rounded) }));
  const still = near.at.map(({ data }) => new Float64Array(data.length));
  const runs = Array.from({ length: RUNS }, (_, k) => (isDoubled || k === 0 ? along(still, 0) : plainly(beside())));
  const unit = isDoubled ? UNIT : PLAIN_UNIT;
  const noise = Float64Array.from({ length: rows }, (_, i) => {
    const moved = Math.max(...runs.map((run) => Math.abs(difference(run, runs[0], i))));
    return 2 * moved + unit * Math.abs(runs[0]?.hi.data[i] ?? 0) + 8 * Number.MIN_VALUE;
  });
  const isFine =
    isDoubled && near.isDoubled && noise.every((n, i) => !(n > FINE * Math.abs(runs[0]?.hi.data[i] ?? 0) + 1e-300));
  return { along, noise, isFine };
}

function movedBy({ shape, data }: Tensor, direction: Float64Array, h: number): Doubled {
  if (direction.every((v) => v === 0)) return { hi: { shape, data } };
  const sums = Array.from(data, (x, i) => twoSum(x, h * direction[i]!));
  return { hi: { shape, data: Float64Array.from(sums, (s) => s.hi) }, lo: Float64Array.from(sums, (s) => s.lo) };
}

/** An output at one place less that at another; NaN where one of them has no value. */
export function difference(a: Doubled | undefined, b: Doubled | undefined, i: number): number {
  if (!a || !b) return Number.NaN;
  const part = ({ hi, lo }: Doubled) => ({ hi: hi.data[i]!, lo: lo?.[i] ?? 0 });
  return toNumber(subtract(part(a), part(b)));
}
