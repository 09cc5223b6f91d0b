import fc from 'fast-check';
import { prng } from '../../../src/base/prng.ts';
import { allocate, hasFusedMultiplyAdd } from '../../../src/wasm/features.ts';
import { linearKernels, type LinearKernels } from '../../../src/wasm/linear/kernels.ts';

/** A matrix that lies in memory: its address in bytes, its strides in doubles. */
export interface Laid {
  readonly address: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Kernels on a memory of their own, which tests lay matrices into one after the other. */
export class Workbench {
  readonly kernels: LinearKernels;
  readonly memory: Float64Array;
  private end = 0;

  constructor(fma: boolean, doubles: number) {
    const memory = allocate(8 * doubles);
    this.memory = new Float64Array(memory.buffer).fill(NaN);
    this.kernels = linearKernels(memory, { fma });
  }

  /** Forgets everything; what was there becomes NaN. */
  clear(): void {
    this.memory.fill(NaN, 0, this.end);
    this.end = 0;
  }

  /** The address of so many bytes; NaN lies on both sides. */
  reserve(bytes: number): number {
    const address = 8 * this.end + 64;
    this.end = 2 * Math.ceil((address + bytes) / 16);
    return address;
  }

  /** An m x n matrix with gaps between its rows, or its columns if transposed. */
  lay(m: number, n: number, entry: (i: number, j: number) => number, transposed = false, gap = 0): Laid {
    const [rowStride, columnStride] = transposed ? [1, m + gap] : [n + gap, 1];
    const laid = { address: this.reserve(8 * (m + gap) * (n + gap)), rowStride, columnStride };
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) this.memory[index(laid, i, j)] = entry(i, j);
    return laid;
  }

  /** Entry i, j. */
  at(laid: Laid, i: number, j: number): number {
    return this.memory[index(laid, i, j)]!;
  }
}

const index = ({ address, rowStride, columnStride }: Laid, i: number, j: number): number =>
  address / 8 + i * rowStride + j * columnStride;

/** With and, where the runtime has it, without one rounding for each product. */
export const roundings = hasFusedMultiplyAdd() ? [false, true] : [false];

/** Whole numbers from -8 to 8: their sums of products are exact. */
export function wholeNumbers(seed: number): () => number {
  const next = prng(seed);
  return () => Math.floor(17 * next()) - 8;
}

/** Extents around those where kernels change their way. */
export const extents = fc.oneof(
  fc.integer({ min: 0, max: 14 }),
  fc.constantFrom(31, 33, 47, 48, 49, 63, 64, 65, 95, 96, 97, 192, 255, 256, 257, 512, 513),
);
