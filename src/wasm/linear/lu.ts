import type { ModuleWriter } from '../assembler.ts';
import type { Callable, Local } from '../function-writer.ts';
import { advanceBy, DOUBLE, pushEntry, pushWhole, setHalf, whileBefore } from './arithmetic.ts';
import { leafFunction, LEAF_COLUMNS } from './lu-leaf.ts';

/** The kernels that LU factors are made of. */
export interface LuParts {
  readonly gemm: Callable;
  readonly solveLower: Callable;
}

/**
 * P A = L U with partial pivoting for A of [m, n], m >= n, in its place, exported as `lu`. Called with: m, n, A, its
 * row stride in doubles, pivots, workspace for gemm of [m, n] and [n, n]. L's ones are not stored. Pivot i, an i32, is
 * the row that row i was swapped with; a column of zeros is passed over. Recursive on columns: Toledo, SIAM J. Matrix
 * Anal. Appl. 18 (1997).
 */
export function luFunction(module: ModuleWriter, { gemm, solveLower }: LuParts): Callable {
  const swap = swapFunction(module);
  const leaves = Array.from({ length: LEAF_COLUMNS }, (_, i) => leafFunction(module, i + 1, swap));
  const swaps = swapsFunction(module, swap);
  const f = module.function(['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], [], 'lu');
  const [m, n, a, row, pivots, workspace] = [0, 1, 2, 3, 4, 5] as const;
  const word = (): Local => f.local('i32');
  const [half, rest, one, right, below] = [word(), word(), word(), word(), word()];
  const [corner, lower, i, end] = [word(), word(), word(), word()];

  for (let columns = 1; columns <= LEAF_COLUMNS; columns++) {
    f.get(n).i32(columns).op('i32.eq');
    f.if(() => {
      f.get(m, a, row, pivots);
      f.call(leaves[columns - 1]!);
      f.op('return');
    });
  }
  f.get(n).i32(1).op('i32.lt_s');
  f.if(() => f.op('return'));
  setHalf(f, half, n);
  f.get(n, half).op('i32.sub').set(rest).i32(1).set(one).get(m, half).op('i32.sub').set(lower);
  pushEntry(f, a, [half, one]);
  f.set(right);
  pushEntry(f, a, [half, row]);
  f.set(below);
  pushEntry(f, below, [half, one]);
  f.set(corner);
  f.get(m, half, a, row, pivots, workspace).call(f);
  f.get(half, right, row, rest, pivots).call(swaps);
  // L11 U12 = A12, then A22 - L21 U12
  f.get(half, rest, a, row, one, one, right, row, workspace).call(solveLower);
  f.get(lower, rest, half).f64(-1).get(below, row, one, right, row, one).f64(1).get(corner, row, workspace).call(gemm);
  f.get(pivots, half).i32(4).op('i32.mul', 'i32.add').set(i);
  f.get(lower, rest, corner, row, i, workspace).call(f);
  f.get(rest, below, row, half, i).call(swaps);
  // They were counted from the corner.
  f.get(i, rest).i32(4).op('i32.mul', 'i32.add').set(end);
  whileBefore(f, i, end, () => {
    f.get(i, i).at('i32.load').get(half).op('i32.add').at('i32.store');
    advanceBy(f, i, 4);
  });
  return f;
}

/** Swaps two rows, called with: their length, their addresses. */
function swapFunction(module: ModuleWriter): Callable {
  const f = module.function(['i32', 'i32', 'i32'], []);
  const [n, x, y] = [0, 1, 2] as const;
  const [end, pair, single] = [f.local('i32'), f.local('v128'), f.local('f64')];
  pushWhole(f, x, n, 2);
  f.set(end);
  whileBefore(f, x, end, () => {
    f.get(x).at('v128.load').set(pair).get(x, y).at('v128.load').at('v128.store').get(y, pair).at('v128.store');
    advanceBy(f, x, 2 * DOUBLE);
    advanceBy(f, y, 2 * DOUBLE);
  });
  f.get(n).i32(1).op('i32.and');
  f.if(() =>
    f.get(x).at('f64.load').set(single).get(x, y).at('f64.load').at('f64.store').get(y, single).at('f64.store'),
  );
  return f;
}

/**
 * Swaps rows as pivots say, called with: how many, the first row, the row stride in doubles, the length of rows,
 * pivots.
 */
function swapsFunction(module: ModuleWriter, swap: Callable): Callable {
  const f = module.function(['i32', 'i32', 'i32', 'i32', 'i32'], []);
  const [count, a, row, width, pivots] = [0, 1, 2, 3, 4] as const;
  const [i, other] = [f.local('i32'), f.local('i32')];
  f.for(i, count, 1, () => {
    f.get(pivots).at('i32.load').tee(other).get(i).op('i32.ne');
    f.if(() => {
      f.get(width);
      pushEntry(f, a, [i, row]);
      pushEntry(f, a, [other, row]);
      f.call(swap);
    });
    advanceBy(f, pivots, 4);
  });
  return f;
}
