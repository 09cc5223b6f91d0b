import { invariant } from '../base/invariant.ts';
import { dot } from './dot.ts';
import { broadcastShapes, broadcastStrides, offsets } from './shape.ts';
import { sizeOf, type Tensor } from './tensor.ts';

/** Up to this many multiplications per matrix every inner product is compensated; above it speed decides. */
const ACCURATE_WORK = 1e5;

/** Matrix products of [...batch, m, k] and [...batch, k, n], the leading axes broadcast. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const [m, k] = a.shape.slice(-2) as [number, number];
  const [k2, n] = b.shape.slice(-2) as [number, number];
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  invariant(a.shape.length >= 2 && b.shape.length >= 2 && k === k2 && batch, `matmul of [${a.shape}] and [${b.shape}]`);
  const count = sizeOf(batch);
  const ia = offsets(batch, broadcastStrides(a.shape.slice(0, -2), batch));
  const ib = offsets(batch, broadcastStrides(b.shape.slice(0, -2), batch));
  const out = new Float64Array(count * m * n);
  const multiply = m * k * n <= ACCURATE_WORK ? accurateProduct : plainProduct;
  for (let p = 0; p < count; p++) {
    const x = a.data.subarray(ia[p]! * m * k, (ia[p]! + 1) * m * k);
    const y = b.data.subarray(ib[p]! * k * n, (ib[p]! + 1) * k * n);
    multiply(x, y, out.subarray(p * m * n, (p + 1) * m * n), m, k, n);
  }
  return { shape: [...batch, m, n], data: out };
}

type Product = (x: Float64Array, y: Float64Array, out: Float64Array, m: number, k: number, n: number) => void;

const accurateProduct: Product = (x, y, out, m, k, n) => {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      out[i * n + j] = dot({ data: x, start: i * k, step: 1 }, { data: y, start: j, step: n }, k);
    }
  }
};

/** Blocks of four rows of `y` at a time stay in cache and give the processor independent sums. */
const plainProduct: Product = (x, y, out, m, k, n) => {
  const whole = k - (k % 4);
  for (let l = 0; l < whole; l += 4) {
    const r = l * n;
    for (let i = 0; i < m; i++) {
      const at = i * k + l;
      const x0 = x[at]!;
      const x1 = x[at + 1]!;
      const x2 = x[at + 2]!;
      const x3 = x[at + 3]!;
      const o = i * n;
      for (let j = 0; j < n; j++) {
        const pairs = x0 * y[r + j]! + x1 * y[r + n + j]! + (x2 * y[r + 2 * n + j]! + x3 * y[r + 3 * n + j]!);
        out[o + j] = out[o + j]! + pairs;
      }
    }
  }
  for (let l = whole; l < k; l++) {
    for (let i = 0; i < m; i++) {
      const v = x[i * k + l]!;
      for (let j = 0; j < n; j++) out[i * n + j] = out[i * n + j]! + v * y[l * n + j]!;
    }
  }
};
