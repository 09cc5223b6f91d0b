import { invariant } from '../base/invariant.ts';
import { around, offsets, strides, withoutAxes } from './shape.ts';
import { accurateSum } from './sum.ts';
import { type Shape, sameShape, sizeOf, type Tensor, tensor } from './tensor.ts';

/** Folds `f` over the given axes (all of them if left out), which the result lacks. */
export function reduce(
  x: Tensor,
  axes: readonly number[] | undefined,
  init: number,
  f: (accumulator: number, entry: number) => number,
): Tensor {
  return fold(x, axes, (data, start, n) => {
    let out = init;
    for (let i = start; i < start + n; i++) out = f(out, data[i]!);
    return out;
  });
}

/** Sums over the given axes (all of them if left out), to within a rounding whatever the cancellation. */
export const sum = (x: Tensor, axes?: readonly number[]): Tensor => fold(x, axes, accurateSum);

/** Sums over the axes along which `shape` was broadcast to `x.shape`: the adjoint of `broadcastTo`. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const lead = x.shape.length - shape.length;
  invariant(lead >= 0, `cannot sum [${x.shape}] to [${shape}]`);
  const axes = x.shape.flatMap((d, i) => (i < lead || (shape[i - lead] === 1 && d !== 1) ? [i] : []));
  return tensor(shape, sum(x, axes).data);
}

/** Running sums along an axis, compensated. */
export function cumsum(x: Tensor, axis: number): Tensor {
  const [outer, extent, inner] = around(x.shape, axis);
  const out = new Float64Array(x.data.length);
  for (let o = 0; o < outer; o++) {
    for (let r = 0; r < inner; r++) {
      let total = 0;
      let error = 0;
      for (let i = 0, at = o * extent * inner + r; i < extent; i++, at += inner) {
        const entry = x.data[at]!;
        const next = total + entry;
        error += Math.abs(total) >= Math.abs(entry) ? total - next + entry : entry - next + total;
        total = next;
        out[at] = Number.isFinite(error) ? total + error : total;
      }
    }
  }
  return tensor(x.shape, out);
}

/** Applies `f` to the entries along `axes`, laid out side by side, for each index of the other axes. */
function fold(
  x: Tensor,
  axes: readonly number[] = x.shape.map((_, i) => i),
  f: (data: Float64Array, start: number, n: number) => number,
): Tensor {
  const shape = withoutAxes(x.shape, axes);
  const size = sizeOf(shape);
  const n = sizeOf(axes.map((axis) => x.shape[axis]!));
  const trailing = axes.every((axis) => axis >= shape.length);
  const data = trailing ? x.data : gathered(x, axes);
  const out = new Float64Array(size);
  for (let k = 0; k < size; k++) out[k] = f(data, k * n, n);
  return { shape, data: out };
}

function gathered(x: Tensor, axes: readonly number[]): Float64Array {
  const order = [...x.shape.keys()].filter((i) => !axes.includes(i)).concat(axes);
  const steps = strides(x.shape);
  const from = offsets(
    order.map((i) => x.shape[i]!),
    order.map((i) => steps[i]!),
  );
  return Float64Array.from(from, (at) => x.data[at]!);
}
