import { fail } from '../base/fault.ts';
import type { Numeric, Tracer } from '../graph/trace.ts';
import { reshape } from '../ops/core.ts';
import { slice, take } from '../ops/array/moves.ts';
import { type Shape, shapeText, sizeOf, type Tensor } from '../tensor/tensor.ts';

/** One index of `A[i, j]`: a position, which drops its axis; several; or all. */
export type Index = Tensor | 'all';

/** Positions from 0 along an axis of the given extent, or a Fault that names what is there. */
export function positions(index: Tensor, extent: number, axis: number): readonly number[] {
  return Array.from(index.data, (i) => {
    if (!Number.isInteger(i))
      fail('index/not-whole', `an index must be a whole number, not ${i}`, {
        help: 'Indices count from 1; end is the last one.',
      });
    if (i < 1 || i > extent) {
      fail('index/range', `index ${i} is outside 1..${extent} on axis ${axis + 1}`, {
        help: 'Indices count from 1; end is the last one.',
      });
    }
    return i - 1;
  });
}

export const checkRank = (shape: Shape, count: number): void => {
  if (count !== shape.length) {
    fail(
      'index/rank',
      `${count === 1 ? '1 index' : `${count} indices`} for an array ${shapeText(shape)} of ${shape.length} axes`,
      {
        help:
          shape.length === 2 && count === 1
            ? 'A row is A[i, :]; flatten(A)[i] is an entry.'
            : 'Give one index per axis; : takes all.',
      },
    );
  }
};

/** `x[i, j, ..]`: indices count from 1, single positions drop their axis. */
export function select($: Tracer, x: Numeric, indices: readonly Index[]): Numeric {
  const shape = $.shape(x);
  checkRank(shape, indices.length);
  let y = x;
  indices.forEach((index, axis) => {
    if (index === 'all') return;
    const at = positions(index, shape[axis]!, axis);
    const step = at.length > 1 ? at[1]! - at[0]! : 1;
    const even = step !== 0 && at.every((p, i) => p === at[0]! + i * step);
    y = even && at.length > 0 ? $(slice(axis, at[0]!, at.length, step), y) : $(take(axis, at), y);
  });
  const kept = $.shape(y).filter((_, axis) => {
    const index = indices[axis]!;
    return index === 'all' || index.shape.length > 0;
  });
  return kept.length === shape.length ? y : $(reshape(kept), y);
}

/** A copy of `x` with the entries at `indices` replaced by `value`, a number or an array of the selection's shape. */
export function replace(x: Tensor, indices: readonly Index[], value: Tensor): Tensor {
  checkRank(x.shape, indices.length);
  const lists = indices.map((index, axis) =>
    index === 'all' ? Array.from({ length: x.shape[axis]! }, (_, i) => i) : positions(index, x.shape[axis]!, axis),
  );
  const count = sizeOf(lists.map((l) => l.length));
  if (value.data.length !== 1 && value.data.length !== count) {
    fail('shape/mismatch', `${value.data.length} values do not fill ${count} entries`);
  }
  const data = Float64Array.from(x.data);
  for (let k = 0; k < count; k++) {
    let rest = k;
    let at = 0;
    let stride = 1;
    for (let axis = lists.length - 1; axis >= 0; axis--) {
      const list = lists[axis]!;
      at += list[rest % list.length]! * stride;
      rest = Math.floor(rest / list.length);
      stride *= x.shape[axis]!;
    }
    data[at] = value.data.length === 1 ? value.data[0]! : value.data[k]!;
  }
  return { shape: x.shape, data };
}
