import type { ModuleWriter } from '../assembler.ts';
import type { Callable, Local } from '../function-writer.ts';
import type { ValueType } from '../opcodes.ts';
import { advance, advanceBy, DOUBLE, eachBlock, pushAddress, takeAway } from './arithmetic.ts';
import { dotsFunction } from './gemv.ts';
import { packFunction } from './pack.ts';
import { MOST_TILE_ROWS, stripFunctions, TILE_COLUMNS, tileRows } from './tile.ts';

/** A block of A, ROWS x INNER, stays in the second cache, and a strip of B of that inner extent in the first. */
const ROWS = 96;
const INNER = 256;
const COLUMNS = 512;

/** The bytes of a row of a strip. */
const STRIP = DOUBLE * TILE_COLUMNS;

const WORDS: readonly ValueType[] = Array<'i32'>(6).fill('i32');
const GEMM: readonly ValueType[] = ['i32', 'i32', 'i32', 'f64', ...WORDS, 'f64', 'i32', 'i32', 'i32'];
const SWEEP: readonly ValueType[] = [...WORDS, ...WORDS, 'f64', 'f64'];

/** The most bytes of workspace that gemm of [m, k] and [k, n] uses: a multiple of 16. */
export function gemmWorkspace(m: number, n: number, k: number): number {
  const lines = Math.min(m, ROWS) + MOST_TILE_ROWS + Math.min(n, COLUMNS) + TILE_COLUMNS;
  return 16 * Math.ceil((DOUBLE * Math.min(k, INNER) * lines) / 16);
}

/**
 * C = alpha A B + beta C, exported as `gemm`, called with: m, n, k, alpha, A, its row and column stride, B, its row and
 * column stride, beta, C, its row stride, workspace. Addresses are in bytes, strides in doubles; C overlaps neither A
 * nor B. With beta = 0 C is not read. Between blocks `poll` is called, which may throw. The blocks are those of Goto
 * and van de Geijn (ACM TOMS 34, 2008).
 */
export function gemmFunction(module: ModuleWriter, combination: Callable, poll: Callable): Callable {
  const height = tileRows(module.fma);
  const panelStep = DOUBLE * height;
  const sweep = sweepFunction(module);
  const packRows = packFunction(module, height);
  const packColumns = packFunction(module, TILE_COLUMNS);
  const dots = dotsFunction(module);
  const f = module.function(GEMM, [], 'gemm');
  const [m, n, k, alpha, a, aRow, aColumn, b, bRow, bColumn] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const [beta, c, cRow, workspace] = [10, 11, 12, 13] as const;
  const local = (): Local => f.local('i32');
  const [i, j, l, rows, columns, inner] = [local(), local(), local(), local(), local(), local()];
  const [packsA, packsB, panels, cColumn] = [local(), local(), local(), local()];
  const [x, xRow, xColumn, xStep] = [local(), local(), local(), local()];
  const [y, yRow, yStep] = [local(), local(), local()];
  const scale = f.local('f64');

  f.get(m).i32(1).op('i32.lt_s').get(n).i32(1).op('i32.lt_s', 'i32.or');
  f.if(() => f.op('return'));
  for (const stride of [aRow, aColumn, bRow, bColumn, cRow]) f.get(stride).i32(DOUBLE).op('i32.mul').set(stride);
  f.i32(DOUBLE).set(cColumn);
  // A row is the transposed product of a matrix and a column.
  f.get(m).i32(1).op('i32.eq');
  f.if(() => {
    f.get(bColumn, bRow, aColumn, b, a, n).set(m).set(b).set(a).set(bRow).set(aColumn).set(aRow);
    f.i32(1).set(n).get(cColumn).tee(bColumn).set(cRow);
  });
  f.get(n).i32(1).op('i32.eq');
  f.if(() => {
    f.get(aColumn).i32(DOUBLE).op('i32.eq').get(bRow).i32(DOUBLE).op('i32.eq', 'i32.and');
    f.if(() => f.get(m, k, alpha, a, aRow, b, beta, c, cRow).call(dots).op('return'));
    f.get(aRow).i32(DOUBLE).op('i32.eq').get(cRow).i32(DOUBLE).op('i32.eq', 'i32.and');
    f.if(() => f.get(m, k, alpha, a, aColumn, b, bRow, beta, c).call(combination).op('return'));
  });
  // To pack costs as much as to read a block once or twice; a tile needs B's columns side by side.
  f.get(m).i32(48).op('i32.ge_s').get(n).i32(32).op('i32.gt_s', 'i32.and');
  f.get(bColumn).i32(DOUBLE).op('i32.ne', 'i32.or').set(packsB);
  f.get(n).i32(64).op('i32.ge_s').get(aColumn).i32(DOUBLE).op('i32.ne', 'i32.and');
  f.get(n).i32(256).op('i32.ge_s', 'i32.or').set(packsA);

  eachBlock(f, j, n, COLUMNS, columns, () => {
    eachBlock(f, l, k, INNER, inner, () => {
      f.get(beta).f64(1).get(l).op('i32.eqz', 'select').set(scale);
      pushAddress(f, b, [l, bRow], [j, bColumn]);
      f.set(y).get(bRow).set(yRow).i32(STRIP).set(yStep);
      f.get(packsB).if(() => {
        f.get(workspace, y, bColumn, bRow, columns, inner).call(packColumns).get(workspace).set(y);
        f.get(yStep).set(yRow).get(yStep, inner).op('i32.mul').set(yStep);
      });
      eachBlock(f, i, m, ROWS, rows, () => {
        pushAddress(f, a, [i, aRow], [l, aColumn]);
        f.set(x).get(aRow).set(xRow).get(aColumn).set(xColumn).get(aRow).i32(height).op('i32.mul').set(xStep);
        f.get(packsA).if(() => {
          // The panels of A lie behind those of B.
          f.get(columns).i32(3).op('i32.add').i32(-4).op('i32.and');
          f.get(inner).i32(DOUBLE).op('i32.mul', 'i32.mul').get(workspace).op('i32.add').set(panels);
          f.get(panels, x, aRow, aColumn, rows, inner).call(packRows).get(panels).set(x);
          f.i32(DOUBLE).set(xRow).i32(panelStep).tee(xColumn).get(inner).op('i32.mul').set(xStep);
        });
        f.get(rows, columns, inner, x, xRow, xColumn, xStep, y, yRow, yStep);
        pushAddress(f, c, [i, cRow], [j, cColumn]);
        f.get(cRow, alpha, scale).call(sweep);
        // A small product is one block, and not looked after.
        f.get(i, l)
          .op('i32.or')
          .if(() => f.call(poll));
      });
    });
  });
  return f;
}

/** A block of rows times a block of columns, strip by strip. */
function sweepFunction(module: ModuleWriter): Callable {
  const strips = stripFunctions(module);
  const f = module.function(SWEEP, []);
  const [m, n, k, a, aRow, aColumn, aStep, b, bRow, bStep, c, cRow, alpha, beta] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
  ] as const;
  const strip = (columns: number): void => {
    f.get(m, k, a, aRow, aColumn, aStep, b, bRow, c, cRow, alpha, beta).call(strips[columns - 1]!);
  };
  takeAway(f, n, TILE_COLUMNS, () => {
    strip(TILE_COLUMNS);
    advance(f, b, bStep);
    advanceBy(f, c, STRIP);
  });
  for (let columns = 1; columns < TILE_COLUMNS; columns++) {
    f.get(n).i32(columns).op('i32.eq');
    f.if(() => strip(columns));
  }
  return f;
}
