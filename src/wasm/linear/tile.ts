import type { ModuleWriter } from '../assembler.ts';
import type { Callable } from '../function-writer.ts';
import type { ValueType } from '../opcodes.ts';
import { accumulate, advance, takeAway } from './arithmetic.ts';

/** Columns of a tile: two vectors. */
export const TILE_COLUMNS = 4;

/**
 * Rows of a tile: as many sums as stay in 15 vector registers together with what they are made of. A product that is
 * not fused needs registers of its own.
 */
export const tileRows = (fma: boolean): number => (fma ? 6 : 4);

/** The most rows that a tile ever has. */
export const MOST_TILE_ROWS = 6;

const STRIP: readonly ValueType[] = [...Array<'i32'>(10).fill('i32'), 'f64', 'f64'];
const TILE: readonly ValueType[] = [...Array<'i32'>(8).fill('i32'), 'f64', 'f64'];

/**
 * Functions for strips of 1, 2, ... {@link TILE_COLUMNS} columns of C = alpha A B + beta C, called with: rows m, inner
 * extent k, A, its row stride, column stride and step from one tile of rows to the next, B, its row stride, C, its row
 * stride, alpha, beta. Strides are in bytes; the columns of B and C lie side by side. With beta = 0 C is not read.
 */
export function stripFunctions(module: ModuleWriter): readonly Callable[] {
  return Array.from({ length: TILE_COLUMNS }, (_, i) => stripFunction(module, i + 1));
}

function stripFunction(module: ModuleWriter, columns: number): Callable {
  const most = tileRows(module.fma);
  const tiles = Array.from({ length: most }, (_, i) => tileFunction(module, i + 1, columns));
  const f = module.function(STRIP, []);
  const [m, k, a, aRow, aColumn, aStep, b, bRow, c, cRow, alpha, beta] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ] as const;
  const cStep = f.local('i32');
  const tile = (rows: number): void => {
    f.get(k, a, aRow, aColumn, b, bRow, c, cRow, alpha, beta).call(tiles[rows - 1]!);
  };
  f.get(cRow).i32(most).op('i32.mul').set(cStep);
  takeAway(f, m, most, () => {
    tile(most);
    advance(f, a, aStep);
    advance(f, c, cStep);
  });
  for (let rows = 1; rows < most; rows++) {
    f.get(m).i32(rows).op('i32.eq');
    f.if(() => tile(rows));
  }
  return f;
}

/** A tile of `rows` x `columns` sums that stay in registers. */
function tileFunction(module: ModuleWriter, rows: number, columns: number): Callable {
  const f = module.function(TILE, []);
  const [k, a, aRow, aColumn, b, bRow, c, cRow, alpha, beta] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const vectors = Math.ceil(columns / 2);
  const sums = Array.from({ length: rows }, () => Array.from({ length: vectors }, () => f.local('v128')));
  const ys = Array.from({ length: vectors }, () => f.local('v128'));
  const x = f.local('v128');
  const as = Array.from({ length: rows }, () => f.local('i32'));
  const isHalf = (v: number): boolean => 2 * v + 1 === columns;
  const load = (v: number): unknown => f.at(isHalf(v) ? 'v128.load64_zero' : 'v128.load', 16 * v);

  for (const row of as) {
    f.get(a).set(row);
    advance(f, a, aRow);
  }
  f.block(() => {
    f.get(k).op('i32.eqz').brIf(0);
    // Not unrolled: V8 11 would load ahead for the next steps and spill sums.
    f.loop(() => {
      ys.forEach((y, v) => {
        f.get(b);
        load(v);
        f.set(y);
      });
      advance(f, b, bRow);
      sums.forEach((row, i) => {
        f.get(as[i]!).at('v128.load64_splat').set(x);
        advance(f, as[i]!, aColumn);
        row.forEach((sum, v) => accumulate(f, module.fma, sum, x, ys[v]!));
      });
      f.get(k).i32(1).op('i32.sub').tee(k).brIf(0);
    });
  });

  f.get(alpha).op('f64x2.splat').set(x);
  for (const sum of sums.flat()) f.get(sum, x).op('f64x2.mul').set(sum);
  f.get(beta).f64(0).op('f64.ne');
  f.if(() => {
    f.get(beta).op('f64x2.splat').set(x).get(c).set(a);
    for (const row of sums) {
      row.forEach((sum, v) => {
        f.get(sum, x, a);
        load(v);
        f.op('f64x2.mul', 'f64x2.add').set(sum);
      });
      advance(f, a, cRow);
    }
  });
  for (const row of sums) {
    row.forEach((sum, v) => {
      f.get(c, sum);
      if (isHalf(v)) f.lane('f64x2.extract_lane', 0).at('f64.store', 16 * v);
      else f.at('v128.store', 16 * v);
    });
    advance(f, c, cRow);
  }
  return f;
}
