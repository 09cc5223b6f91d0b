import { fail } from '../base/fault.ts';
import * as dense from '../tensor/dense.ts';
import * as rearrange from '../tensor/rearrange.ts';
import * as reduce from '../tensor/reduce.ts';
import * as select from '../tensor/select.ts';
import { broadcastShapes } from '../tensor/shape.ts';
import { type Shape, sameShape, scalar, shapeText, sizeOf } from '../tensor/tensor.ts';
import { type Apply, type Attrs, type Batch, keyOf, type Op } from './op.ts';
import { fixed, primitive } from './primitive.ts';

/**
 * The ops that every rule is written with: sums and products with broadcasting, and the moves of axes and entries.
 * They are said without constructors, because the constructors stand on them.
 */

const none: Attrs = {};

/** A number as a value of the interpreter. */
export const literal = <V>($: Apply<V>, x: number): V => $.constant(scalar(x));

/** The broadcast shape of all operands, or a Fault that names the two that do not fit. */
export const broadcastAll = (name: string, shapes: readonly Shape[]): Shape => {
  let out: Shape = [];
  for (const s of shapes) {
    const next = broadcastShapes(out, s);
    if (!next) {
      return fail('shape/mismatch', `${name}: shapes ${shapeText(out)} and ${shapeText(s)} do not fit together`, {
        help: 'Elementwise operations need equal shapes, or extents of 1 that stretch.',
      });
    }
    out = next;
  }
  return out;
};

/** Batches ops that broadcast: ranks are aligned, so that the leading batch axis meets nothing else. */
export const batchBroadcasting =
  (op: () => Op): Batch =>
  ($, x, batched) => {
    const ranks = x.map((v, i) => $.shape(v).length - (batched[i] ? 1 : 0));
    const rank = Math.max(...ranks);
    const aligned = x.map((v, i) => (batched[i] ? padRank($, v, rank + 1) : v));
    return $(op(), ...aligned);
  };

/** Inserts extents of 1 after the batch axis until the rank is `rank`. */
const padRank = <V>($: Apply<V>, v: V, rank: number): V => {
  const [k, ...rest] = $.shape(v) as [number, ...number[]];
  const missing = rank - 1 - rest.length;
  return missing === 0 ? v : $(reshape([k, ...Array<number>(missing).fill(1), ...rest]), v);
};

const plus = <V>($: Apply<V>, a: V | undefined, b: V | undefined): V | undefined =>
  a === undefined ? b : b === undefined ? a : $(add, a, b);

/** `v` stretched to `shape`, where it has less. */
const fit = <V>($: Apply<V>, v: V | undefined, shape: Shape): V | undefined =>
  v === undefined || sameShape($.shape(v), shape) ? v : $(broadcastTo(shape), v);

/** `ct` summed to the shape of the operand that it belongs to. */
const sumBack = <V>($: Apply<V>, ct: V, x: V): V => {
  const shape = $.shape(x);
  return sameShape($.shape(ct), shape) ? ct : $(sumTo(shape), ct);
};

export const add: Op = fixed({
  name: 'add',
  attrs: none,
  key: 'add',
  kind: 'linear',
  shape: (s) => broadcastAll('+', s),
  value: (a, b) => (a as number) + (b as number),
  compute: ([a, b]) => dense.map2(a!, b!, (p, q) => p + q),
  jvp: ($, _x, [da, db], y) => fit($, plus($, da, db), $.shape(y)),
  vjp: ($, [a, b], _y, ct, [wa, wb]) => [wa ? sumBack($, ct, a!) : undefined, wb ? sumBack($, ct, b!) : undefined],
  batch: batchBroadcasting(() => add),
  doc: { group: 'arithmetic', summary: 'Sum, entry by entry with broadcasting.', latex: '#1 + #2' },
});

export const sub: Op = fixed({
  name: 'sub',
  attrs: none,
  key: 'sub',
  kind: 'linear',
  shape: (s) => broadcastAll('-', s),
  value: (a, b) => (a as number) - (b as number),
  compute: ([a, b]) => dense.map2(a!, b!, (p, q) => p - q),
  jvp: ($, _x, [da, db], y) => {
    const d = db === undefined ? da : da === undefined ? $(neg, db) : $(sub, da, db);
    return fit($, d, $.shape(y));
  },
  vjp: ($, [a, b], _y, ct, [wa, wb]) => [
    wa ? sumBack($, ct, a!) : undefined,
    wb ? $(neg, sumBack($, ct, b!)) : undefined,
  ],
  batch: batchBroadcasting(() => sub),
  doc: { group: 'arithmetic', summary: 'Difference, entry by entry with broadcasting.', latex: '#1 - #2' },
});

export const mul: Op = fixed({
  name: 'mul',
  attrs: none,
  key: 'mul',
  kind: 'bilinear',
  shape: (s) => broadcastAll('.*', s),
  value: (a, b) => (a as number) * (b as number),
  compute: ([a, b]) => dense.map2(a!, b!, (p, q) => p * q),
  jvp: ($, [a, b], [da, db], y) => fit($, plus($, da && $(mul, da, b!), db && $(mul, a!, db)), $.shape(y)),
  vjp: ($, [a, b], _y, ct, [wa, wb]) => [
    wa ? sumBack($, $(mul, ct, b!), a!) : undefined,
    wb ? sumBack($, $(mul, ct, a!), b!) : undefined,
  ],
  batch: batchBroadcasting(() => mul),
  doc: { group: 'arithmetic', summary: 'Product, entry by entry with broadcasting.', latex: '#1 \\cdot #2' },
});

/** Says a linear op of one operand: its derivative is itself, and its adjoint its transpose. */
const linear = (spec: {
  name: string;
  attrs?: Attrs;
  exact: boolean;
  shape: (s: Shape) => Shape;
  compute: Op['compute'];
  /** The op that pulls a cotangent back to an operand of shape `s`. */
  transpose: (s: Shape) => Op;
  /** The op on an operand of shape `s` behind one more leading axis of extent `size`. */
  batched: (size: number, s: Shape) => Op;
  doc?: Op['doc'];
}): Op => ({
  name: spec.name,
  attrs: spec.attrs ?? none,
  key: keyOf(spec.name, spec.attrs ?? none),
  kind: 'linear',
  exact: spec.exact,
  shape: ([s]) => spec.shape(s!),
  compute: spec.compute,
  jvp: ($, _x, [dx]) => dx && $(self(spec), dx),
  vjp: ($, [x], _y, ct) => [$(spec.transpose($.shape(x!)), ct)],
  batch: ($, [x], _b, size) => $(spec.batched(size, $.shape(x!).slice(1)), x!),
  ...(spec.doc ? { doc: spec.doc } : {}),
});

const selves = new WeakMap<object, Op>();
const self = (spec: Parameters<typeof linear>[0]): Op => {
  let op = selves.get(spec);
  if (!op) selves.set(spec, (op = linear(spec)));
  return op;
};

export const neg: Op = fixed(
  linear({
    name: 'neg',
    exact: true,
    shape: (s) => s,
    compute: ([x]) => dense.map1(x!, (v) => -v),
    transpose: () => neg,
    batched: () => neg,
    doc: { group: 'arithmetic', summary: 'The negative.', latex: '-#1' },
  }),
);

const axesText = (axes: readonly number[]): string => axes.map((a) => a + 1).join(',');

const sumOp = primitive('sum', (attrs: { axes: readonly number[] }): Op => {
  const { axes } = attrs;
  return linear({
    name: 'sum',
    attrs,
    exact: false,
    shape: (s) => s.filter((_, i) => !axes.includes(i)),
    compute: ([x]) => reduce.sum(x!, axes),
    transpose: (s) => spread(s, axes),
    batched: () => sum(axes.map((a) => a + 1)),
    doc: { group: 'reduction', summary: 'Sum over axes.', latex: `\\sum_{${axesText(axes)}} #1` },
  });
});
/** Sums over the axes (counted from 0) and drops them. */
export const sum = (axes: readonly number[]): Op => sumOp({ axes });

const spreadOp = primitive('spread', (attrs: { shape: Shape; axes: readonly number[] }): Op => {
  const { shape, axes } = attrs;
  return linear({
    name: 'spread',
    attrs,
    exact: true,
    shape: () => shape,
    compute: ([x]) => {
      const kept = shape.map((d, i) => (axes.includes(i) ? 1 : d));
      return dense.broadcastTo({ shape: kept, data: x!.data }, shape);
    },
    transpose: () => sum(axes),
    batched: (k) =>
      spread(
        [k, ...shape],
        axes.map((a) => a + 1),
      ),
  });
});
/** The transpose of `sum(axes)`: repeats along the axes, to `shape`. */
export const spread = (shape: Shape, axes: readonly number[]): Op => spreadOp({ shape, axes });

const reshapeOp = primitive('reshape', (attrs: { shape: Shape }): Op => {
  const { shape } = attrs;
  return linear({
    name: 'reshape',
    attrs,
    exact: true,
    shape: (s) =>
      sizeOf(s) === sizeOf(shape)
        ? shape
        : fail('shape/reshape', `${sizeOf(s)} entries of shape ${shapeText(s)} do not fill ${shapeText(shape)}`, {
            help: 'The extents must multiply to the number of entries.',
          }),
    compute: ([x]) => ({ shape, data: x!.data }),
    transpose: (s) => reshape(s),
    batched: (k) => reshape([k, ...shape]),
  });
});
/** The same entries in row-major order under another shape. */
export const reshape = (shape: Shape): Op => reshapeOp({ shape });

const broadcastOp = primitive('broadcastTo', (attrs: { shape: Shape }): Op => {
  const { shape } = attrs;
  return linear({
    name: 'broadcastTo',
    attrs,
    exact: true,
    shape: () => shape,
    compute: ([x]) => dense.broadcastTo(x!, shape),
    transpose: (s) => sumTo(s),
    batched: (k, s) => batchedStretch(k, s, shape),
  });
});
/** Stretches extents of 1 and missing leading axes to `shape`. */
export const broadcastTo = (shape: Shape): Op => broadcastOp({ shape });

const sumToOp = primitive('sumTo', (attrs: { shape: Shape }): Op => {
  const { shape } = attrs;
  return linear({
    name: 'sumTo',
    attrs,
    exact: false,
    shape: () => shape,
    compute: ([x]) => reduce.sumTo(x!, shape),
    transpose: (s) => broadcastTo(s),
    batched: (k, s) => {
      const lead = s.length - shape.length;
      const axes = s.flatMap((d, i) => (i < lead || (shape[i - lead] === 1 && d !== 1) ? [i + 1] : []));
      return sumKeeping(axes, [k, ...shape]);
    },
  });
});
/** The transpose of `broadcastTo`: sums to `shape` over what was stretched. */
export const sumTo = (shape: Shape): Op => sumToOp({ shape });

const sumKeepingOp = primitive('sumKeeping', (attrs: { axes: readonly number[]; shape: Shape }): Op => {
  const { axes, shape } = attrs;
  return linear({
    name: 'sumKeeping',
    attrs,
    exact: false,
    shape: () => shape,
    compute: ([x]) => ({ shape, data: reduce.sum(x!, axes).data }),
    transpose: (s) => spread(s, axes),
    batched: (k) =>
      sumKeeping(
        axes.map((a) => a + 1),
        [k, ...shape],
      ),
  });
});
/** Sums over axes and writes the rest under `shape`. */
const sumKeeping = (axes: readonly number[], shape: Shape): Op => sumKeepingOp({ axes, shape });

const stretchOp = primitive('stretch', (attrs: { from: Shape; shape: Shape }): Op => {
  const { from, shape } = attrs;
  return linear({
    name: 'stretch',
    attrs,
    exact: true,
    shape: () => shape,
    compute: ([x]) => dense.broadcastTo({ shape: from, data: x!.data }, shape),
    transpose: (s) =>
      sumKeeping(
        from.flatMap((d, i) => (d === 1 && shape[i] !== 1 ? [i] : [])),
        s,
      ),
    batched: (k) => stretchOp({ from: [k, ...from], shape: [k, ...shape] }),
  });
});
/** `broadcastTo(shape)` behind a batch axis: reads the operand as `[k, 1.., ...s]`. */
const batchedStretch = (k: number, s: Shape, shape: Shape): Op =>
  stretchOp({ from: [k, ...Array<number>(shape.length - s.length).fill(1), ...s], shape: [k, ...shape] });

const inverseOf = (perm: readonly number[]): readonly number[] => perm.map((_, i) => perm.indexOf(i));

const transposeOp = primitive('transpose', (attrs: { perm: readonly number[] }): Op => {
  const { perm } = attrs;
  return linear({
    name: 'transpose',
    attrs,
    exact: true,
    shape: (s) => perm.map((p) => s[p]!),
    compute: ([x]) => dense.transpose(x!, perm),
    transpose: () => transpose(inverseOf(perm)),
    batched: () => transpose([0, ...perm.map((p) => p + 1)]),
    doc: { group: 'shape', summary: 'Reorders the axes.', latex: '#1^{\\top}' },
  });
});
/** Axis `i` of the result is axis `perm[i]` of the operand. */
export const transpose = (perm: readonly number[]): Op => transposeOp({ perm });

const takeOp = primitive('take', (attrs: { axis: number; indices: readonly number[] }): Op => {
  const { axis, indices } = attrs;
  return linear({
    name: 'take',
    attrs,
    exact: true,
    shape: (s) => s.map((d, i) => (i === axis ? indices.length : d)),
    compute: ([x]) => select.take(x!, axis, indices),
    transpose: (s) => put(axis, indices, s[axis]!),
    batched: () => take(axis + 1, indices),
  });
});
/** The entries at `indices` (from 0) along one axis. */
export const take = (axis: number, indices: readonly number[]): Op => takeOp({ axis, indices });

const putOp = primitive('put', (attrs: { axis: number; indices: readonly number[]; extent: number }): Op => {
  const { axis, indices, extent } = attrs;
  return linear({
    name: 'put',
    attrs,
    exact: new Set(indices).size === indices.length,
    shape: (s) => s.map((d, i) => (i === axis ? extent : d)),
    compute: ([x]) => select.put(x!, axis, indices, extent),
    transpose: () => take(axis, indices),
    batched: () => put(axis + 1, indices, extent),
  });
});
/** The transpose of `take`: adds the entries to zeros at `indices` along an axis of extent `extent`. */
export const put = (axis: number, indices: readonly number[], extent: number): Op => putOp({ axis, indices, extent });

const sliceOp = primitive('slice', (attrs: { axis: number; start: number; step: number; count: number }): Op => {
  const { axis, start, step, count } = attrs;
  return linear({
    name: 'slice',
    attrs,
    exact: true,
    shape: (s) => s.map((d, i) => (i === axis ? count : d)),
    compute: ([x]) => select.slice(x!, axis, start, step, count),
    transpose: (s) => place(axis, start, step, s[axis]!),
    batched: () => slice(axis + 1, start, count, step),
  });
});
/** `count` entries from `start` (from 0) in steps along one axis. */
export const slice = (axis: number, start: number, count: number, step = 1): Op =>
  sliceOp({ axis, start, step, count });

const placeOp = primitive('place', (attrs: { axis: number; start: number; step: number; extent: number }): Op => {
  const { axis, start, step, extent } = attrs;
  return linear({
    name: 'place',
    attrs,
    exact: true,
    shape: (s) => s.map((d, i) => (i === axis ? extent : d)),
    compute: ([x]) => select.place(x!, axis, start, step, extent),
    transpose: (s) => slice(axis, start, s[axis]!, step),
    batched: () => place(axis + 1, start, step, extent),
  });
});
/** The transpose of `slice`: writes the entries into zeros along an axis of extent `extent`. */
export const place = (axis: number, start: number, step: number, extent: number): Op =>
  placeOp({ axis, start, step, extent });

const concatOp = primitive('concat', (attrs: { axis: number }): Op => {
  const { axis } = attrs;
  const op: Op = {
    name: 'concat',
    attrs,
    key: keyOf('concat', attrs),
    kind: 'linear',
    exact: true,
    shape: (shapes) => {
      const [first] = shapes as [Shape];
      for (const s of shapes) {
        if (s.length !== first.length || s.some((d, i) => i !== axis && d !== first[i])) {
          fail('shape/concat', `shapes ${shapeText(first)} and ${shapeText(s)} do not join along axis ${axis + 1}`);
        }
      }
      return first.map((d, i) => (i === axis ? shapes.reduce((n, s) => n + s[axis]!, 0) : d));
    },
    compute: (xs) => rearrange.concat(xs, axis),
    jvp: ($, x, dx) => $(op, ...x.map((v, i) => dx[i] ?? $(broadcastTo($.shape(v)), literal($, 0)))),
    vjp: ($, x, _y, ct, wants) => {
      let start = 0;
      return x.map((v, i) => {
        const count = $.shape(v)[axis]!;
        start += count;
        return wants[i] ? $(slice(axis, start - count, count), ct) : undefined;
      });
    },
    batch: ($, x, batched, size) =>
      $(concat(axis + 1), ...x.map((v, i) => (batched[i] ? v : $(broadcastTo([size, ...$.shape(v)]), v)))),
    doc: { group: 'shape', summary: 'Joins arrays along an axis.' },
  };
  return op;
});
/** Joins operands along one axis (from 0). */
export const concat = (axis: number): Op => concatOp({ axis });
