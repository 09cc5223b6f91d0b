import { describe, expect, it } from 'vitest';
import { prng } from '../../../src/base/prng.ts';
import { simd } from '../../../src/wasm/features.ts';
import type { MathName } from '../../../src/wasm/math/functions.ts';
import { type Case, cases } from './cases.ts';
import { type ArrayFunction, overArrays, report, roundings, SAMPLES, ulps } from './fixture.ts';
import { references } from './reference.ts';

/** Arguments over the ranges of a case, over its exponents, and its awkward points. */
function samples({ ranges, exponents, signs, points }: Case): Float64Array {
  const uniform = prng(1);
  const out: number[] = [...points];
  for (const [from, to] of ranges) {
    for (let i = 0; i < SAMPLES; i++) out.push(from + (to - from) * uniform());
  }
  const [least, most] = exponents;
  for (let i = 0; i < SAMPLES; i++) {
    const exponent = Math.floor(least + (most - least) * uniform());
    out.push(signs[i % signs.length]! * (1 + uniform()) * 2 ** exponent);
  }
  return Float64Array.from(out.length % 2 === 0 ? out : [...out, 1]);
}

/** The largest error, and where it is. */
function worst(name: MathName, f: ArrayFunction, xs: Float64Array): { readonly error: number; readonly x: number } {
  const values = f(xs);
  let found = { error: 0, x: 0 };
  xs.forEach((x, i) => {
    const error = ulps(values[i]!, references[name](x, 0));
    if (error > found.error) found = { error, x };
  });
  return found;
}

describe.runIf(simd())('functions of two doubles at once', () => {
  for (const [name, held] of Object.entries(cases) as [MathName, Case][]) {
    const xs = samples(held);
    for (const fma of roundings) {
      const f = overArrays(name, fma, xs.length);
      const arithmetic = fma ? 'fused' : 'plain';

      it(`${name} is right to ${held.bound} ulp in ${arithmetic} arithmetic`, () => {
        const { error, x } = worst(name, f, xs);
        report(name, arithmetic, error, String(x));
        expect(error, `at ${x}`).toBeLessThanOrEqual(held.bound);
      });

      it(`${name} has its exact values in ${arithmetic} arithmetic, in either lane beside any other`, () => {
        const beside = [0.3, ...held.exact.map(([x]) => x), ...held.points];
        const alone = (x: number): number => f(Float64Array.of(x, x))[0]!;
        for (const [x, value] of held.exact) {
          for (const other of beside) {
            expect([x, other, ...f(Float64Array.of(x, other))]).toEqual([x, other, value, alone(other)]);
            expect([x, other, ...f(Float64Array.of(other, x))]).toEqual([x, other, alone(other), value]);
          }
        }
      });
    }
  }
});
