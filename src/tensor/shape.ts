import { type Shape, sizeOf } from './tensor.ts';

/** The common shape of two operands, trailing axes aligned and extents of 1 stretched; undefined if they disagree. */
export function broadcastShapes(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const m = a[a.length - i] ?? 1;
    const n = b[b.length - i] ?? 1;
    if (m !== n && m !== 1 && n !== 1) return undefined;
    out[rank - i] = m === 1 ? n : m;
  }
  return out;
}

/** How far apart neighbours along each axis lie in row-major data. */
export function strides(shape: Shape): number[] {
  const out = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    out[i] = step;
    step *= shape[i]!;
  }
  return out;
}

/** Strides with which data of `shape` is read as if it had shape `target`: 0 along stretched axes. */
export function broadcastStrides(shape: Shape, target: Shape): number[] {
  const own = strides(shape);
  const lead = target.length - shape.length;
  return target.map((_, i) => (i < lead || shape[i - lead] === 1 ? 0 : own[i - lead]!));
}

/** The offsets, in row-major order of `shape`, of the entries that `steps` (one stride per axis) reaches from `start`. */
export function offsets(shape: Shape, steps: readonly number[], start = 0): Int32Array {
  const rank = shape.length;
  const size = sizeOf(shape);
  const out = new Int32Array(size);
  const index = new Int32Array(rank);
  let at = start;
  for (let k = 0; k < size; k++) {
    out[k] = at;
    for (let axis = rank - 1; axis >= 0; axis--) {
      at += steps[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      at -= steps[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}

/** For each entry of an array of shape `target` the entry of one of `shape`, which is stretched to it. */
export const broadcastOffsets = (shape: Shape, target: Shape): Int32Array =>
  offsets(target, broadcastStrides(shape, target));

/** The shape with the given axes taken out. */
export const withoutAxes = (shape: Shape, axes: readonly number[]): Shape => shape.filter((_, i) => !axes.includes(i));

/** `[outer, extent, inner]` of an axis: entry (o, i, r) lies at `(o * extent + i) * inner + r`. */
export function around(shape: Shape, axis: number): readonly [outer: number, extent: number, inner: number] {
  let outer = 1;
  let inner = 1;
  for (let i = 0; i < axis; i++) outer *= shape[i]!;
  for (let i = axis + 1; i < shape.length; i++) inner *= shape[i]!;
  return [outer, shape[axis]!, inner];
}

/** The 1-based indices of the entry at a flat index. */
export function indicesOf(index: number, shape: Shape): number[] {
  let rest = index;
  return shape
    .toReversed()
    .map((extent) => {
      const i = (rest % extent) + 1;
      rest = Math.floor(rest / extent);
      return i;
    })
    .toReversed();
}
