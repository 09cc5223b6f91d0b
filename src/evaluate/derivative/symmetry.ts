import { type Numeric, present } from '../../graph/trace.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { isRecorded } from './local.ts';

/**
 * Second derivatives [...output, ...input i, ...input j], the part by i and j at `i n + j` for n inputs, with the mirrored entry where
 * one is NaN and that is not: second derivatives are symmetric, and an infinite slope times a 0 stands in one order alone.
 */
export function withMirrored(
  parts: readonly Numeric[],
  inputs: readonly Numeric[],
  output: number,
): readonly Numeric[] {
  if (isRecorded(inputs) || !parts.some((p) => present(p).data.some(Number.isNaN))) return parts;
  const n = Math.round(Math.sqrt(parts.length));
  // Input i is as large as the square root of the part by it twice.
  const sizes = Array.from({ length: n }, (_, i) =>
    Math.round(Math.sqrt(sizeOf(present(parts[i * (n + 1)]!).shape) / output)),
  );
  return parts.map((part, k): Tensor => {
    const [i, j] = [Math.floor(k / n), k % n];
    const { shape, data } = present(part);
    const other = present(parts[j * n + i]!).data;
    const [rows, columns] = [sizes[i]!, sizes[j]!];
    const mirror = (at: number): number => {
      const inner = at % (rows * columns);
      return at - inner + (inner % columns) * rows + Math.floor(inner / columns);
    };
    return { shape, data: data.map((v, at) => (Number.isNaN(v) ? other[mirror(at)]! : v)) };
  });
}
