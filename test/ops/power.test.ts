import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal } from '../../src/ops/core.ts';
import type { Apply } from '../../src/ops/op.ts';
import { pow } from '../../src/ops/scalar/power.ts';
import { sqrtPower } from '../../src/ops/scalar/root-power.ts';
import { answerOf, valueOf } from '../session/engine-fixture.ts';
import { derivatives, derivativesOf } from './derivatives.ts';

/** x^n for a constant n. */
const toThe =
  (n: number) =>
  <V>($: Apply<V>, [x]: readonly V[]): V =>
    $(pow, x!, literal($, n));

describe('x^n for a constant n', () => {
  it('ends its chain of derivatives exactly, at 0 too', () => {
    expect(derivatives(1, 5, toThe(3))(0)).toEqual([0, 0, 0, 6, 0, 0]);
    expect(derivatives(1, 5, toThe(3))(2)).toEqual([8, 12, 12, 6, 0, 0]);
    expect(derivatives(1, 5, toThe(3))(-2)).toEqual([-8, 12, -12, 6, 0, 0]);
    expect(derivatives(1, 3, toThe(1))(0)).toEqual([0, 1, 0, 0]);
    expect(derivatives(1, 3, toThe(0))(0)).toEqual([1, 0, 0, 0]);
  });

  it('has infinite derivatives at 0 where n is a fraction or negative', () => {
    expect(derivatives(1, 2, toThe(1.5))(0)).toEqual([0, 0, Infinity]);
    expect(derivatives(1, 2, toThe(0.5))(0)).toEqual([0, Infinity, -Infinity]);
    expect(derivatives(1, 1, toThe(-1))(0)).toEqual([Infinity, -Infinity]);
  });

  it('follows the rule of powers for whole n at whole x, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 8 }), (x, n) => {
        const [y, slope, bend] = derivatives(1, 2, toThe(n))(x);
        expect(y! + 0).toBe(x ** n + 0);
        expect(slope! + 0).toBe((n === 0 ? 0 : n * x ** (n - 1)) + 0);
        expect(bend! + 0).toBe((n < 2 ? 0 : n * (n - 1) * x ** (n - 2)) + 0);
      }),
    );
  });
});

describe('x^y by both', () => {
  const at = derivativesOf(pow, 2);

  it('is differentiated by the exponent through the logarithm', () => {
    const [y, byX, byY, , mixed] = at(2, 3);
    expect([y, byX]).toEqual([8, 12]);
    expect(byY).toBeCloseTo(8 * Math.log(2), 14);
    expect(mixed).toBeCloseTo(4 + 12 * Math.log(2), 13);
  });

  it('has the limit 0 by the exponent at x = 0 < y, and none at 0^0', () => {
    expect(at(0, 2)[2]).toBe(0);
    expect(at(0, 0)[2]).toBeNaN();
    expect(at(0, -1)[2]).toSatisfy((v: number) => !Number.isFinite(v));
  });

  it('has no derivative by the exponent for a negative base', () => {
    const [y, byX, byY] = at(-2, 3);
    expect([y, byX]).toEqual([-8, 12]);
    expect(byY).toBeNaN();
  });

  it('has equal mixed derivatives in either order', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 5, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (x, y) => {
        const [, , , , mixed] = at(x, y);
        const slope = (h: number): number => (at(x, y + h)[1]! - at(x, y - h)[1]!) / (2 * h);
        expect(Math.abs(mixed! - slope(1e-5))).toBeLessThan(1e-6 * (1 + Math.abs(mixed!) * 100));
      }),
    );
  });
});

it('has a value where its inverse overflows', () => {
  expect(sqrtPower(-6).value!(1e105) / 1e-315).toBeCloseTo(1, 7);
  expect(sqrtPower(-6).value!(Number.POSITIVE_INFINITY)).toBe(0);
});

// Values by mpmath at 60 digits.
it.each([
  [':partial log(catalan(x)) at x=181 wrt=x,x,x', -4.996963913116807e-7],
  [':partial log(1e110*catalan(x)) at x=2.7 wrt=x,x,x', -0.07688903266482847],
  [':hess log(1e160*catalan(x)) at x=2.7', 0.1293293520533274],
])('%s: a logarithm of a huge number has its derivatives', async (line, right) => {
  const answer = await answerOf(line);
  expect(answer.ok && answer.notes).toEqual([]);
  expect(Number(await valueOf(line)) / right).toBeCloseTo(1, 12);
});
