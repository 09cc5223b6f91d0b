import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { pow } from '../../../src/tensor/special/power.ts';
import { simd } from '../../../src/wasm/features.ts';
import { overArrays, report, roundings, SAMPLES, ulps } from './fixture.ts';
import { references } from './reference.ts';

const SPECIAL = [
  0,
  1,
  2,
  3,
  0.5,
  1.5,
  1 + 2 ** -52,
  1e308,
  2 ** -1022,
  2 ** -1074,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 64,
  Infinity,
  NaN,
].flatMap((x) => [x, -x]);

const grid = SPECIAL.flatMap((x) => SPECIAL.map((y) => [x, y] as const));

/** Pairs whose powers are spread over all exponents, subnormal ones and some beyond the range too; bases near 1 from both sides. */
function samples(size: number): (readonly [number, number])[] {
  const uniform = prng(7);
  return Array.from({ length: size }, (_, i) => {
    const near = 2 ** -(53 * uniform());
    const log2 = [2100 * uniform() - 1074, 4 * uniform() - 2, near, -near][i % 4]!;
    const x = i % 4 === 0 ? (1 + uniform()) * 2 ** Math.floor(Math.min(log2, 1023)) : 2 ** log2;
    const wanted = i % 5 === 0 ? 60 * uniform() - 30 : 2110 * uniform() - 1080;
    return [x, Math.log2(x) === 0 ? wanted : wanted / Math.log2(x)] as const;
  });
}

/** A negative x and small integers, or halves of such. */
function integers(size: number): (readonly [number, number])[] {
  const uniform = prng(8);
  return Array.from({ length: size }, () => [200 * uniform() - 100, Math.round(80 * uniform() - 40)] as const);
}

describe.runIf(simd())('powers of two doubles at once', () => {
  for (const fma of roundings) {
    const arithmetic = fma ? 'fused' : 'plain';
    const over = overArrays('pow', fma, 6 * SAMPLES);
    const powers = (pairs: readonly (readonly [number, number])[]): Float64Array =>
      over(
        Float64Array.from(pairs, ([x]) => x),
        Float64Array.from(pairs, ([, y]) => y),
      );

    it(`agree with the op on corner cases in ${arithmetic} arithmetic`, () => {
      const values = powers(grid);
      grid.forEach(([x, y], i) => {
        const expected = pow(x, y);
        const exact = !Number.isFinite(expected) || expected === 0 || expected === 1 || y === 1;
        if (exact) expect([x, y, values[i]]).toEqual([x, y, expected]);
        else expect(ulps(values[i]!, references.pow(x, y)), `${x} ^ ${y}`).toBeLessThanOrEqual(1.5);
      });
    });

    it(`are right to 1.5 ulp in ${arithmetic} arithmetic`, () => {
      for (const pairs of [samples(6 * SAMPLES), integers(2 * SAMPLES)]) {
        const values = powers(pairs);
        const errors = pairs.map(([x, y], i) => ulps(values[i]!, references.pow(x, y)));
        const worst = errors.reduce((most, error, i) => (error > errors[most]! ? i : most), 0);
        report('pow', arithmetic, errors[worst]!, String(pairs[worst]));
        expect(errors[worst], String(pairs[worst])).toBeLessThanOrEqual(1.5);
      }
    });

    // mpmath at 60 digits
    it.each([
      [1 - 1e-14, 1e14, 0.36817359659588467],
      [1 - 1e-12, -3e14, 1.92957813261714e130],
      [1 - 1e-9, -5e11, 1.4035727207368354e217],
      [1 - 2 ** -52, 2e18, 1.3630340005596009e-193],
      [1 - 2 ** -53, -3e18, 4.45779387326829e144],
      [1 - 2 ** -30, 4e11, 1.6319164255101139e-162],
      [1 - 2 ** -21, -1e9, 1.2240409510019429e207],
      [1 + 2 ** -52, -2e18, 1.3630340005597352e-193],
    ])(`are right where a power just beside 1 is large, %d ^ %d, in ${arithmetic} arithmetic`, (x, y, right) => {
      expect(
        Math.abs(
          powers([
            [x, y],
            [1.7, 2.3],
          ])[0]! /
            right -
            1,
        ),
      ).toBeLessThan(3e-16);
    });

    it(`are exact where they can be in ${arithmetic} arithmetic`, () => {
      const uniform = prng(9);
      const whole = Array.from({ length: 2000 }, (_, i) => [Math.floor(uniform() * 2 ** 17), i % 4] as const);
      const values = powers(whole);
      whole.forEach(([x, y], i) => expect([x, y, values[i]]).toEqual([x, y, x ** y]));
      const square = whole.map(([x]) => [x * x, 0.5] as const);
      powers(square).forEach((root, i) => expect(root).toBe(whole[i]![0]));
    });

    it(`leave the other lane alone in ${arithmetic} arithmetic`, () => {
      const alone = powers([
        [1.7, 2.3],
        [1.7, 2.3],
      ])[0]!;
      for (const rare of grid) {
        expect(powers([[1.7, 2.3], rare])[0]).toBe(alone);
        expect(powers([rare, [1.7, 2.3]])[1]).toBe(alone);
      }
    });
  }
});
