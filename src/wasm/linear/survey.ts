import type { ModuleWriter } from '../assembler.ts';
import type { Callable, Local } from '../function-writer.ts';
import { advance, advanceBy, DOUBLE, type PairLoad, pushWhole, takeAway, whileBefore } from './arithmetic.ts';

/**
 * The largest absolute values in the rows and columns of a matrix, exported as `survey`. Called with: m, n, A, its row
 * stride in doubles, where those of the rows go and those of the columns, which are raised from what is there. Answers
 * 0, or NaN where an entry is not finite; then the others mean nothing.
 */
export function surveyFunction(module: ModuleWriter): Callable {
  const f = module.function(['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], ['f64'], 'survey');
  const [m, n, a, aRow, rows, columns] = [0, 1, 2, 3, 4, 5] as const;
  const [at, end, column] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const [pair, row, zero, none] = [f.local('v128'), f.local('v128'), f.local('v128'), f.local('v128')];

  const raise = (into: Local, by: Local): void => {
    f.get(into, by).op('f64x2.pmax').set(into);
  };
  const look = (load: PairLoad): void => {
    f.get(at).at(load).tee(pair).get(pair).op('f64x2.sub').get(zero).op('f64x2.add').set(zero);
    f.get(pair).op('f64x2.abs').set(pair);
    raise(row, pair);
    f.get(column, column).at(load).get(pair).op('f64x2.pmax');
    if (load === 'v128.load') f.at('v128.store');
    else f.lane('f64x2.extract_lane', 0).at('f64.store');
  };

  f.get(aRow).i32(DOUBLE).op('i32.mul').set(aRow);
  takeAway(f, m, 1, () => {
    f.get(a).set(at).get(columns).set(column).get(none).set(row);
    pushWhole(f, a, n, 2);
    f.set(end);
    whileBefore(f, at, end, () => {
      look('v128.load');
      advanceBy(f, at, 2 * DOUBLE);
      advanceBy(f, column, 2 * DOUBLE);
    });
    f.get(n).i32(1).op('i32.and');
    f.if(() => look('v128.load64_zero'));
    f.get(rows, row).lane('f64x2.extract_lane', 0).get(row).lane('f64x2.extract_lane', 1).op('f64.max').at('f64.store');
    advanceBy(f, rows, DOUBLE);
    advance(f, a, aRow);
  });
  f.get(zero).lane('f64x2.extract_lane', 0).get(zero).lane('f64x2.extract_lane', 1).op('f64.add');
  return f;
}
