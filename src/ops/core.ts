import { fail } from '../base/fault.ts';
import { invariant } from '../base/invariant.ts';
import * as dense from '../tensor/dense.ts';
import * as reduce from '../tensor/reduce.ts';
import { broadcastShapes } from '../tensor/shape.ts';
import { type Shape, sameShape, scalar, shapeText, sizeOf } from '../tensor/tensor.ts';
import { linear } from './array/linear.ts';
import { type Apply, type Attrs, type Batch, keyOf, type Op } from './op.ts';
import { isProduct, isSum } from './numbers/exact.ts';
import { inDoubles, type NumberFunction } from './numbers/plain.ts';
import { fixed } from './primitive.ts';

/** The ops that every rule is written with: sums and products with broadcasting, and their transposes. */

const none: Attrs = {};

/** A number as a value of the interpreter. */
export const literal = <V>($: Apply<V>, x: number): V => $.constant(scalar(x));

/** The broadcast shape of all operands, or a Fault that names the two that do not fit. */
export const broadcastAll = (name: string, shapes: readonly Shape[]): Shape => {
  let out: Shape = [];
  for (const s of shapes) {
    const next = broadcastShapes(out, s);
    if (!next) {
      fail('shape/mismatch', `${name}: shapes ${shapeText(out)} and ${shapeText(s)} do not fit together`, {
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
  ($, { batched }, ...x) => {
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

/** The sum of two tangents, of which an absent one is zero. */
export const plus = <V>($: Apply<V>, a: V | undefined, b: V | undefined): V | undefined =>
  a === undefined ? b : b === undefined ? a : $(add, a, b);

/** The difference of two tangents, of which either may be absent. */
export const minus = <V>($: Apply<V>, a: V | undefined, b: V | undefined): V | undefined =>
  b === undefined ? a : a === undefined ? $(neg, b) : $(sub, a, b);

/** A cotangent summed to the shape of the operand that it belongs to. */
export const summed = <V>($: Apply<V>, ct: V, x: V): V => {
  const shape = $.shape(x);
  return sameShape($.shape(ct), shape) ? ct : $(sumTo(shape), ct);
};

/** A tangent stretched to the shape of the result that it belongs to. */
export const stretched = <V>($: Apply<V>, dy: V, y: V): V => {
  const shape = $.shape(y);
  return sameShape($.shape(dy), shape) ? dy : $(broadcastTo(shape), dy);
};

const fitted = <V>($: Apply<V>, dy: V | undefined, y: V): V | undefined =>
  dy === undefined ? undefined : stretched($, dy, y);

/** What an op that works entry by entry is, besides its rules of derivatives. */
export type EntrySpec = Pick<
  Op,
  | 'name'
  | 'algebra'
  | 'formula'
  | 'identity'
  | 'doubled'
  | 'precise'
  | 'cost'
  | 'jvp'
  | 'vjp'
  | 'series'
  | 'closed'
  | 'convention'
  | 'tests'
  | 'exact'
  | 'exactAt'
  | 'doc'
> & {
  readonly attrs?: Attrs;
  /** What stands for it in messages. */
  readonly sign?: string;
  /** Absent: the formula's in doubles. Said where it is more accurate than that, or sooner. */
  readonly value?: NumberFunction;
  /** Absent: the value on each entry. Said where the call on each would cost more than the value. */
  readonly compute?: Op['compute'];
  /** True where the derivative is a convention, or does not exist although the rule answers a finite number. */
  readonly kink?: (...x: number[]) => boolean;
};

/** The op that applies a function of numbers entry by entry, with broadcasting; not yet entered into the table. */
export function entryOp({ sign, kink, ...spec }: EntrySpec): Op {
  const { name, formula, attrs = none } = spec;
  const value = spec.value ?? (formula && inDoubles(formula));
  invariant(value, `${name} has a value`);
  const op: Op = {
    ...spec,
    value,
    attrs,
    key: keyOf(name, attrs),
    structure: { kind: 'entry' },
    shape: (...shapes) => broadcastAll(sign ?? name, shapes),
    compute: spec.compute ?? dense.mapped(value.length, value),
    batch: batchBroadcasting(() => op),
    ...(kink && { kinks: countOf(value.length, kink) }),
  };
  return op;
}

function countOf(arity: number, kink: (...x: number[]) => boolean): NonNullable<Op['kinks']> {
  const hits = dense.mapped(arity, (...x) => (kink(...x) ? 1 : 0));
  return (...args) => hits(...args).data.reduce((n, hit) => n + hit, 0);
}

export const add: Op = fixed(
  entryOp({
    name: 'add',
    sign: '+',
    algebra: 'linear',
    value: (a, b) => a + b,
    exactAt: isSum,
    compute: (x, y) => dense.map2(x, y, (a, b) => a + b),
    formula: (m, a, b) => m.add(a, b),
    jvp: ($, [da, db], _a, _b, y) => fitted($, plus($, da, db), y),
    vjp: ($, ct, [wa, wb], a, b) => [wa ? summed($, ct, a) : undefined, wb ? summed($, ct, b) : undefined],
    doc: { group: 'arithmetic', summary: 'Sum, entry by entry with broadcasting.', latex: '#1 + #2' },
  }),
);

export const sub: Op = fixed(
  entryOp({
    name: 'sub',
    sign: '-',
    algebra: 'linear',
    value: (a, b) => a - b,
    exactAt: (y, a, b) => isSum(y, a, -b),
    compute: (x, y) => dense.map2(x, y, (a, b) => a - b),
    formula: (m, a, b) => m.sub(a, b),
    jvp: ($, [da, db], _a, _b, y) => fitted($, minus($, da, db), y),
    vjp: ($, ct, [wa, wb], a, b) => [wa ? summed($, ct, a) : undefined, wb ? $(neg, summed($, ct, b)) : undefined],
    doc: { group: 'arithmetic', summary: 'Difference, entry by entry with broadcasting.', latex: '#1 - #2' },
  }),
);

export const mul: Op = fixed(
  entryOp({
    name: 'mul',
    sign: '.*',
    algebra: 'bilinear',
    value: (a, b) => a * b,
    exactAt: isProduct,
    compute: (x, y) => dense.map2(x, y, (a, b) => a * b),
    formula: (m, a, b) => m.mul(a, b),
    jvp: ($, [da, db], a, b, y) =>
      fitted($, plus($, da === undefined ? da : $(mul, da, b), db === undefined ? db : $(mul, a, db)), y),
    vjp: ($, ct, [wa, wb], a, b) => [
      wa ? summed($, $(mul, ct, b), a) : undefined,
      wb ? summed($, $(mul, ct, a), b) : undefined,
    ],
    doc: { group: 'arithmetic', summary: 'Product, entry by entry with broadcasting.', latex: '#1 \\cdot #2' },
  }),
);

export const neg: Op = fixed(
  entryOp({
    name: 'neg',
    algebra: 'linear',
    exact: true,
    value: (x) => -x,
    compute: (x) => dense.map1(x, (v) => -v),
    formula: (m, x) => m.neg(x),
    jvp: ($, [dx]) => (dx === undefined ? undefined : $(neg, dx)),
    vjp: ($, ct) => [$(neg, ct)],
    doc: { group: 'arithmetic', summary: 'The negative.', latex: '-#1' },
  }),
);

const axesText = (axes: readonly number[]): string => axes.map((a) => a + 1).join(',');

const sumOp = linear('sum', ({ axes }: { axes: readonly number[] }) => ({
  structure: { kind: 'gather', by: 'total', axes: () => axes },
  shape: (s) => s.filter((_, i) => !axes.includes(i)),
  compute: (x) => reduce.sum(x, axes),
  transpose: (s) => spread(s, axes),
  batched: () => sum(axes.map((a) => a + 1)),
  doc: { group: 'reduction', summary: 'Sum over axes.', latex: `\\sum_{${axesText(axes)}} #1` },
}));
/** Sums over the axes (counted from 0) and drops them. */
export const sum = (axes: readonly number[]): Op => sumOp({ axes });

const spreadOp = linear('spread', ({ shape, axes }: { shape: Shape; axes: readonly number[] }) => ({
  structure: { kind: 'move', read: { by: 'axes', along: shape.flatMap((_, i) => (axes.includes(i) ? [] : [i])) } },
  shape: () => shape,
  compute: (x) => {
    const kept = shape.map((d, i) => (axes.includes(i) ? 1 : d));
    return dense.broadcastTo({ shape: kept, data: x.data }, shape);
  },
  transpose: () => sum(axes),
  batched: (k) =>
    spread(
      [k, ...shape],
      axes.map((a) => a + 1),
    ),
}));
/** The transpose of `sum(axes)`: repeats along the axes, to `shape`. */
export const spread = (shape: Shape, axes: readonly number[]): Op => spreadOp({ shape, axes });

const reshapeOp = linear('reshape', ({ shape }: { shape: Shape }) => ({
  structure: { kind: 'move', read: { by: 'order' } },
  shape: (s) =>
    sizeOf(s) === sizeOf(shape)
      ? shape
      : fail('shape/reshape', `${sizeOf(s)} entries of shape ${shapeText(s)} do not fill ${shapeText(shape)}`, {
          help: 'The extents must multiply to the number of entries.',
        }),
  compute: (x) => ({ shape, data: x.data }),
  transpose: (s) => reshape(s),
  batched: (k) => reshape([k, ...shape]),
}));
/** The same entries in row-major order under another shape. */
export const reshape = (shape: Shape): Op => reshapeOp({ shape });

const broadcastOp = linear('broadcastTo', ({ shape }: { shape: Shape }) => ({
  structure: { kind: 'move', read: { by: 'repeating' } },
  shape: () => shape,
  compute: (x) => dense.broadcastTo(x, shape),
  transpose: (s) => sumTo(s),
  batched: (k, s) => batchedStretch(k, s, shape),
}));
/** Stretches extents of 1 and missing leading axes to `shape`. */
export const broadcastTo = (shape: Shape): Op => broadcastOp({ shape });

/** The axes of `s` that an array of `shape` lacks or has an extent of 1 for. */
const stretchedAxes = (s: Shape, shape: Shape): readonly number[] => {
  const lead = s.length - shape.length;
  return s.flatMap((d, i) => (i < lead || (shape[i - lead] === 1 && d !== 1) ? [i] : []));
};

const sumToOp = linear('sumTo', ({ shape }: { shape: Shape }) => ({
  structure: { kind: 'gather', by: 'total', axes: (s) => stretchedAxes(s, shape) },
  shape: () => shape,
  compute: (x) => reduce.sumTo(x, shape),
  transpose: (s) => broadcastTo(s),
  batched: (k, s) =>
    sumKeeping(
      stretchedAxes(s, shape).map((a) => a + 1),
      [k, ...shape],
    ),
}));
/** The transpose of `broadcastTo`: sums to `shape` over what was stretched. */
export const sumTo = (shape: Shape): Op => sumToOp({ shape });

const sumKeepingOp = linear('sumKeeping', ({ axes, shape }: { axes: readonly number[]; shape: Shape }) => ({
  structure: { kind: 'gather', by: 'total', axes: () => axes },
  shape: () => shape,
  compute: (x) => ({ shape, data: reduce.sum(x, axes).data }),
  transpose: (s) => spread(s, axes),
  batched: (k) =>
    sumKeeping(
      axes.map((a) => a + 1),
      [k, ...shape],
    ),
}));
/** Sums over axes and writes the rest under `shape`. */
const sumKeeping = (axes: readonly number[], shape: Shape): Op => sumKeepingOp({ axes, shape });

const stretchOp = linear('stretch', ({ from, shape }: { from: Shape; shape: Shape }) => ({
  structure: { kind: 'move', read: { by: 'repeating', from } },
  shape: () => shape,
  compute: (x) => dense.broadcastTo({ shape: from, data: x.data }, shape),
  transpose: (s) =>
    sumKeeping(
      from.flatMap((d, i) => (d === 1 && shape[i] !== 1 ? [i] : [])),
      s,
    ),
  batched: (k): Op => stretchOp({ from: [k, ...from], shape: [k, ...shape] }),
}));
/** `broadcastTo(shape)` behind a batch axis: reads the operand as `[k, 1.., ...s]`. */
const batchedStretch = (k: number, s: Shape, shape: Shape): Op =>
  stretchOp({ from: [k, ...Array<number>(shape.length - s.length).fill(1), ...s], shape: [k, ...shape] });
