import { around } from './shape.ts';
import { sizeOf, type Shape, type Tensor } from './tensor.ts';

/** Copies, along one axis, entry `from(i)` of `x` to entry `to(i)` of zeros of extent `extent`, for i < count; adds where two meet. */
function move(
  x: Tensor,
  axis: number,
  extent: number,
  count: number,
  from: (i: number) => number,
  to: (i: number) => number,
): Tensor {
  const shape: Shape = x.shape.map((d, i) => (i === axis ? extent : d));
  const data = new Float64Array(sizeOf(shape));
  const [outer, had, inner] = around(x.shape, axis);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < count; i++) {
      const source = (o * had + from(i)) * inner;
      const target = (o * extent + to(i)) * inner;
      for (let k = 0; k < inner; k++) data[target + k]! += x.data[source + k]!;
    }
  }
  return { shape, data };
}

/** The entries at `indices` (from 0) along an axis. */
export const take = (x: Tensor, axis: number, indices: readonly number[]): Tensor =>
  move(
    x,
    axis,
    indices.length,
    indices.length,
    (i) => indices[i]!,
    (i) => i,
  );

/** The adjoint of {@link take}: adds the entries to zeros at `indices` along an axis of extent `extent`. */
export const put = (x: Tensor, axis: number, indices: readonly number[], extent: number): Tensor =>
  move(
    x,
    axis,
    extent,
    indices.length,
    (i) => i,
    (i) => indices[i]!,
  );

/** `count` entries from `start` in steps along an axis. */
export const slice = (x: Tensor, axis: number, start: number, step: number, count: number): Tensor =>
  move(
    x,
    axis,
    count,
    count,
    (i) => start + i * step,
    (i) => i,
  );

/** The adjoint of {@link slice}: writes the entries into zeros along an axis of extent `extent`. */
export const place = (x: Tensor, axis: number, start: number, step: number, extent: number): Tensor =>
  move(
    x,
    axis,
    extent,
    x.shape[axis]!,
    (i) => i,
    (i) => start + i * step,
  );
