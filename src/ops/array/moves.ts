import { fail } from '../../base/fault.ts';
import * as dense from '../../tensor/dense.ts';
import * as rearrange from '../../tensor/rearrange.ts';
import * as select from '../../tensor/select.ts';
import { type Shape, shapeText } from '../../tensor/tensor.ts';
import { broadcastTo, literal } from '../core.ts';
import { linear } from './linear.ts';
import { identityOf, type Op } from '../op.ts';
import { primitive } from '../primitive.ts';

/** The moves of axes and entries: exact, and each the transpose of another. */

const inverseOf = (perm: readonly number[]): readonly number[] => perm.map((_, i) => perm.indexOf(i));

const transposeOp = linear('transpose', ({ perm }: { perm: readonly number[] }) => ({
  structure: { kind: 'move', read: { by: 'axes', along: inverseOf(perm) } },
  shape: (s) => perm.map((p) => s[p]!),
  compute: (x) => dense.transpose(x, perm),
  transpose: () => transpose(inverseOf(perm)),
  batched: () => transpose([0, ...perm.map((p) => p + 1)]),
  doc: { group: 'shape', summary: 'Reorders the axes.', latex: '#1^{\\top}' },
}));
/** Axis `i` of the result is axis `perm[i]` of the operand. */
export const transpose = (perm: readonly number[]): Op => transposeOp({ perm });

const takeOp = linear('take', ({ axis, indices }: { axis: number; indices: readonly number[] }) => ({
  structure: { kind: 'move', read: { by: 'indices', axis, indices } },
  shape: (s) => s.map((d, i) => (i === axis ? indices.length : d)),
  compute: (x) => select.take(x, axis, indices),
  transpose: (s) => put(axis, indices, s[axis]!),
  batched: () => take(axis + 1, indices),
}));
/** The entries at `indices` (from 0) along one axis. */
export const take = (axis: number, indices: readonly number[]): Op => takeOp({ axis, indices });

const putOp = linear(
  'put',
  ({ axis, indices, extent }: { axis: number; indices: readonly number[]; extent: number }) => ({
    structure:
      new Set(indices).size === indices.length
        ? { kind: 'move', read: { by: 'scattering', axis, indices } }
        : { kind: 'scatter', axis, indices, extent },
    shape: (s) => s.map((d, i) => (i === axis ? extent : d)),
    compute: (x) => select.put(x, axis, indices, extent),
    transpose: () => take(axis, indices),
    batched: () => put(axis + 1, indices, extent),
  }),
);
/** The transpose of `take`: adds the entries to zeros at `indices` along an axis of extent `extent`. */
export const put = (axis: number, indices: readonly number[], extent: number): Op => putOp({ axis, indices, extent });

const sliceOp = linear(
  'slice',
  ({ axis, start, step, count }: { axis: number; start: number; step: number; count: number }) => ({
    structure: { kind: 'move', read: { by: 'steps', axis, start, step } },
    shape: (s) => s.map((d, i) => (i === axis ? count : d)),
    compute: (x) => select.slice(x, axis, start, step, count),
    transpose: (s) => place(axis, start, step, s[axis]!),
    batched: () => slice(axis + 1, start, count, step),
  }),
);
/** `count` entries from `start` (from 0) in steps along one axis. */
export const slice = (axis: number, start: number, count: number, step = 1): Op =>
  sliceOp({ axis, start, step, count });

const placeOp = linear(
  'place',
  ({ axis, start, step, extent }: { axis: number; start: number; step: number; extent: number }) => ({
    structure: { kind: 'move', read: { by: 'placing', axis, start, step } },
    shape: (s) => s.map((d, i) => (i === axis ? extent : d)),
    compute: (x) => select.place(x, axis, start, step, extent),
    transpose: (s) => slice(axis, start, s[axis]!, step),
    batched: () => place(axis + 1, start, step, extent),
  }),
);
/** The transpose of `slice`: writes the entries into zeros along an axis of extent `extent`. */
export const place = (axis: number, start: number, step: number, extent: number): Op =>
  placeOp({ axis, start, step, extent });

const concatOp = primitive('concat', (attrs: { axis: number }): Op => {
  const { axis } = attrs;
  const op: Op = {
    ...identityOf('concat', attrs),
    algebra: 'linear',
    structure: { kind: 'join', axis },
    exact: true,
    shape: (...shapes) => {
      const [first] = shapes as [Shape];
      for (const s of shapes) {
        if (s.length !== first.length || s.some((d, i) => i !== axis && d !== first[i])) {
          fail('shape/concat', `shapes ${shapeText(first)} and ${shapeText(s)} do not join along axis ${axis + 1}`);
        }
      }
      return first.map((d, i) => (i === axis ? shapes.reduce((n, s) => n + s[axis]!, 0) : d));
    },
    compute: (...xs) => rearrange.concat(xs, axis),
    jvp: ($, dx, ...x) => $(op, ...dx.map((d, i) => d ?? $(broadcastTo($.shape(x[i]!)), literal($, 0)))),
    vjp: ($, ct, wants, ...x) => {
      let start = 0;
      return wants.map((wanted, i) => {
        const count = $.shape(x[i]!)[axis]!;
        start += count;
        return wanted ? $(slice(axis, start - count, count), ct) : undefined;
      });
    },
    batch: ($, { batched, size }, ...x) =>
      $(concat(axis + 1), ...x.map((v, i) => (batched[i] ? v : $(broadcastTo([size, ...$.shape(v)]), v)))),
    doc: { group: 'shape', summary: 'Joins arrays along an axis.' },
  };
  return op;
});
/** Joins operands along one axis (from 0). */
export const concat = (axis: number): Op => concatOp({ axis });
