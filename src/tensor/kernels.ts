import { hasFusedMultiplyAdd, simd } from '../wasm/features.ts';
import { gemmWorkspace } from '../wasm/linear/gemm.ts';
import { openScratch } from '../wasm/linear/scratch.ts';

/**
 * The system's dense linear algebra in the terms of BLAS and LAPACK: matrices lie column by column, `lda` doubles from
 * one column to the next. Arrays may be views of any memory.
 */
export interface Blas {
  /** The library's file, for people. */
  readonly name: string;
  /** C = alpha op(A) op(B) + beta C for C of [m, n], where op transposes or does not; with beta = 0 C is not read. */
  gemm(
    transposeA: boolean,
    transposeB: boolean,
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: Float64Array,
    lda: number,
    b: Float64Array,
    ldb: number,
    beta: number,
    c: Float64Array,
    ldc: number,
  ): void;
  /**
   * P A = L U of order n, without gaps, in the place of A; pivot i, counted from 1, is the row that row i was swapped
   * with.
   */
  getrf(n: number, a: Float64Array, pivots: Int32Array): void;
  /** X of [n, m], without gaps, with A^T X = B in the place of B, from the factors of A. */
  getrs(n: number, m: number, lu: Float64Array, pivots: Int32Array, b: Float64Array): void;
}

/** Why there is no library to use. */
export interface NoBlas {
  readonly reason: string;
}

/** The system's library, looked for once, when the first operation is large enough to gain by it. */
export interface SystemLibrary {
  /** The library, or why there is none. */
  find(): Blas | NoBlas;
  /** What is known of it, in a few words for people. */
  readonly state: string;
}

/** A library that `look` finds. */
export function systemLibrary(look: () => Blas | NoBlas): SystemLibrary {
  let found: Blas | NoBlas | undefined;
  return {
    find: () => (found ??= look()),
    get state() {
      if (!found) return 'not needed so far';
      return 'reason' in found ? `not used: ${found.reason}` : found.name;
    },
  };
}

/** What decides which kernels compute, besides shapes. */
export interface Kernels {
  /** Whether a product and a sum may be rounded once where the processor can. */
  readonly fma: boolean;
  /** False leaves Nabla's own kernels out: what a runtime without vectors does. */
  readonly own?: boolean;
  /** Absent where it is left out from the start, `off` where the session leaves it out. */
  readonly system?: SystemLibrary | 'off';
}

/** What is known of the system's library, in a few words for people; looks for nothing. */
export const blasState = ({ system }: Kernels): string =>
  system === undefined ? 'left out from the start' : system === 'off' ? 'left out' : system.state;

/** All that the machine has and no library: what computes where nothing else is said. */
export const plainKernels: Kernels = { fma: true };

let inForce = plainKernels;

/** Computes `body` with these kernels; it ends before it answers. */
export function withKernels<T>(kernels: Kernels, body: () => T): T {
  const outer = inForce;
  inForce = kernels;
  try {
    return body();
  } finally {
    inForce = outer;
  }
}

/** Kernels as plain data: what a worker is started with. */
export interface KernelChoice {
  readonly fma: boolean;
  readonly blas: boolean;
}

/** The plain data of kernels. */
export const choiceOf = ({ fma, system }: Kernels): KernelChoice => ({ fma, blas: typeof system === 'object' });

/** The system's library where it is in force and found. */
export function systemBlas(): Blas | undefined {
  const { system } = inForce;
  if (typeof system !== 'object') return undefined;
  const found = system.find();
  return 'reason' in found ? undefined : found;
}

/** From this many multiplications on a product pays for what the library takes to load. */
const BLAS_WORK = 4e6;

/** A product of fewer rows or columns than this reads each entry too seldom to move the matrices for it. */
export const LEAST_SIDE = 4;

/** The system's library for a product of [m, k] and [k, n], where the product gains by it. */
export const blasForProduct = (m: number, n: number, k: number): Blas | undefined =>
  m * n * k >= BLAS_WORK && Math.min(m, n) >= LEAST_SIDE ? systemBlas() : undefined;

/** How Nabla's own kernels in WebAssembly are made. */
export interface OwnKernels {
  readonly fma: boolean;
}

/** Nabla's own kernels; undefined where they are not sound and plain JavaScript computes. */
export function ownKernels(): OwnKernels | undefined {
  if (inForce.own === false) return undefined;
  const fma = inForce.fma && hasFusedMultiplyAdd();
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
