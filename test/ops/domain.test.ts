import { describe, expect, it } from 'vitest';
import type { Op } from '../../src/ops/op.ts';
import { derivativesOf } from './derivatives.ts';
import { fixedOps } from './families.ts';

const named = (name: string): Op => fixedOps.find((op) => op.name === name)!;

describe('beyond its domain', () => {
  it.each([
    ['sqrt', [-1]],
    ['log', [-2]],
    ['log2', [-2]],
    ['log10', [-2]],
    ['log1p', [-1.5]],
    ['asin', [1.5]],
    ['asin', [-1.5]],
    ['acos', [2]],
    ['asec', [0.5]],
    ['asec', [-0.5]],
    ['acsc', [0.5]],
    ['acosh', [0.5]],
    ['acosh', [-2]],
    ['atanh', [1.5]],
    ['atanh', [-2]],
    ['asech', [1.5]],
    ['asech', [-0.5]],
    ['acoth', [0.5]],
    ['acoth', [-0.5]],
    ['pow', [-2, 0.5]],
    ['nthRoot', [-2, 4]],
    ['mod', [3, 0]],
  ])('%s at %j is NaN with all its derivatives of order 1', (name, x) => {
    for (const value of derivativesOf(named(name), 1)(...x)) expect(value).toBeNaN();
  });

  it.each(['sqrt', 'log', 'log2', 'log10', 'asin', 'acos', 'acosh', 'atanh', 'asech', 'asec', 'acsc', 'acoth'])(
    '%s stays NaN at every order',
    (name) => {
      const x = ['asec', 'acsc', 'acoth'].includes(name) ? 0.5 : -3;
      for (const value of derivativesOf(named(name), 4)(x)) expect(value).toBeNaN();
    },
  );
});

describe('at a pole or an end of the domain', () => {
  it.each([
    ['recip', [0], -Infinity],
    ['log', [0], Infinity],
    ['log2', [0], Infinity],
    ['log10', [0], Infinity],
    ['log1p', [-1], Infinity],
    ['sqrt', [0], Infinity],
    ['cbrt', [0], Infinity],
    ['asin', [1], Infinity],
    ['acos', [1], -Infinity],
    ['asec', [1], Infinity],
    ['acsc', [-1], -Infinity],
    ['acosh', [1], Infinity],
    ['atanh', [-1], Infinity],
    ['asech', [0], -Infinity],
    ['asech', [1], -Infinity],
    ['csc', [0], -Infinity],
    ['cot', [0], -Infinity],
    ['coth', [0], -Infinity],
    ['pow', [0, 0.5], Infinity],
    ['pow', [0, -1], -Infinity],
  ])('%s at %j has the slope %d', (name, x, slope) => {
    expect(derivativesOf(named(name), 1)(...x)[1]).toBe(slope);
  });

  it.each([
    ['div', [0, 0]],
    ['div', [1, 0]],
    ['hypot', [0, 0]],
    ['atan2', [0, 0]],
    ['gamma', [0]],
    ['gamma', [-2]],
    ['lgamma', [-3]],
    ['digamma', [-1]],
    ['factorial', [-1]],
    ['nthRoot', [0, 3]],
    ['acsch', [0]],
    ['csch', [0]],
  ])('%s at %j has no finite slope', (name, x) => {
    expect(Number.isFinite(derivativesOf(named(name), 1)(...x)[1])).toBe(false);
  });
});

describe('far out', () => {
  it.each([
    ['tanh', 1000, [1, 0, 0, 0]],
    ['sech', 800, [0, 0, 0, 0]],
    ['csch', -800, [0, 0, 0, 0]],
    ['coth', 1000, [1, 0, 0, 0]],
    ['sigmoid', 800, [1, 0, 0, 0]],
    ['sigmoid', -800, [0, 0, 0, 0]],
    ['softplus', 800, [800, 1, 0, 0]],
    ['softplus', -800, [0, 0, 0, 0]],
    ['erf', 40, [1, 0, 0, 0]],
    ['gauss', 1e200, [0, 0, 0, 0]],
    ['atan', 1e300, [Math.PI / 2, 0, 0, 0]],
    ['exp', -800, [0, 0, 0, 0]],
  ])('%s at %d is finite with its derivatives', (name, x, wanted) => {
    expect(derivativesOf(named(name), 3)(x).map((v) => v + 0)).toEqual(wanted);
  });

  it('logaddexp neither overflows nor loses the lesser', () => {
    expect(derivativesOf(named('logaddexp'), 1)(1e300, -1e300)).toEqual([1e300, 1, 0]);
    expect(derivativesOf(named('logaddexp'), 1)(-800, -800)).toEqual([-800 + Math.LN2, 0.5, 0.5]);
  });
});

describe('a NaN', () => {
  it.each(fixedOps.filter((op) => op.value!.length === 1 && op.jvp).map((op) => [op.name, op] as const))(
    'stays one through %s',
    (_, op) => {
      expect(op.value!(NaN)).toBeNaN();
    },
  );
});
