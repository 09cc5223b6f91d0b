import type { ModuleWriter } from '../assembler.ts';
import type { Callable, Local } from '../function-writer.ts';
import { DOUBLE, advance, advanceBy, type PairLoad, pushWhole, takeAway, whileBefore } from './arithmetic.ts';

/** Rows whose sums go on side by side, so that none waits for the one before it. */
const ROWS = 4;

/** Veltkamp's: the upper half of a double's digits is s - (s - x) with s = SPLITTER x. */
const SPLITTER = 2 ** 27 + 1;

/**
 * r = b - A x as if in twice the digits and then rounded (Dot2 of Ogita, Rump and Oishi 2005), exported as `residual`.
 * Called with: m, n, A of [m, n], its row stride in doubles, x, b, r, all in order. Factors are below 2^995.
 */
export function residualFunction(module: ModuleWriter): Callable {
  const f = module.function(['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'], [], 'residual');
  const [m, n, a, aRow, x, b, r] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [xAt, end, step] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const pair = (): Local => f.local('v128');
  const rows = Array.from({ length: ROWS }, () => ({ at: f.local('i32'), sum: pair(), error: pair() }));
  const [u, v, product, next, moved, zero, splitter] = [pair(), pair(), pair(), pair(), pair(), pair(), pair()];
  const [u1, u2, v1, v2] = [pair(), pair(), pair(), pair()];
  const number = (): Local => f.local('f64');
  const [s, t, total, low, rest] = [number(), number(), number(), number(), number()];

  const split = (whole: Local, upper: Local, lower: Local): void => {
    f.get(whole, splitter).op('f64x2.mul').tee(upper).get(upper, whole).op('f64x2.sub', 'f64x2.sub').set(upper);
    f.get(whole, upper).op('f64x2.sub').set(lower);
  };
  /** Pushes u v - product, which is exact (Dekker 1971). */
  const pushProductError = (): void => {
    if (module.fma) {
      f.get(u, v, product).op('f64x2.neg', 'f64x2.relaxed_madd');
      return;
    }
    f.get(u1, v1).op('f64x2.mul').get(product).op('f64x2.sub').get(u1, v2).op('f64x2.mul', 'f64x2.add');
    f.get(u2, v1).op('f64x2.mul', 'f64x2.add').get(u2, v2).op('f64x2.mul', 'f64x2.add');
  };
  /** One more pair of products in each row's sum, and what its rounding loses in the row's error. */
  const add = (count: number, load: PairLoad): void => {
    f.get(xAt).at(load).set(v);
    if (!module.fma) split(v, v1, v2);
    for (const { at, sum, error } of rows.slice(0, count)) {
      f.get(at).at(load).tee(u).get(v).op('f64x2.mul').set(product);
      if (!module.fma) split(u, u1, u2);
      // Knuth's sum without loss.
      f.get(sum, product).op('f64x2.add').tee(next).get(sum).op('f64x2.sub').set(moved);
      f.get(sum, next, moved).op('f64x2.sub', 'f64x2.sub').get(product, moved).op('f64x2.sub', 'f64x2.add');
      pushProductError();
      f.op('f64x2.add').get(error).op('f64x2.add').set(error).get(next).set(sum);
    }
    for (const address of [xAt, ...rows.slice(0, count).map(({ at }) => at)]) advanceBy(f, address, 2 * DOUBLE);
  };
  /** total = p + q, and what that loses to `lost`. */
  const addExactly = (p: Local, q: Local, lost: Local): void => {
    f.get(p, q).op('f64.add').tee(total).get(p).op('f64.sub').set(rest);
    f.get(p, total, rest).op('f64.sub', 'f64.sub').get(q, rest).op('f64.sub', 'f64.add').set(lost);
  };
  const store = (sum: Local, error: Local): void => {
    f.get(sum).lane('f64x2.extract_lane', 0).set(s).get(sum).lane('f64x2.extract_lane', 1).set(t);
    addExactly(s, t, low);
    f.get(error).lane('f64x2.extract_lane', 0).get(error).lane('f64x2.extract_lane', 1).op('f64.add');
    f.get(low).op('f64.add').set(low).get(total).op('f64.neg').set(s).get(b).at('f64.load').set(t);
    f.get(r);
    addExactly(t, s, rest);
    f.get(total, rest, low).op('f64.sub', 'f64.add').at('f64.store');
    advanceBy(f, b, DOUBLE);
    advanceBy(f, r, DOUBLE);
  };

  f.get(aRow).i32(DOUBLE).op('i32.mul').set(step).f64(SPLITTER).op('f64x2.splat').set(splitter);
  for (const count of [ROWS, 1]) {
    takeAway(f, m, count, () => {
      for (const { at, sum, error } of rows.slice(0, count)) {
        f.get(a).set(at).get(zero).set(sum).get(zero).set(error);
        advance(f, a, step);
      }
      f.get(x).set(xAt);
      pushWhole(f, x, n, 2);
      f.set(end);
      whileBefore(f, xAt, end, () => add(count, 'v128.load'));
      f.get(n).i32(1).op('i32.and');
      f.if(() => add(count, 'v128.load64_zero'));
      for (const { sum, error } of rows.slice(0, count)) store(sum, error);
    });
  }
  return f;
}
