import { checkInterrupt } from '../../base/interrupt.ts';
import { ModuleWriter } from '../assembler.ts';
import { type CompiledModule, compileModule, instantiate, type Memory } from '../features.ts';
import { choleskyFunction } from './cholesky.ts';
import { gemmFunction } from './gemm.ts';
import { combinationFunction } from './gemv.ts';
import { luFunction } from './lu.ts';
import { residualFunction } from './residual.ts';
import { surveyFunction } from './survey.ts';
import { divideFunction, triangleFunction } from './triangular.ts';

/**
 * Dense kernels bound to one memory: row-major doubles at byte addresses, strides in doubles. They throw the Fault
 * `interrupted` where the running evaluation is to end.
 */
export interface LinearKernels {
  /**
   * C = alpha A B + beta C for A of [m, k], B of [k, n] and C of [m, n], whose columns lie side by side; A and B have
   * any strides. With beta = 0 C is not read. The workspace has `gemmWorkspace(m, n, k)` bytes at a multiple of 16.
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
  /** X of [n, m] with T X = B, in the place of B, for a lower triangle T; `unit` 1 takes its diagonal for ones. */
  readonly solveLower: SolveTriangle;
  /** The same for an upper triangle. */
  readonly solveUpper: SolveTriangle;
  /**
   * P A = L U of [m, n], m >= n, in the place of A; pivot i, an i32, is the row that row i was swapped with. The
   * workspace is for gemm of [m, n] and [n, n].
   */
  readonly lu: (m: number, n: number, a: number, aRow: number, pivots: number, workspace: number) => void;
  /**
   * A = U^T U in the place of the upper triangle of A; answers 0, or i + 1 where pivot i is not above 0. The workspace
   * is for gemm of [n, n] and [n, n].
   */
  readonly cholesky: (n: number, a: number, aRow: number, workspace: number) => number;
  /** r = b - A x for A of [m, n] as if in twice the digits, then rounded. */
  readonly residual: (m: number, n: number, a: number, aRow: number, x: number, b: number, r: number) => void;
  /**
   * Stores the largest absolute value of each row of A of [m, n], and raises those of the columns from what is stored;
   * answers 0, or NaN where an entry is not finite.
   */
  readonly survey: (m: number, n: number, a: number, aRow: number, rows: number, columns: number) => number;
}

/** The workspace is for gemm of [n, n] and [n, m]. */
type SolveTriangle = (
  n: number,
  m: number,
  t: number,
  tRow: number,
  tColumn: number,
  unit: 0 | 1,
  x: number,
  xRow: number,
  workspace: number,
) => void;

const compiled = new Map<boolean, CompiledModule>();

/**
 * The kernels on a memory below 2 GiB; `fma` only where `fused()` is true. The module is compiled once for each choice.
 */
export function linearKernels(memory: Memory, { fma }: { readonly fma: boolean }): LinearKernels {
  let module = compiled.get(fma);
  if (!module) {
    module = compileModule(moduleBytes(fma));
    compiled.set(fma, module);
  }
  return instantiate(module, memory, { poll }) as unknown as LinearKernels;
}

/**
 * Ends a long computation where that was asked for: looked after each block of a product, some milliseconds apart at
 * most.
 */
function poll(): number {
  checkInterrupt();
  return 0;
}

function moduleBytes(fma: boolean): Uint8Array<ArrayBuffer> {
  // No constants are pooled, so nothing is laid into the memory.
  const module = new ModuleWriter({ pool: 0, fma });
  const poll = module.import('math', 'poll', [], []);
  const combination = combinationFunction(module);
  const gemm = gemmFunction(module, combination, poll);
  const parts = { gemm, combination, divide: divideFunction(module) };
  const solveLower = triangleFunction(module, parts, true);
  triangleFunction(module, parts, false);
  luFunction(module, { gemm, solveLower });
  residualFunction(module);
  surveyFunction(module);
  choleskyFunction(module, { ...parts, solveLower });
  return module.bytes();
}
