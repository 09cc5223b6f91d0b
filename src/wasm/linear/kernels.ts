import { ModuleWriter } from '../assembler.ts';
import { type Compiled, compileModule, instantiate, type Memory } from '../features.ts';
import { gemmFunction } from './gemm.ts';

/** Dense kernels bound to one memory: row-major doubles at byte addresses, strides in doubles. */
export interface LinearKernels {
  /**
   * C = alpha A B + beta C for A of [m, k], B of [k, n] and C of [m, n], whose columns lie side by side; A and B have any
   * strides. With beta = 0 C is not read. The workspace has `gemmWorkspace(m, n, k)` bytes at a multiple of 16.
   */
  readonly gemm: (
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    beta: number,
    c: number,
    cRow: number,
    workspace: number,
  ) => void;
}

const compiled = new Map<boolean, Compiled>();

/** The kernels on a memory below 2 GiB; `fma` only where `fused()` is true. The module is compiled once for each choice. */
export function linearKernels(memory: Memory, { fma }: { readonly fma: boolean }): LinearKernels {
  let module = compiled.get(fma);
  if (!module) {
    module = compileModule(moduleBytes(fma));
    compiled.set(fma, module);
  }
  return instantiate(module, memory) as unknown as LinearKernels;
}

function moduleBytes(fma: boolean): Uint8Array<ArrayBuffer> {
  // No constants are pooled, so nothing is laid into the memory.
  const module = new ModuleWriter({ pool: 0, fma });
  gemmFunction(module);
  return module.bytes();
}
