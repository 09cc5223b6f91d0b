import { describe, expect, it } from 'vitest';
import type { Op } from '../../src/ops/op.ts';
import { scalar, tensor } from '../../src/tensor/tensor.ts';
import { derivativesOf } from './derivatives.ts';
import { fixedOps } from './families.ts';

type Points = readonly (readonly number[])[];

/** Where each op has no derivative although its rule answers a finite number, and where it has one near by. */
const table: Record<string, { kinks: Points; smooth: Points }> = {
  abs: { kinks: [[0], [-0]], smooth: [[1e-300], [-1e-300]] },
  sign: { kinks: [[0]], smooth: [[1e-300]] },
  relu: { kinks: [[0]], smooth: [[1e-300], [-1e-300]] },
  step: { kinks: [[0]], smooth: [[-1e-300]] },
  floor: { kinks: [[0], [2], [-7]], smooth: [[1.5], [1.9999999999999998]] },
  ceil: { kinks: [[0], [2], [-7]], smooth: [[1.5], [2.0000000000000004]] },
  fix: { kinks: [[2], [-7]], smooth: [[0], [0.5], [-0.5]] },
  round: { kinks: [[0.5], [-2.5]], smooth: [[0], [0.49999999999999994], [3]] },
  quotient: {
    kinks: [
      [6, 2],
      [0, 3],
    ],
    smooth: [[6.5, 2]],
  },
  mod: {
    kinks: [
      [6, 2],
      [0, 3],
      [-4, 2],
    ],
    smooth: [[6.5, 2]],
  },
  minimum: {
    kinks: [
      [2, 2],
      [0, -0],
    ],
    smooth: [[2, 2.0000000000000004]],
  },
  maximum: { kinks: [[2, 2]], smooth: [[2, 2.0000000000000004]] },
  share: { kinks: [[2, 2]], smooth: [[1, 2]] },
  equal: { kinks: [[1, 1]], smooth: [[1, 2]] },
  unequal: { kinks: [[1, 1]], smooth: [[1, 2]] },
  smaller: { kinks: [[1, 1]], smooth: [[1, 2]] },
  smallerEq: { kinks: [[1, 1]], smooth: [[1, 2]] },
  larger: { kinks: [[1, 1]], smooth: [[1, 2]] },
  largerEq: { kinks: [[1, 1]], smooth: [[1, 2]] },
  and: {
    kinks: [
      [0, 1],
      [1, 0],
    ],
    smooth: [[1, 2]],
  },
  or: {
    kinks: [
      [0, 1],
      [1, 0],
    ],
    smooth: [[1, 2]],
  },
  xor: {
    kinks: [
      [0, 1],
      [1, 0],
    ],
    smooth: [[1, 2]],
  },
  not: { kinks: [[0]], smooth: [[1e-300]] },
  pow: {
    kinks: [
      [0, 1.5],
      [0, 2.5],
    ],
    smooth: [
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [1e-300, 1.5],
      [-2, 3],
    ],
  },
  acot: { kinks: [[0]], smooth: [[1e-300]] },
  atan2: {
    kinks: [[0, -1]],
    smooth: [
      [0, 1],
      [1e-300, -1],
    ],
  },
};

const kinkedOps: [string, Op][] = fixedOps.filter((op) => op.kinks).map((op) => [op.name, op]);

describe('kinks', () => {
  it('are listed here for every op that has them', () => {
    expect(kinkedOps.map(([name]) => name).sort()).toEqual(Object.keys(table).sort());
  });

  it.each(kinkedOps)('of %s are counted where they lie, and nowhere else', (name, op) => {
    const { kinks, smooth } = table[name]!;
    const count = (points: Points): number =>
      op.kinks!(
        ...points[0]!.map((_, k) =>
          tensor(
            [points.length],
            points.map((x) => x[k]!),
          ),
        ),
      );
    expect(count(kinks)).toBe(kinks.length);
    expect(count(smooth)).toBe(0);
  });

  it.each(kinkedOps)('of %s have a finite derivative by convention', (name, op) => {
    for (const x of table[name]!.kinks) {
      for (const slope of derivativesOf(op, 1)(...x)) expect(slope).toSatisfy(Number.isFinite);
    }
  });

  it.each([
    ['abs', [0], 0],
    ['relu', [0], 0],
    ['maximum', [2, 2], 0.5],
    ['minimum', [2, 2], 0.5],
  ])('%s at %j has the derivative %d', (name, x, slope) => {
    const op = fixedOps.find((o) => o.name === name)!;
    expect(derivativesOf(op, 1)(...x)[1]).toBe(slope);
  });
});

describe('comparisons', () => {
  it('are marked as tests of their operands', () => {
    const tests = fixedOps.filter((op) => op.tests).map((op) => op.name);
    expect(tests.sort()).toEqual([
      'and',
      'equal',
      'isUnknown',
      'larger',
      'largerEq',
      'not',
      'or',
      'smaller',
      'smallerEq',
      'unequal',
      'xor',
    ]);
  });

  it.each([
    ['equal', 0, 1, 0],
    ['unequal', 1, 0, 1],
    ['smaller', 1, 0, 0],
    ['smallerEq', 1, 1, 0],
    ['larger', 0, 0, 1],
    ['largerEq', 0, 1, 1],
  ])('%s answers %d, %d, %d for 1 and 2, 2 and 2, 3 and 2', (name, less, same, more) => {
    const op = fixedOps.find((o) => o.name === name)!;
    expect([1, 2, 3].map((x) => op.compute(scalar(x), scalar(2)).data[0])).toEqual([less, same, more]);
    expect(op.value!(NaN, NaN)).toBeNaN();
  });

  it.each([
    ['and', [0, 0, 0, 1]],
    ['or', [NaN, 1, 1, 1]],
    ['xor', [NaN, 1, 1, 0]],
  ])('%s joins truths, and is unknown where a NaN leaves it open', (name, wanted) => {
    const { value } = fixedOps.find((o) => o.name === name)!;
    expect([value!(0, NaN), value!(0, 2), value!(-1, 0), value!(3, 1)]).toEqual(wanted);
  });
});
