import type { Ref } from '../../graph/graph.ts';
import { offsets, strides } from '../../tensor/shape.ts';
import { sizeOf } from '../../tensor/tensor.ts';
import type { Memory } from '../../wasm/features.ts';
import { gemmWorkspace } from '../../wasm/linear/gemm.ts';
import { linearKernels } from '../../wasm/linear/kernels.ts';
import type { Matrices, Product } from '../plan/product.ts';

/** Bytes that a product needs besides its operands and result. */
export const workspaceOf = ({ m, n, k }: Product): number => gemmWorkspace(m, n, k);

/** A product as a call of the kernel for matrices, once for each matrix of its leading axes. */
export function multiplication(
  product: Product,
  memory: Memory,
  { address, workspace, fma }: { address: (ref: Ref) => number; workspace: number; fma: boolean },
): () => void {
  const { lead, m, k, n, a, b, ref } = product;
  const { gemm } = linearKernels(memory, { fma });
  const starts = (x: Matrices): Int32Array => offsets(lead, x.batch, x.offset).map((at) => address(x.ref) + 8 * at);
  const [as, bs] = [starts(a), starts(b)];
  const cs = offsets(lead, strides([...lead, m * n]).slice(0, lead.length)).map((at) => address(ref) + 8 * at);
  if (sizeOf(lead) === 1) {
    const [x, y, z] = [as[0]!, bs[0]!, cs[0]!];
    return () => gemm(m, n, k, 1, x, a.row, a.column, y, b.row, b.column, 0, z, n, workspace);
  }
  return () => {
    for (let i = 0; i < cs.length; i++) {
      gemm(m, n, k, 1, as[i]!, a.row, a.column, bs[i]!, b.row, b.column, 0, cs[i]!, n, workspace);
    }
  };
}
