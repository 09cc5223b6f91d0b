import { attempt } from '../../src/base/fault.ts';
import type { Nearby } from '../../src/derive/nearby.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';

/** A function about a point: its inputs and its outputs each as one plain vector, the inputs as offsets from the point. */
export interface AboutPoint {
  /** The value at the point moved by `offset`; undefined where the function cannot be evaluated. */
  value(offset: Float64Array): Float64Array | undefined;
  /** The derivative there along `direction`. */
  along(offset: Float64Array, direction: Float64Array): Float64Array | undefined;
}

/** The neighbourhood of a point by offsets from it. */
export function aboutPoint(near: Nearby): AboutPoint {
  const parts = (flat: Float64Array): readonly Tensor[] => {
    let start = 0;
    return near.at.map(({ shape, data }) => tensor(shape, flat.slice(start, (start += data.length))));
  };
  const moved = (offset: Float64Array): readonly Tensor[] =>
    parts(offset).map(({ shape, data }, i) => ({ shape, data: data.map((d, j) => near.at[i]!.data[j]! + d) }));
  return {
    value: (offset) => attempt(() => near.value(moved(offset)).data),
    along: (offset, direction) => attempt(() => near.along(moved(offset), parts(direction)).data),
  };
}
