import type { Ref } from '../../graph/graph.ts';
import { type Blas, blasForProduct } from '../../tensor/kernels.ts';
import { offsets } from '../../tensor/shape.ts';
import { type StridedMatrix, systemProduct } from '../../tensor/system-product.ts';
import type { Memory } from '../../wasm/features.ts';
import { gemmWorkspace } from '../../wasm/linear/gemm.ts';
import { linearKernels } from '../../wasm/linear/kernels.ts';
import type { Product } from '../plan/product.ts';

/** Bytes that a product needs besides its operands and result. */
export const workspaceOf = ({ m, n, k }: Product): number => gemmWorkspace(m, n, k);

/** A product as a call of the kernel for matrices, or of the system's, once for each index of what it repeats. */
export function multiplication(
  product: Product,
  memory: Memory,
  { address, workspace, fma }: { address: (ref: Ref) => number; workspace: number; fma: boolean },
): () => void {
  const { m, k, n, a, b, ref, row, repeats } = product;
  const { gemm } = linearKernels(memory, { fma });
  const extents = repeats.map((r) => r.extent);
  const starts = (of: 'a' | 'b' | 'c', node: Ref, offset: number): Int32Array =>
    offsets(
      extents,
      repeats.map((r) => r[of]),
      offset,
    ).map((at) => address(node) + 8 * at);
  const [as, bs, cs] = [starts('a', a.ref, a.offset), starts('b', b.ref, b.offset), starts('c', ref, 0)];
  const view = (at: number): Float64Array => new Float64Array(memory.buffer, at);
  let views: readonly (readonly [StridedMatrix, StridedMatrix, StridedMatrix])[] | undefined;
  const bySystem = (blas: Blas, i: number): boolean => {
    views ??= Array.from(cs, (at, i) => [
      { ...a, data: view(as[i]!) },
      { ...b, data: view(bs[i]!) },
      { row, column: 1, data: view(at) },
    ]);
    return systemProduct(blas, m, n, k, ...views[i]!);
  };
  return () => {
    const blas = blasForProduct(m, n, k);
    for (let i = 0; i < cs.length; i++) {
      if (blas && bySystem(blas, i)) continue;
      gemm(m, n, k, 1, as[i]!, a.row, a.column, bs[i]!, b.row, b.column, 0, cs[i]!, row, workspace);
    }
  };
}
