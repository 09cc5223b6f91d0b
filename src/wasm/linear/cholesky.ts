import type { ModuleWriter } from '../assembler.ts';
import type { Callable } from '../function-writer.ts';
import { advanceBy, DOUBLE, eachBlock, pushEntry, setHalf } from './arithmetic.ts';
import type { TriangleParts } from './triangular.ts';

/** Up to this order rows are computed one after the other. */
const LEAF = 16;

/** Columns of the symmetric rest that are computed at once, with all rows above their end. */
const COLUMNS = 64;

/**
 * A = U^T U for symmetric positive definite A of order n, exported as `cholesky`: U takes the place of the upper
 * triangle. Called with: n, A, its row stride in doubles, workspace for gemm of [n, n] and [n, n]. Answers 0, or i + 1
 * where pivot i is not above 0 and A is not positive definite. The lower triangle is not read; what is written there
 * means nothing.
 */
export function choleskyFunction(
  module: ModuleWriter,
  parts: TriangleParts & { readonly solveLower: Callable },
): Callable {
  const f = module.function(['i32', 'i32', 'i32', 'i32'], ['i32'], 'cholesky');
  const [n, a, row, workspace] = [0, 1, 2, 3] as const;
  const [half, rest, one, failed, i] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const [right, corner, width, at] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const pivot = f.local('f64');

  f.i32(1).set(one);
  f.get(n).i32(LEAF).op('i32.gt_s');
  f.if(() => {
    setHalf(f, half, n);
    f.get(n, half).op('i32.sub').set(rest);
    pushEntry(f, a, [half, one]);
    f.set(right);
    pushEntry(f, right, [half, row]);
    f.set(corner);
    f.get(half, a, row, workspace).call(f).tee(failed);
    f.if(() => f.get(failed).op('return'));
    // U11^T U12 = A12
    f.get(half, rest, a, one, row).i32(0).get(right, row, workspace).call(parts.solveLower);
    // A22 - U12^T U12, block by block of columns
    eachBlock(f, i, rest, COLUMNS, width, () => {
      f.get(i, width).op('i32.add').get(width, half).f64(-1).get(right, one, row);
      pushEntry(f, right, [i, one]);
      f.get(row, one).f64(1);
      pushEntry(f, corner, [i, one]);
      f.get(row, workspace).call(parts.gemm);
    });
    f.get(rest, corner, row, workspace).call(f).tee(failed);
    f.if(() => f.get(failed, half).op('i32.add', 'return'));
    f.i32(0).op('return');
  });
  f.block(() => {
    f.loop(() => {
      f.get(i, n).op('i32.ge_s').brIf(1);
      // Row i from its diagonal on, less the sum of u_ki times row k for k < i.
      pushEntry(f, a, [i, row], [i, one]);
      f.set(at).get(n, i).op('i32.sub').tee(width).get(i).f64(-1);
      pushEntry(f, a, [i, one]);
      f.get(row).i32(DOUBLE).op('i32.mul');
      pushEntry(f, a, [i, one]);
      f.get(row).i32(DOUBLE).op('i32.mul').f64(1).get(at).call(parts.combination);
      f.get(at).at('f64.load').tee(pivot).f64(0).op('f64.gt', 'i32.eqz');
      f.if(() => f.get(i).i32(1).op('i32.add', 'return'));
      f.get(width, at, pivot).op('f64.sqrt').call(parts.divide);
      advanceBy(f, i, 1);
      f.br(0);
    });
  });
  f.i32(0);
  return f;
}
