import type { ModuleWriter } from '../assembler.ts';
import type { Callable, FunctionWriter, Local } from '../function-writer.ts';
import {
  accumulate,
  advance,
  advanceBy,
  DOUBLE,
  type PairLoad,
  pushWhole,
  takeAway,
  whileBefore,
} from './arithmetic.ts';

/** Lines of a matrix that are read at once. */
const LINES = 4;

/**
 * y = alpha A x + beta y where the rows of A and x lie in order. Called with: m, n, alpha, A, its row stride, x, beta,
 * y, the step of y; strides in bytes. With beta = 0 y is not read.
 */
export function dotsFunction(module: ModuleWriter): Callable {
  const f = module.function(['i32', 'i32', 'f64', 'i32', 'i32', 'i32', 'f64', 'i32', 'i32'], []);
  const [m, n, alpha, a, aRow, x, beta, y, yStep] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const rows = Array.from({ length: LINES }, () => f.local('i32'));
  const [sums, others] = [vectors(f, LINES), vectors(f, LINES)];
  const [entry, product, zero] = [f.local('v128'), f.local('v128'), f.local('v128')];
  const [xAt, end] = [f.local('i32'), f.local('i32')];

  const add = (count: number, into: readonly Local[], load: PairLoad, offset: number): void => {
    f.get(xAt).at(load, offset).set(entry);
    for (let i = 0; i < count; i++) {
      f.get(rows[i]!).at(load, offset).set(product);
      accumulate(f, module.fma, into[i]!, product, entry);
    }
  };
  const step = (count: number, bytes: number): void => {
    for (const address of [xAt, ...rows.slice(0, count)]) advanceBy(f, address, bytes);
  };
  const store = (sum: Local, other: Local): void => {
    f.get(sum, other).op('f64x2.add').set(sum);
    f.get(y, sum).lane('f64x2.extract_lane', 0).get(sum).lane('f64x2.extract_lane', 1);
    f.op('f64.add').get(alpha).op('f64.mul').get(beta).f64(0).op('f64.ne');
    f.if(
      () => f.get(y).at('f64.load').get(beta).op('f64.mul'),
      () => f.f64(0),
      'f64',
    );
    f.op('f64.add').at('f64.store');
    advance(f, y, yStep);
  };

  for (const count of [LINES, 1]) {
    takeAway(f, m, count, () => {
      for (let i = 0; i < count; i++) {
        f.get(a).set(rows[i]!).get(zero).set(sums[i]!).get(zero).set(others[i]!);
        advance(f, a, aRow);
      }
      f.get(x).set(xAt);
      pushWhole(f, x, n, 4);
      f.set(end);
      whileBefore(f, xAt, end, () => {
        add(count, sums, 'v128.load', 0);
        add(count, others, 'v128.load', 16);
        step(count, 32);
      });
      f.get(n).i32(2).op('i32.and');
      f.if(() => {
        add(count, sums, 'v128.load', 0);
        step(count, 16);
      });
      f.get(n).i32(1).op('i32.and');
      f.if(() => add(count, others, 'v128.load64_zero', 0));
      for (let i = 0; i < count; i++) store(sums[i]!, others[i]!);
    });
  }
  return f;
}

/**
 * y = alpha A x + beta y where the columns of A and y lie in order. Called with: m, n, alpha, A, its column stride, x,
 * the step of x, beta, y; strides in bytes. With beta = 0 y is not read.
 */
export function combinationFunction(module: ModuleWriter): Callable {
  const f = module.function(['i32', 'i32', 'f64', 'i32', 'i32', 'i32', 'i32', 'f64', 'i32'], []);
  const [m, n, alpha, a, aColumn, x, xStep, beta, y] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const columns = Array.from({ length: LINES }, () => f.local('i32'));
  const factors = vectors(f, LINES);
  const [sum, entry] = [f.local('v128'), f.local('v128')];
  const [yAt, end] = [f.local('i32'), f.local('i32')];

  /** Stores what `push` pushes to each pair of y, at `yAt`, and to the odd one. */
  const eachPair = (along: readonly Local[], push: (load: PairLoad) => void): void => {
    f.get(y).set(yAt);
    pushWhole(f, y, m, 2);
    f.set(end);
    whileBefore(f, yAt, end, () => {
      f.get(yAt);
      push('v128.load');
      f.at('v128.store');
      for (const address of [...along, yAt]) advanceBy(f, address, 2 * DOUBLE);
    });
    f.get(m).i32(1).op('i32.and');
    f.if(() => {
      f.get(yAt);
      push('v128.load64_zero');
      f.lane('f64x2.extract_lane', 0).at('f64.store');
    });
  };

  f.get(beta).op('f64x2.splat').set(entry).get(beta).f64(0).op('f64.eq');
  f.if(
    () => eachPair([], () => f.get(entry)),
    () => {
      f.get(beta).f64(1).op('f64.ne');
      f.if(() => eachPair([], (load) => f.get(yAt).at(load).get(entry).op('f64x2.mul')));
    },
  );
  for (const count of [LINES, 1]) {
    takeAway(f, n, count, () => {
      for (let j = 0; j < count; j++) {
        f.get(x).at('f64.load').get(alpha).op('f64.mul', 'f64x2.splat').set(factors[j]!).get(a).set(columns[j]!);
        advance(f, a, aColumn);
        advance(f, x, xStep);
      }
      eachPair(columns.slice(0, count), (load) => {
        f.get(yAt).at(load).set(sum);
        for (let j = 0; j < count; j++) {
          f.get(columns[j]!).at(load).set(entry);
          accumulate(f, module.fma, sum, entry, factors[j]!);
        }
        f.get(sum);
      });
    });
  }
  return f;
}

const vectors = (f: FunctionWriter, count: number): Local[] => Array.from({ length: count }, () => f.local('v128'));
