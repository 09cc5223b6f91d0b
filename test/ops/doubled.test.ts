import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { doubledOf } from '../../src/ops/numbers/doubled.ts';
import { powerDerivative } from '../../src/ops/scalar/power-derivative.ts';
import { sqrtPower } from '../../src/ops/scalar/root-power.ts';
import { dd } from '../../src/tensor/double-double.ts';
import { add, mul, sub } from '../../src/ops/core.ts';
import { fixedOps } from './families.ts';

type Pair = readonly [number, number];

/** Values at operands of two doubles, by doubled.py. */
const reference = JSON.parse(readFileSync(new URL('doubled.json', import.meta.url), 'utf8')) as Record<
  string,
  readonly { readonly x: readonly Pair[]; readonly y: Pair }[]
>;

const ops = [...fixedOps, add, sub, mul];

const doubled = (name: string) => doubledOf(ops.find((op) => op.name === name)!)!;

it.each([
  ['recip', 0],
  ['log', -1],
  ['log1p', -1],
  ['gamma', -2],
])('%s is not known in twice the digits at %d', (name, x) => {
  expect(doubled(name)(dd(x))).toBeUndefined();
});

describe.each(Object.entries(reference))('%s in twice the digits', (name, rows) => {
  it.each(rows)('at $x', ({ x, y: [hi, lo] }) => {
    const got = doubled(name)(...x.map(([h, l]) => dd(h, l)))!;
    // Operands of some 1e12 have themselves fewer digits behind the point.
    expect(Math.abs(got.hi - hi + (got.lo - lo))).toBeLessThan(
      1e-27 * Math.max(Math.abs(hi), 1e-300) * scaleOf(name, x),
    );
  });
});

/** How much of the operand's own error a function passes on. */
const scaleOf = (name: string, [x]: readonly Pair[]): number => {
  const size = Math.abs(x![0]);
  if (['sin', 'cos', 'tan', 'sec', 'csc', 'cot'].includes(name)) return 1 + size;
  return name === 'exp' ? 1 + size : 1;
};

describe('powers of roots and derivatives of powers', () => {
  it('know x^(k/2) for positive x', () => {
    const cubed = doubledOf(sqrtPower(3))!(dd(2))!;
    expect(cubed.hi ** 2).toBeCloseTo(8, 14);
    expect(doubledOf(sqrtPower(3))!(dd(0))!.hi).toBe(0);
    expect(doubledOf(sqrtPower(3))!(dd(-1))).toBeUndefined();
  });

  it('know y (y - 1) x^(y - 2)', () => {
    expect(doubledOf(powerDerivative(2, 0))!(dd(3), dd(4))).toEqual(dd(108));
    expect(doubledOf(powerDerivative(3, 0))!(dd(3), dd(2))).toEqual(dd(0));
    // d^2/dx^2 of x^y log x is x^(y-2) (y (y - 1) log x + 2 y - 1).
    expect(doubledOf(powerDerivative(0, 1))!(dd(2), dd(3))!.hi).toBeCloseTo(8 * Math.LN2, 14);
    expect(doubledOf(powerDerivative(2, 1))!(dd(2), dd(3))!.hi).toBeCloseTo(2 * (6 * Math.LN2 + 5), 14);
  });
});
