import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erf, erfc, erfcx } from '../../../src/tensor/special/error-function.ts';
import { logBase, logistic, logisticSlope, softplus } from '../../../src/tensor/special/exponential.ts';
import { factorial, gamma, lgamma } from '../../../src/tensor/special/gamma.ts';
import { acoth, acsch, asech, coth, csch, sech } from '../../../src/tensor/special/hyperbolic.ts';
import { digamma, polygamma } from '../../../src/tensor/special/polygamma.ts';
import { hypot, nthRoot, pow } from '../../../src/tensor/special/power.ts';
import { mod, round, roundTo } from '../../../src/tensor/special/rounding.ts';
import { acot, acsc, asec } from '../../../src/tensor/special/trigonometric.ts';

describe('the gamma function and its kin', () => {
  it('is exact for integers, to 170!', () => {
    let exact = 1n;
    for (let n = 1; n <= 170; n++) {
      exact *= BigInt(n);
      expect(factorial(n)).toBe(Number(exact));
      expect(gamma(n + 1)).toBe(Number(exact));
    }
    expect(factorial(0)).toBe(1);
    expect(factorial(171)).toBe(Infinity);
    expect(gamma(172)).toBe(Infinity);
  });

  it('knows its poles', () => {
    for (const x of [0, -1, -2, -170]) {
      expect(gamma(x)).toBe(Infinity);
      expect(lgamma(x)).toBe(Infinity);
      expect(digamma(x)).toBeNaN();
      expect(polygamma(1, x)).toBe(Infinity);
      expect(polygamma(2, x)).toBeNaN();
    }
    expect(factorial(-1)).toBe(Infinity);
  });

  it('is exactly 0 where its logarithm is', () => {
    expect(lgamma(1)).toBe(0);
    expect(lgamma(2)).toBe(0);
  });

  it('ends at infinity', () => {
    expect(gamma(Infinity)).toBe(Infinity);
    expect(gamma(-Infinity)).toBeNaN();
    expect(lgamma(Infinity)).toBe(Infinity);
    expect(lgamma(1e308)).toBe(Infinity);
    expect(digamma(Infinity)).toBe(Infinity);
    expect(polygamma(1, Infinity)).toBe(0);
    expect(polygamma(2, -Infinity)).toBeNaN();
    for (const f of [gamma, lgamma, digamma, factorial]) expect(f(NaN)).toBeNaN();
    expect(polygamma(-1, 2)).toBeNaN();
    expect(polygamma(1.5, 2)).toBeNaN();
  });

  it.each([
    [20, 0.3, -2.3258316052645291321e29],
    [60, -25.4, 1.5650037350587730717e106],
    [40, -25.25, 3.9455242101462683427e72],
    [40, -25.5, -4.654674905716248771e-11],
    [41, -25.5, 2.9425153591727758259e62],
    [300, -100.5, -36549896196.90770304],
    [99, 33.3, 5608.3413196902182449],
    [100, 1e4, -9.379363201543512734e-245],
    [200, 1000, -4.3508192705971018437e-228],
    [171, 200, 3.6079589312146980774e-87],
    [300, 250.5, -3.9889294049173820308e-108],
    [170, 1, -7.2574156153079989674e306],
    [1000, 500, -9.9738923610377025265e-135],
    [1, 1e305, 1.0000000000000000607e-305],
  ])('is polygamma of any order and size: %d at %d', (n, x, expected) => {
    expect(Math.abs(polygamma(n, x) / expected - 1)).toBeLessThan(1e-15);
  });

  it('is polygamma beyond the range of doubles', () => {
    for (const [n, x] of [
      [1000, 1],
      [1000, -0.5],
      [100_000, 2],
      [1e15, 3],
      [2, 1e-200],
    ])
      expect(polygamma(n!, x!)).toBe(-Infinity);
    for (const [n, x] of [
      [301, -100.5],
      [999, 1],
      [2, -1e-200],
    ])
      expect(polygamma(n!, x!)).toBe(Infinity);
    expect(Math.abs(polygamma(100_000, 50_000))).toBe(0);
  });

  it('steps by x: gamma(x + 1) = x gamma(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 100, noNaN: true }), (x) => {
        expect(factorial(x) / (x * gamma(x))).toBeCloseTo(1, 14);
        expect(digamma(x) + 1 / x).toBeCloseTo(digamma(x + 1), 12);
        expect(polygamma(1, x) - 1 / x ** 2).toBeCloseTo(polygamma(1, x + 1), 12);
      }),
    );
  });
});

describe('the error function', () => {
  it('is odd, and its complement fills it up to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(erf(-x)).toBe(-erf(x));
        expect(erf(x) + erfc(x)).toBeCloseTo(1, 15);
      }),
    );
  });

  it('ends', () => {
    expect([erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity)]).toEqual([1, -1, 0, 2]);
    expect([erfcx(Infinity), erfcx(-27)]).toEqual([0, Infinity]);
    for (const f of [erf, erfc, erfcx]) expect(f(NaN)).toBeNaN();
  });
});

describe('slopes without cancellation', () => {
  it('keeps the tails that 1 - tanh^2 and s (1 - s) lose', () => {
    expect(logisticSlope(50) / Math.exp(-50)).toBeCloseTo(1, 14);
    expect(logisticSlope(-50)).toBe(logisticSlope(50));
    expect(softplus(-40) / Math.exp(-40)).toBeCloseTo(1, 14);
    expect(softplus(1000)).toBe(1000);
    expect([logistic(Infinity), logistic(-Infinity), logistic(0)]).toEqual([1, 0, 0.5]);
  });
});

describe('reciprocal functions', () => {
  it('is NaN where mathjs answers with a complex number', () => {
    for (const f of [asec, acsc]) for (const x of [0, 0.5, -0.999, NaN]) expect(f(x)).toBeNaN();
    for (const x of [-0.5, 1.5, NaN]) expect(asech(x)).toBeNaN();
    for (const x of [0, 0.5, -0.5, NaN]) expect(acoth(x)).toBeNaN();
  });

  it('knows its poles and ends', () => {
    expect([csch(0), coth(0), acsch(0), asech(0), acoth(1), acoth(-1)]).toEqual([
      Infinity,
      Infinity,
      NaN,
      Infinity,
      Infinity,
      -Infinity,
    ]);
    expect([sech(Infinity), csch(Infinity), coth(-Infinity), acoth(Infinity), acsch(-Infinity)]).toEqual([
      0, 0, -1, 0, -0,
    ]);
    expect([asec(Infinity), acsc(Infinity), acot(0), acot(-Infinity)]).toEqual([Math.PI / 2, 0, Math.PI / 2, -0]);
  });
});

describe('powers and roots', () => {
  it('has the corner cases of IEEE 754', () => {
    expect([pow(0, 0), pow(NaN, 0), pow(1, Infinity), pow(1, NaN), pow(-1, Infinity), pow(-1, -Infinity)]).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
    expect([pow(-2, 3), pow(-2, 2), pow(-2, -1), pow(-2, 0.5)]).toEqual([-8, 4, -0.5, NaN]);
    expect([pow(2, Infinity), pow(2, -Infinity), pow(0.5, Infinity), pow(0.5, -Infinity)]).toEqual([
      Infinity,
      0,
      0,
      Infinity,
    ]);
    expect([pow(0, -1), pow(-0, -1), pow(-0, -2), pow(-0, 3)]).toEqual([Infinity, -Infinity, Infinity, -0]);
  });

  it('takes exact roots exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(3, 5), (x, n) => {
        expect(nthRoot(x ** n, n)).toBe(x);
      }),
    );
    expect([nthRoot(16, 4), nthRoot(16, -4), nthRoot(-8, -3), nthRoot(2, 2)]).toEqual([2, 0.5, -0.5, Math.SQRT2]);
    expect([nthRoot(-4, 2), nthRoot(4, 0), nthRoot(-8, 1.5), nthRoot(NaN, 3)]).toEqual([NaN, NaN, NaN, NaN]);
    expect([nthRoot(0, 3), nthRoot(0, -3), nthRoot(Infinity, 4), nthRoot(-Infinity, 3)]).toEqual([
      0,
      Infinity,
      Infinity,
      -Infinity,
    ]);
    expect(nthRoot(Infinity, -4)).toBe(0);
  });

  it('measures without overflow', () => {
    expect([hypot(3, 4), hypot(3 * 2 ** 1000, 2 ** 1002), hypot(3 * 2 ** -1074, 2 ** -1072)]).toEqual([
      5,
      5 * 2 ** 1000,
      5 * 2 ** -1074,
    ]);
    expect([hypot(NaN, Infinity), hypot(-Infinity, 1), hypot(0, 0)]).toEqual([Infinity, Infinity, 0]);
    expect(hypot(NaN, 1)).toBeNaN();
  });
});

describe('rounding', () => {
  it('has remainders with the sign of the divisor', () => {
    expect([mod(7, 3), mod(-7, 3), mod(7, -3), mod(-7, -3), mod(5, 0), mod(6, 3)]).toEqual([1, 2, -2, -1, 5, 0]);
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1000 }), (x, y) => {
        expect(mod(x, y)).toBe(x - y * Math.floor(x / y));
      }),
    );
  });

  it('rounds halves away from zero', () => {
    expect([2.5, -2.5, 0.49999999999999994, 1.5, -0.4, 2 ** 52 + 1].map(round)).toEqual([3, -3, 0, 2, -0, 2 ** 52 + 1]);
    expect([round(Infinity), round(NaN)]).toEqual([Infinity, NaN]);
    expect([roundTo(2.345, 2), roundTo(-1.25, 1), roundTo(1e300, 2), roundTo(NaN, 2)]).toEqual([
      2.35,
      -1.3,
      1e300,
      NaN,
    ]);
  });
});

describe('logarithms at their exact points', () => {
  it('is exact at powers of any base', () => {
    for (const base of [3, 5, 7, 1000, 0.5])
      for (let k = -8; k <= 8; k++) if (k >= 0 || base === 0.5) expect(logBase(base ** k, base)).toBe(k);
    expect([logBase(8, 0.5), logBase(5, 125 ** 2), logBase(2, 1)]).toEqual([-3, 1 / 6, Infinity]);
    expect([logBase(-1, 2), logBase(NaN, 2), logBase(0, 2), logBase(Infinity, 2)]).toEqual([
      NaN,
      NaN,
      -Infinity,
      Infinity,
    ]);
  });

  it('is exact at powers of 2 and 10', () => {
    for (let k = -1074; k <= 1023; k++) expect(Math.log2(2 ** k)).toBe(k);
    for (let k = 0; k <= 22; k++) expect(Math.log10(10 ** k)).toBe(k);
    for (let k = -307; k <= 308; k++) expect(Math.log10(Number(`1e${k}`))).toBe(k);
  });
});
