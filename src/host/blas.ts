import { createRequire } from 'node:module';
import type { Blas, NoBlas } from '../tensor/kernels.ts';

/** As much of the package koffi as is used here: it may be absent, so its own types are not asked for. */
export interface Koffi {
  config(options: { readonly sync_stack_size: number }): unknown;
  load(file: string): NativeLibrary;
}

interface NativeLibrary {
  /** Throws where the library has no such function. */
  func(declaration: string): (...args: readonly unknown[]) => unknown;
}

/** A library, and another for the functions of LAPACK if the first lacks them. */
export interface Candidate {
  readonly file: string;
  readonly lapack?: string;
  /**
   * A function that only an implementation worth its loading has: the reference BLAS goes by the same name and is slow.
   */
  readonly mark?: string;
}

const candidates: Partial<Record<NodeJS.Platform, readonly Candidate[]>> = {
  linux: [
    { file: 'libopenblas.so.0' },
    { file: 'libopenblas.so' },
    { file: 'libmkl_rt.so.2' },
    { file: 'libblis.so.4', lapack: 'liblapack.so.3' },
    { file: 'libblas.so.3', lapack: 'liblapack.so.3', mark: 'openblas_get_config' },
  ],
  darwin: [
    { file: '/System/Library/Frameworks/Accelerate.framework/Accelerate' },
    { file: '/opt/homebrew/opt/openblas/lib/libopenblas.dylib' },
    { file: 'libopenblas.dylib' },
  ],
  win32: [{ file: 'libopenblas.dll' }, { file: 'openblas.dll' }],
};

/** A threaded LU takes more stack than koffi gives: 16 MiB. */
const STACK = 2 ** 24;

/**
 * Finds the system's BLAS and LAPACK through the package koffi, where both are there and compute a little system
 * rightly. `named` is the file of the only one to use, or `off`.
 */
export function findBlas(named = process.env['NABLA_BLAS']): Blas | NoBlas {
  if (named === 'off') return { reason: 'NABLA_BLAS is off' };
  let koffi: Koffi;
  try {
    koffi = createRequire(import.meta.url)('koffi') as Koffi;
  } catch (error) {
    const missing = (error as { code?: string }).code === 'MODULE_NOT_FOUND';
    return { reason: missing ? 'the package koffi is not installed' : 'the package koffi cannot be loaded' };
  }
  if (named) return blasThrough(koffi, [{ file: named }], `${named} has no BLAS and LAPACK`);
  return blasThrough(koffi, candidates[process.platform] ?? []);
}

/** The first candidate that can be used, or the reason why the last one cannot. */
export function blasThrough(
  koffi: Koffi,
  files: readonly Candidate[],
  none = 'no BLAS library is installed',
): Blas | NoBlas {
  try {
    koffi.config({ sync_stack_size: STACK });
  } catch {
    return { reason: 'koffi is in use already, with too small a stack' };
  }
  let reason = none;
  for (const candidate of files) {
    let blas: Blas;
    try {
      blas = open(koffi, candidate);
    } catch {
      continue;
    }
    if (computes(blas)) return blas;
    reason = `${candidate.file} computes something else`;
  }
  return { reason };
}

const CHARS = 'const char *';
const INT = 'const int *';
const IN = 'const double *';
const OUT = 'double *';

/** Declares the functions of a library, as Fortran has them: every argument by its address. */
function open(koffi: Koffi, { file, lapack, mark }: Candidate): Blas {
  const library = koffi.load(file);
  if (mark !== undefined) library.func(`void ${mark}(void)`);
  const factors = lapack === undefined ? library : koffi.load(lapack);
  const dgemm = library.func(
    `void dgemm_(${CHARS}, ${CHARS}, ${INT}, ${INT}, ${INT}, ${IN}, ${IN}, ${INT}, ${IN}, ${INT}, ${IN}, ${OUT}, ${INT})`,
  );
  const dgetrf = factors.func(`void dgetrf_(${INT}, ${INT}, ${OUT}, ${INT}, int *, int *)`);
  const dgetrs = factors.func(`void dgetrs_(${CHARS}, ${INT}, ${INT}, ${IN}, ${INT}, ${INT}, ${OUT}, ${INT}, int *)`);
  // One place for each argument, so that a call allocates nothing.
  const [m, n, k, lda, ldb, ldc] = Array.from({ length: 6 }, () => new Int32Array(1)) as Six;
  const [alpha, beta] = [new Float64Array(1), new Float64Array(1)];
  const info = new Int32Array(1);
  return {
    name: file.replace(/^.*\//, ''),
    gemm(transposeA, transposeB, rows, columns, inner, factor, a, strideA, b, strideB, scale, c, strideC) {
      [m[0], n[0], k[0], lda[0], ldb[0], ldc[0]] = [rows, columns, inner, strideA, strideB, strideC];
      [alpha[0], beta[0]] = [factor, scale];
      dgemm(transposeA ? 'T' : 'N', transposeB ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    },
    getrf(order, a, pivots) {
      [m[0], n[0], lda[0]] = [order, order, order];
      dgetrf(m, n, a, lda, pivots, info);
    },
    getrs(order, columns, lu, pivots, b) {
      [n[0], m[0], lda[0], ldb[0]] = [order, columns, order, order];
      dgetrs('T', n, m, lu, lda, pivots, b, ldb, info);
    },
  };
}

type Six = [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];

/** Tries a product of whole numbers and a system of three equations. */
function computes(blas: Blas): boolean {
  // Column by column: A = [2, 1, 1; 4, -6, 0; -2, 7, 2].
  const a = Float64Array.of(2, 4, -2, 1, -6, 7, 1, 0, 2);
  const c = new Float64Array(9).fill(NaN);
  blas.gemm(true, false, 3, 3, 3, 1, a, 3, a, 3, 0, c, 3);
  if (`${c}` !== '24,-36,-2,-36,86,15,-2,15,5') return false;
  const lu = a.slice();
  const pivots = new Int32Array(3);
  blas.getrf(3, lu, pivots);
  // A^T [1, 2, 3] = [4, 10, 7]
  const x = Float64Array.of(4, 10, 7);
  blas.getrs(3, 1, lu, pivots, x);
  return x.every((entry, i) => Math.abs(entry - (i + 1)) < 1e-12);
}
