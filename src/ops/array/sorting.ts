import { type Shape, sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { broadcastTo } from '../core.ts';
import { identityOf, type Op } from '../op.ts';
import { primitive } from '../primitive.ts';

/** Entries in the order that sorts: a permutation that derivatives take as it is at this point. */

/** How the vectors along the last axis are sorted. */
interface Sorting {
  /** Largest first. */
  readonly descending: 0 | 1;
  /** Whether a NaN among the keys makes all NaN, derivatives too; otherwise it comes last. */
  readonly strict: 0 | 1;
  readonly [name: string]: number;
}

/** The positions of a row's entries in their order; equal ones keep theirs. */
function order(row: Float64Array, { descending }: Sorting): readonly number[] {
  const sign = descending ? -1 : 1;
  const rank = (x: number, y: number): number =>
    Number.isNaN(x) ? Number(!Number.isNaN(y)) : Number.isNaN(y) ? -1 : x < y ? -sign : Number(x > y) * sign;
  return Array.from(row.keys()).sort((i, j) => rank(row[i]!, row[j]!) || i - j);
}

/** Fills the rows of an array of `keys`' shape, each by the order of that row of `keys`. */
function byOrder(
  keys: Tensor,
  attrs: Sorting,
  fill: (out: Float64Array, from: number, order: readonly number[]) => void,
): Tensor {
  const n = keys.shape.at(-1)!;
  const out = new Float64Array(keys.data.length);
  for (let start = 0; start < out.length; start += n) {
    const [row, filled] = [keys.data.subarray(start, start + n), out.subarray(start, start + n)];
    if (attrs.strict && row.some(Number.isNaN)) filled.fill(Number.NaN);
    else fill(filled, start, order(row, attrs));
  }
  return { shape: keys.shape, data: out };
}

/** Counts the neighbours that tie once sorted. */
function ties(keys: Tensor): number {
  const n = keys.shape.at(-1)!;
  let count = 0;
  for (let start = 0; start < keys.data.length; start += n) {
    const sorted = keys.data.slice(start, start + n).sort();
    for (let i = 1; i < n; i++) if (sorted[i] === sorted[i - 1]) count++;
  }
  return count;
}

const sortWork = (s: Shape): number => sizeOf(s) * Math.ceil(Math.log2(Math.max(2, s.at(-1)!)));

const rearranging = (
  name: string,
  transposed: (attrs: Sorting) => Op,
  compute: (keys: Tensor, x: Tensor, attrs: Sorting) => Tensor,
  rest: Pick<Op, 'kinks' | 'convention'>,
): ((attrs: Sorting) => Op) => {
  const maker = primitive(name, (attrs: Sorting): Op => {
    const op: Op = {
      ...identityOf(name, attrs),
      algebra: 'smooth',
      structure: { kind: 'whole', work: sortWork },
      exact: true,
      shape: (keys) => keys,
      compute: (keys, x) => compute(keys, x, attrs),
      // The order is a step function of the keys.
      jvp: ($, [, dx], keys) => (dx === undefined ? undefined : $(op, keys, dx)),
      vjp: ($, ct, _wants, keys) => [undefined, $(transposed(attrs), keys, ct)],
      batch: ($, { batched, size }, ...x) =>
        $(op, ...x.map((v, i) => (batched[i] ? v : $(broadcastTo([size, ...$.shape(v)]), v)))),
      ...rest,
    };
    return op;
  });
  return maker;
};

/** The entries of x along its last axis in the order that sorts those of `keys`, an array of the same shape. */
export const sorted: (attrs: Sorting) => Op = rearranging(
  'sorted',
  (attrs) => unsorted(attrs),
  (keys, x, attrs) =>
    byOrder(keys, attrs, (out, from, places) => places.forEach((p, i) => (out[i] = x.data[from + p]!))),
  {
    kinks: ties,
    convention: 'what is sorted has no derivative where entries tie; those that tie keep their order',
  },
);

/** The transpose of {@link sorted}: adds the entries of x to zeros at the places that those of `keys` come from. */
export const unsorted: (attrs: Sorting) => Op = rearranging(
  'unsorted',
  (attrs) => sorted(attrs),
  (keys, x, attrs) =>
    byOrder(keys, attrs, (out, from, places) => places.forEach((p, i) => (out[p]! += x.data[from + i]!))),
  {},
);
