import { expect } from 'vitest';
import { type Shape, sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';

/** How derivatives are held against differences, and against each other. */

/** The greatest difference of two tensors, over 1 + the greatest entry. */
export function distance(a: Tensor, b: Tensor): number {
  expect(a.shape).toEqual(b.shape);
  let most = 0;
  let size = 1;
  b.data.forEach((v, i) => {
    const d = Object.is(a.data[i], v) ? 0 : Math.abs(a.data[i]! - v);
    if (!(d <= most)) most = d;
    size = Math.max(size, Math.abs(v));
  });
  return most / size;
}

/** The sum of products of entries. */
export const inner = (a: Tensor, b: Tensor): number => a.data.reduce((s, v, i) => s + v * b.data[i]!, 0);

/** df/dx_i of shape [...output, ...input] by differences of fourth order; `scale` shortens or lengthens the step. */
export function differences(f: (x: readonly Tensor[]) => Tensor, x: readonly Tensor[], i: number, scale = 1): Tensor {
  const output = f(x).shape;
  const n = x[i]!.data.length;
  const data = new Float64Array(sizeOf(output) * n);
  for (let j = 0; j < n; j++) {
    const h = scale * 1e-3 * Math.max(0.1, Math.min(1, Math.abs(x[i]!.data[j]!)));
    const at = (k: number): Float64Array => {
      const moved = Float64Array.from(x[i]!.data);
      moved[j]! += k * h;
      return f(x.map((t, l) => (l === i ? tensor(t.shape, moved) : t))).data;
    };
    const [far, near, less, least] = [at(2), at(1), at(-1), at(-2)];
    for (let k = 0; k < sizeOf(output); k++) {
      data[k * n + j] = (8 * (near[k]! - less[k]!) - (far[k]! - least[k]!)) / (12 * h);
    }
  }
  return tensor([...output, ...x[i]!.shape], data);
}

/** [...output, ...a, ...b] with the axes of a and b exchanged. */
export function exchanged(t: Tensor, output: Shape, b: Shape): Tensor {
  const m = sizeOf(output);
  const q = sizeOf(b);
  const p = t.data.length / (m * q);
  const data = new Float64Array(t.data.length);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < q; j++) for (let k = 0; k < p; k++) data[(i * p + k) * q + j] = t.data[(i * q + j) * p + k]!;
  }
  return tensor([...output, ...t.shape.slice(output.length + b.length), ...b], data);
}

/** A derivative [...output, ...v] (or [...output, ...v, ...w]) times its directions. */
export function contracted(d: Tensor, output: Shape, v: Tensor, w: Tensor = tensor([], [1])): Tensor {
  const [m, n, q] = [sizeOf(output), v.data.length, w.data.length];
  const data = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++)
      for (let k = 0; k < q; k++) data[i]! += d.data[(i * n + j) * q + k]! * v.data[j]! * w.data[k]!;
  }
  return tensor(output, data);
}

/** The sum, or nothing of nothing. */
export const sumOf = (list: readonly Tensor[]): Tensor | undefined =>
  list.length === 0
    ? undefined
    : list.reduce((a, b) =>
        tensor(
          a.shape,
          a.data.map((v, i) => v + b.data[i]!),
        ),
      );
