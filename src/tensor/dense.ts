import { invariant } from '../base/invariant.ts';
import { broadcastOffsets, broadcastShapes, offsets, strides } from './shape.ts';
import { type Shape, sameShape, sizeOf, type Tensor, tensor } from './tensor.ts';

/** `f` of each entry. */
export function map1(x: Tensor, f: (x: number) => number): Tensor {
  const out = new Float64Array(x.data.length);
  for (let i = 0; i < out.length; i++) out[i] = f(x.data[i]!);
  return { shape: x.shape, data: out };
}

/** `f` of each pair of entries, broadcast to the common shape. */
export function map2(a: Tensor, b: Tensor, f: (a: number, b: number) => number): Tensor {
  const shape = common(a.shape, b.shape);
  const p = a.data;
  const q = b.data;
  const out = new Float64Array(sizeOf(shape));
  if (sameShape(a.shape, b.shape)) {
    for (let i = 0; i < out.length; i++) out[i] = f(p[i]!, q[i]!);
  } else if (q.length === 1 && p.length === out.length) {
    const y = q[0]!;
    for (let i = 0; i < out.length; i++) out[i] = f(p[i]!, y);
  } else if (p.length === 1 && q.length === out.length) {
    const x = p[0]!;
    for (let i = 0; i < out.length; i++) out[i] = f(x, q[i]!);
  } else {
    const ia = broadcastOffsets(a.shape, shape);
    const ib = broadcastOffsets(b.shape, shape);
    for (let i = 0; i < out.length; i++) out[i] = f(p[ia[i]!]!, q[ib[i]!]!);
  }
  return { shape, data: out };
}

/** `f` of each triple of entries, broadcast to the common shape. */
export function map3(a: Tensor, b: Tensor, c: Tensor, f: (a: number, b: number, c: number) => number): Tensor {
  const shape = common(common(a.shape, b.shape), c.shape);
  const [x, y, z] = [a, b, c].map((t) => broadcastTo(t, shape).data);
  return { shape, data: x!.map((v, i) => f(v, y![i]!, z![i]!)) };
}

/** A function of one, two or three numbers on arrays. */
export const mapped = (arity: number, f: (...x: number[]) => number): ((...x: Tensor[]) => Tensor) =>
  arity === 1 ? (a) => map1(a, f) : arity === 2 ? (a, b) => map2(a, b, f) : (a, b, c) => map3(a, b, c, f);

/** The entries repeated along stretched and new leading axes. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  invariant(sameShape(common(x.shape, shape), shape), `cannot broadcast [${x.shape}] to [${shape}]`);
  const from = broadcastOffsets(x.shape, shape);
  return tensor(shape, pick(x.data, from));
}

/** The axes permuted: axis `i` of the result is axis `perm[i]` of `x`; without `perm`, all axes reversed. */
export function transpose(x: Tensor, perm: readonly number[] = x.shape.map((_, i) => x.shape.length - 1 - i)): Tensor {
  const rank = x.shape.length;
  invariant(perm.length === rank && new Set(perm).size === rank, `[${perm}] is no permutation of ${rank} axes`);
  const steps = strides(x.shape);
  const shape = perm.map((axis) => x.shape[axis]!);
  return tensor(
    shape,
    pick(
      x.data,
      offsets(
        shape,
        perm.map((axis) => steps[axis]!),
      ),
    ),
  );
}

function common(a: Shape, b: Shape): Shape {
  const shape = broadcastShapes(a, b);
  invariant(shape, `shapes [${a}] and [${b}] do not broadcast`);
  return shape;
}

function pick(data: Float64Array, from: Int32Array): Float64Array {
  const out = new Float64Array(from.length);
  for (let i = 0; i < out.length; i++) out[i] = data[from[i]!]!;
  return out;
}
