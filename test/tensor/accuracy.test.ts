import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  dd,
  divide,
  divideNumbers,
  multiply,
  squareRoot,
  subtract,
  twoProduct,
  twoSum,
} from '../../src/tensor/double-double.ts';
import type { DoubleDouble } from '../../src/tensor/double-double.ts';
import { exp, LN2, log, PI } from '../../src/tensor/double-double-functions.ts';
import { dot } from '../../src/tensor/dot.ts';
import { matmul } from '../../src/tensor/matmul.ts';
import { exponentOf, powerOfTwo, timesPowerOfTwo } from '../../src/tensor/power-of-two.ts';
import { logOf, ONE, times as timesFactor, valueOf } from '../../src/tensor/scaled-product.ts';
import { accurateSum } from '../../src/tensor/sum.ts';
import { stack } from './linear/samples.ts';
import { tensor } from '../../src/tensor/tensor.ts';
import { fromDouble, fromText, minus, over, plus, type Rational, rational, times, ulps } from './rational.ts';
import { scattered } from './linear/samples.ts';

const exact = ({ hi, lo }: DoubleDouble): Rational => plus(fromDouble(hi), fromDouble(lo));

/** |a - b| / |b| in units of 2^-104. */
const distance = (a: DoubleDouble, b: Rational): number => {
  if (b.p === 0n) return a.hi === 0 ? 0 : Infinity;
  const { p, q } = over(minus(exact(a), b), b);
  return Math.abs(Number((p << 114n) / q)) / 1024;
};

/** Doubles with every exponent between 2^-100 and 2^100. */
const ordinary = fc
  .tuple(fc.double({ min: 1, max: 2, noNaN: true }), fc.integer({ min: -100, max: 100 }), fc.constantFrom(1, -1))
  .map(([m, k, sign]) => sign * m * 2 ** k);

const pairs = fc.tuple(ordinary, ordinary).map(([hi, lo]) => twoSum(hi, lo * 2 ** -160));

describe('double-double arithmetic', () => {
  it('adds and multiplies doubles exactly', () => {
    fc.assert(
      fc.property(ordinary, ordinary, (a, b) => {
        expect(exact(twoSum(a, b))).toEqual(plus(fromDouble(a), fromDouble(b)));
        expect(exact(twoProduct(a, b))).toEqual(times(fromDouble(a), fromDouble(b)));
      }),
    );
    expect(exact(twoProduct(2 ** 1000 + 2 ** 960, 1 + 2 ** -50))).toEqual(
      times(fromDouble(2 ** 1000 + 2 ** 960), fromDouble(1 + 2 ** -50)),
    );
    expect(twoProduct(Infinity, 2)).toEqual({ hi: Infinity, lo: 0 });
    expect(twoProduct(1e300, 1e300)).toEqual({ hi: Infinity, lo: 0 });
  });

  it('keeps 100 bits in every operation', () => {
    fc.assert(
      fc.property(pairs, pairs, (a, b) => {
        const [x, y] = [exact(a), exact(b)];
        expect(distance(add(a, b), plus(x, y))).toBeLessThan(4);
        expect(distance(subtract(a, b), minus(x, y))).toBeLessThan(4);
        expect(distance(multiply(a, b), times(x, y))).toBeLessThan(8);
        expect(distance(divide(a, b), over(x, y))).toBeLessThan(16);
        const root = squareRoot(multiply(a, a));
        expect(distance(root, a.hi < 0 ? minus(rational(0n), x) : x)).toBeLessThan(16);
      }),
    );
    expect(distance(divideNumbers(1, 3), rational(1n, 3n))).toBeLessThan(1);
    expect(squareRoot(dd(0))).toEqual(dd(0));
  });

  it('has functions to 100 bits', () => {
    // e, ln 10 and pi to 40 digits (OEIS A001113, A002392, A000796)
    expect(distance(exp(dd(1)), fromText('2.718281828459045235360287471352662497757'))).toBeLessThan(64);
    expect(distance(log(dd(10)), fromText('2.302585092994045684017991454684364207601'))).toBeLessThan(64);
    expect(distance(PI, fromText('3.141592653589793238462643383279502884197'))).toBeLessThan(1);
    expect(distance(log(dd(2)), exact(LN2))).toBeLessThan(64);
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (x) => {
        const { hi, lo } = subtract(log(exp(dd(x))), dd(x));
        expect(Math.abs(hi + lo)).toBeLessThan(2 ** -88);
      }),
    );
  });
});

describe('powers of two', () => {
  it('scales with one rounding, to the ends of the range', () => {
    for (let k = -1074; k <= 1023; k++) {
      expect(powerOfTwo(k)).toBe(2 ** k);
      expect(exponentOf(1.5 * 2 ** k)).toBe(k === -1074 ? -1073 : k);
    }
    fc.assert(
      fc.property(ordinary, fc.integer({ min: -1200, max: 1200 }), (x, k) => {
        const scaled = timesPowerOfTwo(x, k);
        const wanted =
          k >= 0
            ? times(fromDouble(x), rational(2n ** BigInt(k)))
            : times(fromDouble(x), rational(1n, 2n ** BigInt(-k)));
        expect(ulps(scaled, wanted)).toBeLessThanOrEqual(0.5);
      }),
    );
    expect([timesPowerOfTwo(0, -5000), timesPowerOfTwo(Infinity, -5000), timesPowerOfTwo(1, 5000)]).toEqual([
      0,
      Infinity,
      Infinity,
    ]);
    expect(timesPowerOfTwo(5e-324, 2097)).toBe(2 ** 1023);
    expect(timesPowerOfTwo(2 ** 1023, -2097)).toBe(5e-324);
  });

  it('multiplies beyond the range and takes logarithms there', () => {
    const factors = [1e300, 1e300, 1e300, 1e-200];
    const product = factors.reduce(timesFactor, ONE);
    expect(valueOf(product)).toBe(Infinity);
    expect(logOf(product)).toBeCloseTo(700 * Math.LN10, 10);
    expect(valueOf(timesFactor(timesFactor(product, 1e-300), 1e-300))).toBeCloseTo(1e100, -86);
    expect(valueOf(timesFactor(ONE, 0))).toBe(0);
    expect(logOf(timesFactor(ONE, dd(-1)))).toBe(0);
  });
});

describe('sums', () => {
  it('are right to the last bit, whatever cancels', () => {
    fc.assert(
      fc.property(fc.array(ordinary, { maxLength: 30 }), fc.boolean(), (terms, cancelling) => {
        const all = cancelling ? [...terms, ...terms.map((x) => -x), 1e-30] : terms;
        const sum = all.reduce((s, x) => plus(s, fromDouble(x)), rational(0n));
        expect(ulps(accurateSum(Float64Array.from(all)), sum)).toBeLessThanOrEqual(0.51);
      }),
    );
    expect(accurateSum(Float64Array.of(1e16, 1, -1e16))).toBe(1);
    expect(accurateSum(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
    expect(accurateSum(new Float64Array(1e6).fill(0.1))).toBe(100000);
  });

  it('treats infinities as addition does', () => {
    expect(accurateSum(Float64Array.of(Infinity, 1))).toBe(Infinity);
    expect(accurateSum(Float64Array.of(1, -Infinity))).toBe(-Infinity);
    expect(accurateSum(Float64Array.of(Infinity, -Infinity))).toBeNaN();
    expect(accurateSum(Float64Array.of(1, NaN))).toBeNaN();
    expect(accurateSum(Float64Array.of(1e308, 1e308))).toBe(Infinity);
    expect(accurateSum(Float64Array.of(1e308, 1e308, -1e308))).toBe(1e308);
    expect(accurateSum(Float64Array.of(1e308, 1e308, -Infinity))).toBe(-Infinity);
    expect(accurateSum(Float64Array.of())).toBe(0);
  });
});

describe('inner and matrix products', () => {
  const run = (data: number[]): { data: Float64Array; start: number; step: number } => ({
    data: Float64Array.from(data),
    start: 0,
    step: 1,
  });

  it('are right to the last bit, whatever cancels', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(ordinary, ordinary), { maxLength: 12 }), fc.boolean(), (rows, cancelling) => {
        const all = cancelling ? [...rows, ...rows.map(([x, y]) => [-x, y] as const), [1e-30, 1e-30] as const] : rows;
        const sum = all.reduce((s, [x, y]) => plus(s, times(fromDouble(x), fromDouble(y))), rational(0n));
        const actual = dot(run(all.map(([x]) => x)), run(all.map(([, y]) => y)), all.length);
        expect(ulps(actual, sum)).toBeLessThanOrEqual(0.51);
      }),
    );
  });

  it('survives extremes and keeps what is not finite', () => {
    expect(dot(run([1e200, 1e200]), run([1e200, -1e200]), 2)).toBe(0);
    expect(dot(run([1e200, 1]), run([1e200, 1]), 2)).toBe(Infinity);
    expect(dot(run([1e-200, 1e-200]), run([1e-200, 1e-200]), 2)).toBe(0);
    expect(dot(run([Infinity, 1]), run([1, 1]), 2)).toBe(Infinity);
    expect(dot(run([Infinity, 1]), run([0, 1]), 2)).toBeNaN();
    expect(dot(run([NaN]), run([0]), 1)).toBeNaN();
    expect(dot(run([]), run([]), 0)).toBe(0);
  });

  it('multiplies matrices and batches', () => {
    const a = tensor([2, 3], [1, 2, 3, 4, 5, 6]);
    const b = tensor([3, 2], [1, 0, 0, 1, 1, 1]);
    const ab = tensor([2, 2], [4, 5, 10, 11]);
    expect(matmul(a, b)).toEqual(ab);
    expect(matmul(stack([a, a]), b)).toEqual(stack([ab, ab]));
    expect(matmul(tensor([2, 1, 2, 3], stack([a, a]).data), stack([b, b, b])).shape).toEqual([2, 3, 2, 2]);
    expect(matmul(tensor([2, 0], []), tensor([0, 2], []))).toEqual(tensor([2, 2], [0, 0, 0, 0]));
    expect(() => matmul(a, a)).toThrow(/matmul/);
  });

  it('agrees between the accurate and the quick kernel', () => {
    for (const [m, k, n] of [
      [46, 47, 46],
      [47, 47, 47],
      [60, 61, 62],
    ] as const) {
      const [a, b] = [scattered([m, k], 1), scattered([k, n], 2)];
      const c = matmul(a, b);
      for (const [i, j] of [
        [0, 0],
        [m - 1, n - 1],
        [7, 11],
      ] as const) {
        const one = dot({ data: a.data, start: i * k, step: 1 }, { data: b.data, start: j, step: n }, k);
        expect(Math.abs(c.data[i * n + j]! - one)).toBeLessThan(1e-14);
      }
    }
  });
});
