import type { Blas } from '../../src/tensor/kernels.ts';

/** What a system's library computes, in plain JavaScript and column by column; tells each call. */
export function fakeBlas(called: (name: string) => void = () => undefined): Blas {
  return {
    name: 'fake',
    gemm(transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) {
      called('gemm');
      for (let j = 0; j < n; j++) {
        for (let i = 0; i < m; i++) {
          let sum = 0;
          for (let l = 0; l < k; l++) {
            sum += a[transposeA ? i * lda + l : l * lda + i]! * b[transposeB ? l * ldb + j : j * ldb + l]!;
          }
          c[j * ldc + i] = alpha * sum + (beta === 0 ? 0 : beta * c[j * ldc + i]!);
        }
      }
    },
    getrf(n, a, pivots) {
      called('getrf');
      for (let k = 0; k < n; k++) {
        let pivot = k;
        for (let i = k; i < n; i++) if (Math.abs(a[k * n + i]!) > Math.abs(a[k * n + pivot]!)) pivot = i;
        pivots[k] = pivot + 1;
        for (let j = 0; j < n; j++) [a[j * n + k], a[j * n + pivot]] = [a[j * n + pivot]!, a[j * n + k]!];
        if (a[k * n + k] === 0) continue;
        for (let i = k + 1; i < n; i++) a[k * n + i]! /= a[k * n + k]!;
        for (let j = k + 1; j < n; j++) {
          for (let i = k + 1; i < n; i++) a[j * n + i]! -= a[k * n + i]! * a[j * n + k]!;
        }
      }
    },
    getrs(n, m, lu, pivots, b) {
      called('getrs');
      for (let j = 0; j < m; j++) {
        const x = b.subarray(j * n, (j + 1) * n);
        // A^T = U^T L^T P: forward with U^T, back with L^T, then the swaps in reverse.
        for (let i = 0; i < n; i++) {
          for (let k = 0; k < i; k++) x[i]! -= lu[i * n + k]! * x[k]!;
          x[i]! /= lu[i * n + i]!;
        }
        for (let i = n - 1; i >= 0; i--) for (let k = i + 1; k < n; k++) x[i]! -= lu[i * n + k]! * x[k]!;
        for (let i = n - 1; i >= 0; i--) [x[i], x[pivots[i]! - 1]] = [x[pivots[i]! - 1]!, x[i]!];
      }
    },
  };
}
