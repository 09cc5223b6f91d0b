import type { Nearby } from '../../src/derive/nearby.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';
import type { Effort } from './effort.ts';
import type { Samples } from './samples.ts';
import { type Seen, slopesAlong } from './slopes.ts';

/** What differences tell of a derivative [m,n], row by row; nothing of the columns that were left out. */
export interface DifferenceSlopes {
  readonly seen: readonly (Seen | undefined)[];
  /** For each column the first of the steps at which something was told of it; 0 if nothing was. */
  readonly scales: Float64Array;
  /** How many columns there are, and of how many the slopes were taken. */
  readonly columns: number;
  readonly tried: number;
  /** Whether they were taken of values with twice the digits. */
  readonly isDoubled: boolean;
}

/** Runs that an ordinary column takes in twice the digits, and in doubles. */
const [USUAL, PLAIN_USUAL] = [11, 17];

/** The slopes of all `m` outputs by the entries of the arguments; by some of them, where there are very many. */
export function differenceSlopes(
  near: Nearby,
  m: number,
  samples: Samples,
  exact: Float64Array,
  allowed: Float64Array,
  { isDoubled, runs }: Effort,
): DifferenceSlopes {
  const entries = near.at.flatMap(({ data }, argument) => Array.from(data.keys(), (entry) => ({ argument, entry })));
  const n = entries.length;
  const stride = Math.max(1, Math.ceil((n * (isDoubled ? USUAL : PLAIN_USUAL) * 2) / runs));
  const most = Math.max(1, ...near.at.map(largest));
  const seen: (Seen | undefined)[] = Array.from({ length: m * n });
  const sizes = entries.map(({ argument, entry }) => sizeAt(near.at[argument]!, entry));
  const scales = Float64Array.from(sizes, (size) => size / 8);
  let [used, tried] = [0, 0];
  for (let j = 0; j < n; j += stride, tried++) {
    const { argument, entry } = entries[j]!;
    const direction = near.at.map(({ data }) => new Float64Array(data.length));
    direction[argument]![entry] = 1;
    const at = (h: number) => {
      used++;
      return samples.along(direction, h);
    };
    const column = (all: Float64Array): Float64Array => Float64Array.from({ length: m }, (_, i) => all[i * n + j]!);
    const expected = { exact: column(exact), allowed: column(allowed) };
    const line = slopesAlong(at, samples, expected, [sizes[j]!, most], () => used < runs);
    line.seen.forEach((one, i) => {
      seen[i * n + j] = one;
    });
    scales[j] = line.scale;
  }
  return { seen, scales, columns: n, tried, isDoubled };
}

const largest = ({ data }: Tensor): number => data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** The size of an entry; where it is 0, that of the largest one beside it, or 1. */
const sizeAt = (x: Tensor, entry: number): number => Math.abs(x.data[entry]!) || largest(x) || 1;
