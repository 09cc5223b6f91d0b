import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dd, type DoubleDouble } from '../../../src/tensor/double-double.ts';
import { erfcDoubled, erfDoubled } from '../../../src/tensor/special/error-function-doubled.ts';
import { gammaDoubled, lgammaDoubled } from '../../../src/tensor/special/gamma.ts';
import { polygammaDoubled } from '../../../src/tensor/special/polygamma.ts';
import { fromDouble, fromText, minus, over, plus, type Rational } from '../rational.ts';

type Row = [...args: number[], reference: string];

const tables = JSON.parse(readFileSync(new URL('special-values.json', import.meta.url), 'utf8')) as Record<
  string,
  Row[]
>;

/** log2 of the error, relative to the larger of the value and `beside`. */
function bits({ hi, lo }: DoubleDouble, reference: Rational, beside: number): number {
  const error = minus(plus(fromDouble(hi), fromDouble(lo)), reference);
  const size = Math.max(Math.abs(Number(hi)), beside);
  const { p, q } = over(error, fromDouble(size));
  return p === 0n ? -200 : Math.log2(Math.abs(Number((p << 200n) / q))) - 200;
}

describe('special functions in twice the digits, against 34', () => {
  it.each<[string, (...x: number[]) => DoubleDouble | undefined, number, number]>([
    ['gamma', (x) => gammaDoubled(dd(x!)), 0, -92],
    ['lgamma', (x) => lgammaDoubled(dd(x!)), 1, -92],
    ['digamma', (x) => polygammaDoubled(0, dd(x!)), 1, -92],
    ['polygamma', (n, x) => polygammaDoubled(n!, dd(x!)), 0, -90],
    ['erf', (x) => erfDoubled(dd(x!)), 0, -96],
    ['erfc', (x) => erfcDoubled(dd(x!)), 0, -88],
  ])('%s', (name, f, beside, least) => {
    let known = 0;
    for (const row of tables[name]!) {
      const actual = f(...(row.slice(0, -1) as number[]));
      // An underflowing tail cannot hold twice the digits.
      if (!actual || Math.abs(actual.hi) < 1e-280) continue;
      known++;
      expect(bits(actual, fromText(row.at(-1) as string), beside), `${name} ${row}`).toBeLessThan(least);
    }
    expect(known).toBeGreaterThan(15);
  });

  it('leaves poles, zeros and extremes to the functions of doubles', () => {
    for (const x of [0, -3, 171, Infinity, NaN]) expect(gammaDoubled(dd(x))).toBeUndefined();
    for (const x of [0, -3, 1, 2, Infinity, NaN]) expect(lgammaDoubled(dd(x))).toBeUndefined();
    for (const x of [0, -3, 1e9, NaN]) {
      expect(polygammaDoubled(0, dd(x))).toBeUndefined();
      expect(polygammaDoubled(2, dd(x))).toBeUndefined();
    }
    expect(erfDoubled(dd(NaN))).toBeUndefined();
    expect(erfcDoubled(dd(30))).toBeUndefined();
    expect(erfDoubled(dd(30))).toEqual(dd(1));
  });

  it('sees the tail of its argument', () => {
    const near = gammaDoubled({ hi: 3.5, lo: 2 ** -60 })!;
    const at = gammaDoubled(dd(3.5))!;
    // gamma'(3.5) = gamma(3.5) psi(3.5)
    const slope = at.hi * polygammaDoubled(0, dd(3.5))!.hi;
    expect((near.hi - at.hi + (near.lo - at.lo)) * 2 ** 60).toBeCloseTo(slope, 8);
  });
});
