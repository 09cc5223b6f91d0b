import type { ModuleWriter } from '../assembler.ts';
import type { Callable, Local } from '../function-writer.ts';
import { advance, DOUBLE, type PairLoad, pushAddress } from './arithmetic.ts';

/** Columns that are eliminated one after the other; two vectors hold a row of them. */
export const LEAF_COLUMNS = 4;

/**
 * Eliminates 1, 2, ... or {@link LEAF_COLUMNS} columns of m rows with partial pivoting, called with: m, A, its row
 * stride in doubles, pivots. While a column is eliminated the largest entry of the next one is found. `swap` swaps two
 * rows.
 */
export function leafFunction(module: ModuleWriter, columns: number, swap: Callable): Callable {
  const f = module.function(['i32', 'i32', 'i32', 'i32'], []);
  const [m, a, row, pivots] = [0, 1, 2, 3] as const;
  const word = (): Local => f.local('i32');
  const [i, best, at, step, top, width] = [word(), word(), word(), word(), word(), word()];
  const [size, largest, divisor, factor] = [f.local('f64'), f.local('f64'), f.local('f64'), f.local('f64')];
  const factors = f.local('v128');
  const pairs: readonly Pair[] = Array.from({ length: Math.ceil(columns / 2) }, (_, v) => ({
    offset: 16 * v,
    load: 2 * v + 1 === columns ? 'v128.load64_zero' : 'v128.load',
    pivots: f.local('v128'),
    entries: f.local('v128'),
  }));

  /** Takes row i for the pivot's if the entry on the stack is the largest so far. */
  const consider = (): void => {
    f.op('f64.abs').tee(size).get(largest).op('f64.gt');
    f.if(() => f.get(size).set(largest).get(i).set(best));
  };
  const searchFrom = (start: number): void => {
    f.i32(start).tee(best).set(i).f64(-1).set(largest);
  };
  /**
   * Row i of the pivot's column j: its multiplier, its other entries less the multiplier's share of the pivot's row.
   */
  const eliminate = (j: number): void => {
    const open = pairs.slice(j >> 1);
    const { entries } = open[0]!;
    for (const pair of open) f.get(at).at(pair.load, pair.offset).set(pair.entries);
    f.get(entries).lane('f64x2.extract_lane', lane(j)).get(divisor).op('f64.div').tee(factor);
    f.op('f64x2.splat').set(factors);
    for (const pair of open) {
      if (module.fma) f.get(factors, pair.pivots, pair.entries).op('f64x2.relaxed_nmadd').set(pair.entries);
      else f.get(pair.entries, factors, pair.pivots).op('f64x2.mul', 'f64x2.sub').set(pair.entries);
    }
    f.get(entries, factor).lane('f64x2.replace_lane', lane(j)).set(entries);
    for (const pair of open) {
      f.get(at, pair.entries);
      if (pair.load === 'v128.load') f.at('v128.store', pair.offset);
      else f.lane('f64x2.extract_lane', 0).at('f64.store', pair.offset);
    }
  };

  f.get(row).i32(DOUBLE).op('i32.mul').set(step).i32(columns).set(width);
  searchFrom(0);
  f.get(a).set(at);
  f.for(i, m, 1, () => {
    f.get(at).at('f64.load');
    consider();
    advance(f, at, step);
  });
  for (let j = 0; j < columns; j++) {
    f.get(pivots, best);
    f.at('i32.store', 4 * j);
    f.i32(j).set(i);
    pushAddress(f, a, [i, step]);
    f.set(top).get(best, i).op('i32.ne');
    f.if(() => {
      f.get(width, top);
      pushAddress(f, a, [best, step]);
      f.call(swap);
    });
    for (const pair of pairs) f.get(top).at(pair.load, pair.offset).set(pair.pivots);
    f.get(pairs[j >> 1]!.pivots)
      .lane('f64x2.extract_lane', lane(j))
      .set(divisor);
    // Below a pivot of 0 are zeros, which are their own multipliers.
    f.get(divisor).f64(1).get(divisor).f64(0).op('f64.ne', 'select').set(divisor);
    // Multipliers of earlier columns stay as they are.
    for (let c = 0; c <= j; c++) {
      const { pivots } = pairs[c >> 1]!;
      f.get(pivots).f64(0).lane('f64x2.replace_lane', lane(c)).set(pivots);
    }
    f.get(top, step).op('i32.add').set(at);
    searchFrom(j + 1);
    f.for(i, m, 1, () => {
      eliminate(j);
      if (j + 1 < columns) {
        f.get(pairs[(j + 1) >> 1]!.entries).lane('f64x2.extract_lane', lane(j + 1));
        consider();
      }
      advance(f, at, step);
    });
  }
  return f;
}

/** Two columns of a row: where they are, and the locals that hold them. */
interface Pair {
  readonly offset: number;
  readonly load: PairLoad;
  readonly pivots: Local;
  readonly entries: Local;
}

const lane = (column: number): 0 | 1 => (column % 2 === 0 ? 0 : 1);
