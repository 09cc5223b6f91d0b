import type { Ref } from '../../graph/graph.ts';
import { offsets } from '../../tensor/shape.ts';
import type { Memory } from '../../wasm/features.ts';
import { gemmWorkspace } from '../../wasm/linear/gemm.ts';
import { linearKernels } from '../../wasm/linear/kernels.ts';
import type { Product } from '../plan/product.ts';

/** Bytes that a product needs besides its operands and result. */
export const workspaceOf = ({ m, n, k }: Product): number => gemmWorkspace(m, n, k);

/** A product as a call of the kernel for matrices, once for each index of what it repeats. */
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
  if (cs.length === 1) {
    const [x, y, z] = [as[0]!, bs[0]!, cs[0]!];
    return () => gemm(m, n, k, 1, x, a.row, a.column, y, b.row, b.column, 0, z, row, workspace);
  }
  return () => {
    for (let i = 0; i < cs.length; i++) {
      gemm(m, n, k, 1, as[i]!, a.row, a.column, bs[i]!, b.row, b.column, 0, cs[i]!, row, workspace);
    }
  };
}
