import { exponentOf, powerOfTwo } from '../../tensor/power-of-two.ts';
import { map1 } from '../../tensor/dense.ts';
import * as reduce from '../../tensor/reduce.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { div } from '../scalar/arithmetic.ts';
import { equal } from '../scalar/comparison.ts';
import { mul, spread, sum } from '../core.ts';
import { slice } from './moves.ts';
import { type Apply, identityOf, type Op } from '../op.ts';
import { fixed, primitive } from '../primitive.ts';
import type { Gather } from '../structure.ts';

/** Reductions that are not sums, and those that derivatives do not pass. */

const greatest = (x: Tensor, axes: readonly number[]): Tensor =>
  reduce.reduce(x, axes, Number.NEGATIVE_INFINITY, (a, b) => (Number.isNaN(b) || b > a ? b : a));

const maxOp = primitive('max', (attrs: { axes: readonly number[] }): Op => {
  const { axes } = attrs;
  const op: Op = {
    ...identityOf('max', attrs),
    algebra: 'smooth',
    structure: { kind: 'gather', by: 'greatest', axes: () => axes },
    exact: true,
    shape: (s) => s.filter((_, i) => !axes.includes(i)),
    compute: (x) => greatest(x, axes),
    jvp: ($, [dx], x, y) => (dx === undefined ? undefined : $(sum(axes), $(mul, shares($, x, y, axes), dx))),
    vjp: ($, ct, _wants, x, y) => [$(mul, shares($, x, y, axes), $(spread($.shape(x), axes), ct))],
    batch: ($, _axis, x) => $(greatestOver(axes.map((a) => a + 1)), x),
    kinks: (x) => {
      const y = greatest(x, axes);
      const most = reduce.sum(isEqual(x, y, axes), axes);
      return most.data.reduce((n, c) => n + (c > 1 ? 1 : 0), 0);
    },
    convention: 'max and min have no derivative where entries tie; the tied share it equally',
  };
  return op;
});
/** The greatest entry over the axes (from 0), which it drops; NaN if there is one. */
export const greatestOver = (axes: readonly number[]): Op => maxOp({ axes });

const isEqual = (x: Tensor, y: Tensor, axes: readonly number[]): Tensor =>
  equal.compute(x, spread(x.shape, axes).compute(y));

/** 1/k at the k entries that equal the greatest, 0 elsewhere. */
function shares<V>($: Apply<V>, x: V, y: V, axes: readonly number[]): V {
  const shape = $.shape(x);
  const mask = $(equal, x, $(spread(shape, axes), y));
  return $(div, mask, $(spread(shape, axes), $(sum(axes), mask)));
}

const cumsumOp = primitive('cumsum', (attrs: { axis: number }): Op => {
  const { axis } = attrs;
  const op: Op = {
    ...identityOf('cumsum', attrs),
    algebra: 'linear',
    structure: { kind: 'scan', axis },
    shape: (s) => s,
    compute: (x) => reduce.cumsum(x, axis),
    jvp: ($, [dx]) => (dx === undefined ? undefined : $(op, dx)),
    vjp: ($, ct) => {
      const n = $.shape(ct)[axis]!;
      const flip = slice(axis, n - 1, n, -1);
      return [$(flip, $(op, $(flip, ct)))];
    },
    batch: ($, _axis, x) => $(cumsum(axis + 1), x),
  };
  return op;
});
/** Running sums along an axis (from 0). */
export const cumsum = (axis: number): Op => cumsumOp({ axis });

/** Says a reduction over axes that only steers how others are computed: it is constant to derivatives, so that no tie matters. */
const held = (name: string, by: Gather['by'], value: (greatest: number) => number, of: (x: number) => number) => {
  const maker = primitive(name, (attrs: { axes: readonly number[] }): Op => ({
    ...identityOf(name, attrs),
    algebra: 'step',
    structure: { kind: 'gather', by, axes: () => attrs.axes },
    exact: true,
    shape: (s) => s.filter((_, i) => !attrs.axes.includes(i)),
    compute: (x) => map1(greatest(map1(x, of), attrs.axes), value),
    batch: ($, _axis, x) => $(maker({ axes: attrs.axes.map((a) => a + 1) }), x),
  }));
  return (axes: readonly number[]): Op => maker({ axes });
};

/** The greatest entry over the axes, as a constant. */
export const heldGreatest = held(
  'heldGreatest',
  'greatest',
  (most) => most,
  (x) => x,
);

/** The power of two below the greatest magnitude over the axes (1 for 0 and non-finite), as a constant: a scale that rounds nothing. */
export const heldScale = held(
  'heldScale',
  'scale',
  (most) => (most === 0 || !Number.isFinite(most) ? 1 : powerOfTwo(exponentOf(most))),
  Math.abs,
);

/** For each vector along the last axis, the weights whose product with it sums to its median; NaN where one of its entries is. */
export const medianWeights: Op = fixed({
  ...identityOf('medianWeights'),
  algebra: 'step',
  // Each row is sorted.
  structure: { kind: 'whole', work: (s) => sizeOf(s) * Math.ceil(Math.log2(Math.max(1, s.at(-1)!))) },
  exact: true,
  shape: (s) => s,
  compute: (x) => ({ shape: x.shape, data: weights(x) }),
  batch: ($, _axis, x) => $(medianWeights, x),
  kinks: (x) => {
    const n = x.shape.at(-1)!;
    let count = 0;
    for (let start = 0; start < x.data.length; start += n) {
      const sorted = x.data.slice(start, start + n).sort();
      const [low, high] = [(n - 1) >> 1, n >> 1];
      if (sorted[low] === sorted[low - 1] || sorted[high] === sorted[high + 1]) count++;
      else if (low !== high && sorted[low] === sorted[high]) count++;
    }
    return count;
  },
  convention: 'the median has no derivative where the middle entries tie; the first of them is used',
});

function weights(x: Tensor): Float64Array {
  const n = x.shape.at(-1)!;
  const out = new Float64Array(x.data.length);
  for (let start = 0; start < x.data.length; start += n) {
    const row = x.data.subarray(start, start + n);
    if (row.some(Number.isNaN)) {
      out.fill(Number.NaN, start, start + n);
      continue;
    }
    const order = Array.from(row.keys()).sort((i, j) => row[i]! - row[j]! || i - j);
    for (const middle of [(n - 1) >> 1, n >> 1]) out[start + order[middle]!]! += 0.5;
  }
  return out;
}
