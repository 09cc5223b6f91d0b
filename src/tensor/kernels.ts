import { fused, simd } from '../wasm/features.ts';
import { gemmWorkspace } from '../wasm/linear/gemm.ts';
import { openScratch } from '../wasm/linear/scratch.ts';

/**
 * The system's dense linear algebra in the terms of BLAS and LAPACK: matrices lie column by column, without gaps. Arrays may be views of
 * any memory.
 */
export interface Blas {
  /** The library's file, for people. */
  readonly name: string;
  /** C = A B for A of [m, k], B of [k, n] and C of [m, n]. */
  gemm(m: number, n: number, k: number, a: Float64Array, b: Float64Array, c: Float64Array): void;
  /** P A = L U of order n in the place of A; pivot i, counted from 1, is the row that row i was swapped with. */
  getrf(n: number, a: Float64Array, pivots: Int32Array): void;
  /** X of [n, m] with A^T X = B in the place of B, from the factors of A. */
  getrs(n: number, m: number, lu: Float64Array, pivots: Int32Array, b: Float64Array): void;
}

/** What decides which kernels compute, besides shapes: one value for a process or worker. */
export interface KernelSettings {
  /** Whether a product and a sum may be rounded once where the processor can. */
  readonly fma: boolean;
  /** False leaves Nabla's own kernels out: what a runtime without vectors does. */
  readonly own?: boolean;
  /** Finds the system's library, when the first operation is large enough to gain by it; absent where it is not to be used. */
  readonly findBlas?: () => Blas | undefined;
}

let settings: KernelSettings = { fma: true };
let found: { readonly blas: Blas | undefined } | undefined;
let allowed = true;

/** Sets which kernels are in force from now on. */
export function useKernels(next: KernelSettings): void {
  settings = next;
  found = undefined;
}

/** Whether the session allows the system's library. */
export function allowBlas(on: boolean): void {
  allowed = on;
}

/** What was set last: what a worker is to be started with. */
export const kernelsInForce = (): { readonly fma: boolean; readonly blas: boolean } => ({
  fma: settings.fma,
  blas: allowed && settings.findBlas !== undefined,
});

/** The system's library where it is in force and found. */
export function systemBlas(): Blas | undefined {
  if (!allowed || !settings.findBlas) return undefined;
  found ??= { blas: settings.findBlas() };
  return found.blas;
}

/** How Nabla's own kernels in WebAssembly are made. */
export interface OwnKernels {
  readonly fma: boolean;
}

/** Nabla's own kernels; undefined where they are not sound and plain JavaScript computes. */
export function ownKernels(): OwnKernels | undefined {
  if (settings.own === false) return undefined;
  const fma = settings.fma && fused();
  return isSound(fma) ? { fma } : undefined;
}

const checked = new Map<boolean, boolean>();

function isSound(fma: boolean): boolean {
  let sound = checked.get(fma);
  if (sound === undefined) checked.set(fma, (sound = simd() && computes(fma)));
  return sound;
}

/** Tries a product of whole numbers, and the factors of what it gives. */
function computes(fma: boolean): boolean {
  const n = 13;
  const entry = (i: number, j: number): number => ((i * 7 + j * 5) % 11) - (i === j ? 20 : 5);
  const unit = (i: number, j: number): number => (i === j ? 1 : j > i ? (i + j) % 3 : 0);
  try {
    const { kernels, doubles, addresses, workspace } = openScratch(fma, [n * n, n * n, n * n], gemmWorkspace(n, n, n));
    const [a, b, c] = addresses as [number, number, number];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) [doubles[a / 8 + i * n + j], doubles[b / 8 + i * n + j]] = [entry(i, j), unit(i, j)];
    }
    kernels.gemm(n, n, n, 1, b, n, 1, a, n, 1, 0, c, n, workspace);
    kernels.solveUpper(n, n, b, n, 1, 0, c, n, workspace);
    return doubles.subarray(a / 8, a / 8 + n * n).every((x, k) => x === doubles[c / 8 + k]);
  } catch {
    return false;
  }
}
