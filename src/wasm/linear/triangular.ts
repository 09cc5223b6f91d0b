import type { ModuleWriter } from '../assembler.ts';
import type { Callable, Local } from '../function-writer.ts';
import type { ValueType } from '../opcodes.ts';
import { advanceBy, DOUBLE, pushEntry, pushWhole, setHalf, whileBefore } from './arithmetic.ts';

/** Up to this order rows are solved one after the other; above it halves are, and most work is in gemm. */
const LEAF = 8;

const SOLVE: readonly ValueType[] = Array<'i32'>(9).fill('i32');

/** The kernels that solving triangles is made of. */
export interface TriangleParts {
  readonly gemm: Callable;
  readonly combination: Callable;
  readonly divide: Callable;
}

/**
 * T X = B for a lower or an upper triangle T and X of [n, m] in the place of B, exported as `solveLower` or
 * `solveUpper`. Called with: n, m, T, its row and column stride, whether its diagonal is taken for ones, X, its row
 * stride, workspace for gemm of [n, n] and [n, m]. Strides are in doubles. The other triangle of T is not read; a 0 on
 * the diagonal divides.
 */
export function triangleFunction(module: ModuleWriter, parts: TriangleParts, lower: boolean): Callable {
  const f = module.function(SOLVE, [], lower ? 'solveLower' : 'solveUpper');
  const [n, m, t, tRow, tColumn, unit, x, xRow, workspace] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const [half, rest, one, i] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const [known, next, row] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const [block, corner, below] = [f.local('i32'), f.local('i32'), f.local('i32')];

  const solvePart = (count: Local, triangle: Local, rows: Local): void => {
    f.get(count, m, triangle, tRow, tColumn, unit, rows, xRow, workspace).call(f);
  };
  /** B -= T X for an off-diagonal block T, the open rows B and the known ones X. */
  const subtractProduct = (open: Local, known: Local, b: Local, x: Local): void => {
    f.get(open, m, known)
      .f64(-1)
      .get(block, tRow, tColumn, x, xRow, one)
      .f64(1)
      .get(b, xRow, workspace)
      .call(parts.gemm);
  };
  /** B_i -= the sum of T_ij X_j over the known rows j, from `next` on; then it is divided by T_ii. */
  const solveRow = (): void => {
    pushEntry(f, x, [i, xRow]);
    f.set(row).get(m, known).f64(-1);
    pushEntry(f, x, [next, xRow]);
    f.get(xRow).i32(DOUBLE).op('i32.mul');
    pushEntry(f, t, [i, tRow], [next, tColumn]);
    f.get(tColumn).i32(DOUBLE).op('i32.mul').f64(1).get(row).call(parts.combination);
    f.get(unit).op('i32.eqz');
    f.if(() => {
      f.get(m, row);
      pushEntry(f, t, [i, tRow], [i, tColumn]);
      f.at('f64.load').call(parts.divide);
    });
  };

  f.get(n).i32(LEAF).op('i32.gt_s');
  f.if(() => {
    setHalf(f, half, n);
    f.get(n, half).op('i32.sub').set(rest).i32(1).set(one);
    pushEntry(f, t, [half, lower ? tRow : tColumn]);
    f.set(block);
    pushEntry(f, t, [half, tRow], [half, tColumn]);
    f.set(corner);
    pushEntry(f, x, [half, xRow]);
    f.set(below);
    if (lower) {
      solvePart(half, t, x);
      subtractProduct(rest, half, below, x);
      solvePart(rest, corner, below);
    } else {
      solvePart(rest, corner, below);
      subtractProduct(half, rest, x, below);
      solvePart(half, t, x);
    }
    f.op('return');
  });
  f.block(() => {
    f.loop(() => {
      f.get(known, n).op('i32.ge_s').brIf(1);
      // The rows before i are known, or those behind it.
      if (lower) f.get(known).set(i);
      else f.get(n).i32(1).op('i32.sub').get(known).op('i32.sub').tee(i).i32(1).op('i32.add').set(next);
      solveRow();
      advanceBy(f, known, 1);
      f.br(0);
    });
  });
  return f;
}

/** A row divided by a number, called with: its length, its address, the number. */
export function divideFunction(module: ModuleWriter): Callable {
  const f = module.function(['i32', 'i32', 'f64'], []);
  const [n, row, divisor] = [0, 1, 2] as const;
  const [end, divisors] = [f.local('i32'), f.local('v128')];
  f.get(divisor).op('f64x2.splat').set(divisors);
  pushWhole(f, row, n, 2);
  f.set(end);
  whileBefore(f, row, end, () => {
    f.get(row, row).at('v128.load').get(divisors).op('f64x2.div').at('v128.store');
    advanceBy(f, row, 2 * DOUBLE);
  });
  f.get(n).i32(1).op('i32.and');
  f.if(() => f.get(row, row).at('f64.load').get(divisor).op('f64.div').at('f64.store'));
  return f;
}
