import { invariant } from '../base/invariant.ts';
import { around } from './shape.ts';
import { sizeOf, type Tensor, tensor } from './tensor.ts';

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
