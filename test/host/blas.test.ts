import { describe, expect, it } from 'vitest';
import { blasThrough, findBlas, type Koffi } from '../../src/host/blas.ts';
import type { Blas, NoBlas } from '../../src/tensor/kernels.ts';
import { fakeBlas } from '../tensor/fake-blas.ts';
import { scattered } from '../tensor/linear/samples.ts';

type Numbers = Float64Array | Int32Array;

/** Functions as Fortran declares them, over the fake library's. */
function fortran(blas: Blas): Record<string, (...args: any[]) => void> {
  const number = (x: Numbers): number => x[0]!;
  return {
    dgemm_: (ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) =>
      blas.gemm(
        ta === 'T',
        tb === 'T',
        ...([m, n, k, alpha].map(number) as [number, number, number, number]),
        ...([a, number(lda), b, number(ldb), number(beta), c, number(ldc)] as const),
      ),
    dgetrf_: (_m, n, a, _lda, pivots) => blas.getrf(number(n), a, pivots),
    dgetrs_: (trans, n, m, lu, _lda, pivots, b) => {
      expect(trans).toBe('T');
      blas.getrs(number(n), number(m), lu, pivots, b);
    },
  };
}

/** A koffi that knows these libraries, by name. */
function fakeKoffi(libraries: Record<string, Record<string, (...args: any[]) => void>>) {
  const stacks: number[] = [];
  const koffi: Koffi = {
    config: ({ sync_stack_size: size }) => stacks.push(size),
    load(file) {
      const library = libraries[file];
      if (!library) throw new Error(`cannot open ${file}`);
      return {
        func(declaration) {
          const f = library[/(\w+)\(/.exec(declaration)![1]!];
          if (!f) throw new Error(`no ${declaration}`);
          return f;
        },
      };
    },
  };
  return { koffi, stacks };
}

const hold = (found: Blas | NoBlas): Blas => {
  expect(found).not.toHaveProperty('reason');
  return found as Blas;
};

function expectToCompute(blas: Blas): void {
  const [m, n, k] = [37, 29, 41];
  const [a, b] = [scattered([k, m], 1).data, scattered([k, n], 2).data];
  const [c, other] = [new Float64Array(m * n).fill(NaN), new Float64Array(m * n).fill(NaN)];
  // Row by row [k, m] and [k, n] are column by column [m, k] and [n, k].
  blas.gemm(false, true, m, n, k, 2, a, m, b, n, 0, c, m);
  fakeBlas().gemm(false, true, m, n, k, 2, a, m, b, n, 0, other, m);
  for (let i = 0; i < m * n; i++) expect(Math.abs(c[i]! - other[i]!)).toBeLessThan(1e-13);
  const matrix = scattered([n, n], 3).data;
  const lu = matrix.slice();
  const pivots = new Int32Array(n);
  blas.getrf(n, lu, pivots);
  const right = scattered([2, n], 4).data;
  const x = right.slice();
  blas.getrs(n, 2, lu, pivots, x);
  for (let column = 0; column < 2; column++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += matrix[j * n + i]! * x[column * n + i]!;
      expect(sum).toBeCloseTo(right[column * n + j]!, 11);
    }
  }
}

describe("the system's library", () => {
  it('is the first of the candidates that is there, has all functions and computes rightly, on a large stack', () => {
    const { dgemm_, ...withoutGemm } = fortran(fakeBlas());
    const { koffi, stacks } = fakeKoffi({
      'half.so': withoutGemm,
      'wrong.so': { ...fortran(fakeBlas()), dgetrf_: () => undefined },
      '/usr/lib/right.so': fortran(fakeBlas()),
    });
    const files = ['absent.so', 'half.so', 'wrong.so', '/usr/lib/right.so', 'never.so'].map((file) => ({ file }));
    const blas = hold(blasThrough(koffi, files));
    expect(blas.name).toBe('right.so');
    expect(stacks).toEqual([2 ** 24]);
    expect(dgemm_).toBeDefined();
    expectToCompute(blas);
  });

  it('may have its factors from a second file, and must bear the mark that was asked for', () => {
    const { dgemm_, ...lapack } = fortran(fakeBlas());
    const { koffi } = fakeKoffi({
      'slow.so': { dgemm_: dgemm_! },
      'blas.so': { dgemm_: dgemm_!, mark: () => undefined },
      'lapack.so': lapack,
    });
    const marked = (file: string) => ({ file, lapack: 'lapack.so', mark: 'mark' });
    expectToCompute(hold(blasThrough(koffi, [marked('slow.so'), marked('blas.so')])));
    expect(blasThrough(koffi, [marked('slow.so')])).toEqual({ reason: 'no BLAS library is installed' });
  });

  it('is not used where it computes something else, and the reason says so', () => {
    const right = fortran(fakeBlas());
    const wrong: Record<string, (...args: any[]) => void>[] = [
      { ...right, dgemm_: (...args) => (args[11] as Float64Array).fill(1) },
      { ...right, dgetrs_: (...args) => (args[6] as Float64Array).fill(NaN) },
    ];
    for (const library of wrong) {
      const { koffi } = fakeKoffi({ 'lib.so': library });
      expect(blasThrough(koffi, [{ file: 'lib.so' }])).toEqual({ reason: 'lib.so computes something else' });
    }
  });

  it('is not used where its stack cannot be made large enough', () => {
    const { koffi } = fakeKoffi({ 'lib.so': fortran(fakeBlas()) });
    const used = {
      ...koffi,
      config: () => {
        throw new Error('too late');
      },
    };
    expect(blasThrough(used, [{ file: 'lib.so' }])).toHaveProperty('reason');
  });

  it('computes rightly where this machine has one, and else says why there is none', () => {
    const found = findBlas();
    if ('reason' in found)
      expect(found.reason).toMatch(
        /koffi is not installed|koffi cannot be loaded|no BLAS library|computes something|NABLA_BLAS/,
      );
    else expectToCompute(found);
  });

  it('is the one that NABLA_BLAS names, or none', () => {
    expect(findBlas('off')).toEqual({ reason: 'NABLA_BLAS is off' });
    const nowhere = findBlas('/nowhere/libblas.so');
    expect(nowhere).toHaveProperty('reason', expect.stringMatching(/^\/nowhere\/libblas.so has no BLAS|koffi/));
  });
});
