import { checkInterrupt } from '../base/interrupt.ts';
import { invariant } from '../base/invariant.ts';
import { gemmWorkspace } from '../wasm/linear/gemm.ts';
import { openScratch } from '../wasm/linear/scratch.ts';
import { dot } from './dot.ts';
import { blasForProduct, LEAST_SIDE, ownKernels } from './kernels.ts';
import { matchedBatches } from './linear/batch.ts';
import { systemProduct } from './system-product.ts';
import { sizeOf, type Tensor } from './tensor.ts';

/** Up to this many multiplications per matrix every inner product is compensated, and a single one always; above it speed decides. */
const ACCURATE_WORK = 1e5;

/** Multiplications between two looks whether to end: some tenths of a second. */
const UNINTERRUPTED = 2e9;

/** Matrix products of [...batch, m, k] and [...batch, k, n], the leading axes broadcast. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const [m, k] = a.shape.slice(-2) as [number, number];
  const [k2, n] = b.shape.slice(-2) as [number, number];
  invariant(a.shape.length >= 2 && b.shape.length >= 2 && k === k2, `matmul of [${a.shape}] and [${b.shape}]`);
  const multiply = m * k * n <= ACCURATE_WORK || m * n === 1 ? accurateProduct : fastProduct;
  if (a.shape.length === 2 && b.shape.length === 2) {
    // Views of two small matrices take longer than their product.
    const data = new Float64Array(m * n);
    multiply(a.data, b.data, data, m, k, n);
    return { shape: [m, n], data };
  }
  const { batch, indices } = matchedBatches(a.shape, b.shape);
  const [ia, ib] = indices;
  const count = sizeOf(batch);
  const out = new Float64Array(count * m * n);
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

const fastProduct: Product = (x, y, out, m, k, n) => {
  const multiply = fastest(m, k, n);
  // Multiples of the tiles' heights, so that entries are computed alike wherever rows are parted.
  const rows = Math.max(96, 96 * Math.floor(UNINTERRUPTED / (96 * k * n)));
  for (let i = 0; i < m; i += rows) {
    checkInterrupt();
    const count = Math.min(rows, m - i);
    multiply(x.subarray(i * k, (i + count) * k), y, out.subarray(i * n, (i + count) * n), count, k, n);
  }
};

function fastest(m: number, k: number, n: number): Product {
  if (n === 1) return columnProduct;
  if (Math.min(m, n) < LEAST_SIDE) return plainProduct;
  return productOfSystem(m, k, n) ?? ownProduct() ?? plainProduct;
}

function productOfSystem(m: number, k: number, n: number): Product | undefined {
  const blas = blasForProduct(m, n, k);
  const rows = (data: Float64Array, row: number) => ({ data, row, column: 1 });
  return blas && ((x, y, out, m, k, n) => void systemProduct(blas, m, n, k, rows(x, k), rows(y, n), rows(out, n)));
}

function ownProduct(): Product | undefined {
  const own = ownKernels();
  return (
    own &&
    ((x, y, out, m, k, n) => {
      const sizes = [m * k, k * n, m * n];
      const { kernels, doubles, addresses, workspace } = openScratch(own.fma, sizes, gemmWorkspace(m, n, k));
      const [a, b, c] = addresses as [number, number, number];
      doubles.set(x, a / 8);
      doubles.set(y, b / 8);
      kernels.gemm(m, n, k, 1, a, k, 1, b, n, 1, 0, c, n, workspace);
      out.set(doubles.subarray(c / 8, c / 8 + m * n));
    })
  );
}

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

/** A column: inner products of four independent sums. */
const columnProduct: Product = (x, y, out, m, k) => {
  const whole = k - (k % 4);
  for (let i = 0; i < m; i++) {
    const row = i * k;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let l = 0; l < whole; l += 4) {
      s0 += x[row + l]! * y[l]!;
      s1 += x[row + l + 1]! * y[l + 1]!;
      s2 += x[row + l + 2]! * y[l + 2]!;
      s3 += x[row + l + 3]! * y[l + 3]!;
    }
    for (let l = whole; l < k; l++) s0 += x[row + l]! * y[l]!;
    out[i] = s0 + s1 + (s2 + s3);
  }
};
