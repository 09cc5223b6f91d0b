import { invariant } from '../base/invariant.ts';
import { around, offsets, strides } from './shape.ts';
import { type Shape, sizeOf, type Tensor, tensor } from './tensor.ts';

/** Tensors of the same shape but for the extent of `axis`, one after the other along it. */
export function concat(xs: readonly Tensor[], axis: number): Tensor {
  const first = xs[0];
  invariant(first, 'concat of nothing');
  const total = xs.reduce((n, x) => n + x.shape[axis]!, 0);
  const shape = first.shape.map((d, i) => (i === axis ? total : d));
  const out = new Float64Array(sizeOf(shape));
  const [outer, , inner] = around(shape, axis);
  let offset = 0;
  for (const x of xs) {
    const run = x.shape[axis]! * inner;
    for (let o = 0; o < outer; o++) out.set(x.data.subarray(o * run, (o + 1) * run), o * total * inner + offset);
    offset += run;
  }
  return tensor(shape, out);
}

/** Tensors of one shape side by side along a new axis. */
export function stack(xs: readonly Tensor[], axis = 0): Tensor {
  const wider = (shape: Shape): Shape => [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  return concat(
    xs.map((x) => tensor(wider(x.shape), x.data)),
    axis,
  );
}

/** The entries at each combination of the indices (from 0) listed per axis; `undefined` takes the whole axis. */
export function gather(x: Tensor, indices: readonly (readonly number[] | undefined)[]): Tensor {
  const { shape, from } = picked(x.shape, indices);
  return tensor(
    shape,
    Float64Array.from(from, (at) => x.data[at]!),
  );
}

/** Adds each entry of `y` to a zero tensor of `shape` where `gather` would have read it: the adjoint of `gather`. */
export function scatterAdd(y: Tensor, shape: Shape, indices: readonly (readonly number[] | undefined)[]): Tensor {
  const { from } = picked(shape, indices);
  invariant(from.length === y.data.length, `scatterAdd of [${y.shape}] into [${shape}]`);
  const out = new Float64Array(sizeOf(shape));
  for (let i = 0; i < from.length; i++) out[from[i]!]! += y.data[i]!;
  return tensor(shape, out);
}

/** Along an axis, `count` entries from index `start` (from 0), `step` apart; the step may be negative. */
export function sliceRange(x: Tensor, axis: number, start: number, count: number, step = 1): Tensor {
  const last = start + (count - 1) * step;
  const extent = x.shape[axis]!;
  const inside = count === 0 || (Math.min(start, last) >= 0 && Math.max(start, last) < extent);
  invariant(inside, `slice ${start}..${last} of an axis of ${extent}`);
  const steps = strides(x.shape);
  const from = steps.map((s, i) => (i === axis ? s * step : s));
  const shape = x.shape.map((d, i) => (i === axis ? count : d));
  const at = offsets(shape, from, start * steps[axis]!);
  return tensor(
    shape,
    Float64Array.from(at, (k) => x.data[k]!),
  );
}

/** `before[i]` and `after[i]` entries of `value` added at the ends of each axis `i`. */
export function pad(x: Tensor, before: readonly number[], after: readonly number[], value = 0): Tensor {
  const shape = x.shape.map((d, i) => d + before[i]! + after[i]!);
  const steps = strides(shape);
  const start = steps.reduce((n, s, i) => n + s * before[i]!, 0);
  const out = new Float64Array(sizeOf(shape)).fill(value);
  const to = offsets(x.shape, steps, start);
  for (let i = 0; i < to.length; i++) out[to[i]!] = x.data[i]!;
  return tensor(shape, out);
}

/** The entries along an axis in reverse order. */
export const flip = (x: Tensor, axis: number): Tensor => {
  const extent = x.shape[axis]!;
  return sliceRange(x, axis, Math.max(extent - 1, 0), extent, -1);
};

function picked(
  shape: Shape,
  indices: readonly (readonly number[] | undefined)[],
): { readonly shape: Shape; readonly from: Int32Array } {
  invariant(indices.length === shape.length, `${indices.length} index lists for [${shape}]`);
  const steps = strides(shape);
  const target = shape.map((d, i) => indices[i]?.length ?? d);
  let from = Int32Array.of(0);
  for (let axis = 0; axis < shape.length; axis++) {
    const list = indices[axis];
    const n = target[axis]!;
    const next = new Int32Array(from.length * n);
    for (let i = 0; i < n; i++) {
      const index = list ? list[i]! : i;
      invariant(index >= 0 && index < shape[axis]!, `index ${index} on an axis of ${shape[axis]}`);
      for (let k = 0; k < from.length; k++) next[k * n + i] = from[k]! + index * steps[axis]!;
    }
    from = next;
  }
  return { shape: target, from };
}
