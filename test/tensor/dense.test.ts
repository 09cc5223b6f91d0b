import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broadcastTo, map1, map2, map3, transpose } from '../../src/tensor/dense.ts';
import { concat } from '../../src/tensor/rearrange.ts';
import { cumsum, reduce, sum, sumTo } from '../../src/tensor/reduce.ts';
import { around, broadcastShapes, broadcastStrides, offsets, strides, withoutAxes } from '../../src/tensor/shape.ts';
import { full, scalar, type Shape, sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';

/** 0, 1, 2, ... in a shape. */
const counted = (...shape: number[]): Tensor =>
  tensor(
    shape,
    Float64Array.from({ length: sizeOf(shape) }, (_, k) => k),
  );

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });

/** Integers, so that sums are exact and laws hold to the bit. */
const tensors = (shape: Shape): fc.Arbitrary<Tensor> =>
  fc
    .array(fc.integer({ min: -99, max: 99 }), { minLength: sizeOf(shape), maxLength: sizeOf(shape) })
    .map((data) => tensor(shape, data));

/** Two shapes that broadcast, from one shape with axes set to 1 or left out. */
const broadcastable = shapes.chain((shape) => {
  const part = fc
    .tuple(fc.nat(shape.length), fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }))
    .map(([drop, ones]) => shape.map((d, i) => (ones[i] ? 1 : d)).slice(drop));
  return fc.tuple(part, part);
});

const inner = (a: Tensor, b: Tensor): number => a.data.reduce((s, x, i) => s + x * b.data[i]!, 0);

describe('shapes', () => {
  it('broadcast with trailing axes aligned', () => {
    expect(broadcastShapes([2, 3], [3])).toEqual([2, 3]);
    expect(broadcastShapes([2, 1], [1, 3])).toEqual([2, 3]);
    expect(broadcastShapes([], [4])).toEqual([4]);
    expect(broadcastShapes([2], [3])).toBeUndefined();
    expect(broadcastShapes([0, 3], [1, 3])).toEqual([0, 3]);
    fc.assert(
      fc.property(broadcastable, ([a, b]) => {
        const shape = broadcastShapes(a, b)!;
        expect(broadcastShapes(b, a)).toEqual(shape);
        expect(broadcastShapes(shape, a)).toEqual(shape);
      }),
    );
  });

  it('are walked in row-major order', () => {
    expect(strides([2, 3, 4])).toEqual([12, 4, 1]);
    expect(broadcastStrides([3, 1], [2, 3, 4])).toEqual([0, 1, 0]);
    expect([...offsets([2, 3], [1, 2])]).toEqual([0, 2, 4, 1, 3, 5]);
    expect([...offsets([], [])]).toEqual([0]);
    expect([...offsets([0, 2], [2, 1])]).toEqual([]);
    expect(around([2, 3, 4], 1)).toEqual([2, 3, 4]);
    expect(withoutAxes([2, 3, 4], [0, 2])).toEqual([3]);
  });
});

describe('elementwise maps', () => {
  it('keep shapes and broadcast', () => {
    expect(map1(counted(3), (x) => x * x)).toEqual(tensor([3], [0, 1, 4]));
    expect(map2(counted(2, 1), counted(3), (x, y) => 10 * x + y)).toEqual(tensor([2, 3], [0, 1, 2, 10, 11, 12]));
    expect(map2(scalar(1), counted(2), (x, y) => x - y)).toEqual(tensor([2], [1, 0]));
    expect(map2(counted(2), scalar(1), (x, y) => x - y)).toEqual(tensor([2], [-1, 0]));
    expect(map2(counted(1), scalar(1), (x, y) => x - y).shape).toEqual([1]);
    expect(map3(scalar(1), counted(2), counted(2, 1), (c, x, y) => c + x + 10 * y)).toEqual(
      tensor([2, 2], [1, 2, 11, 12]),
    );
    expect(() => map2(counted(2), counted(3), Math.max)).toThrow(/do not broadcast/);
  });

  it('are maps of the operands broadcast beforehand', () => {
    fc.assert(
      fc.property(
        broadcastable.chain(([a, b]) => fc.tuple(tensors(a), tensors(b))),
        ([a, b]) => {
          const shape = broadcastShapes(a.shape, b.shape)!;
          const direct = map2(a, b, (x, y) => x - 2 * y);
          expect(direct).toEqual(map2(broadcastTo(a, shape), broadcastTo(b, shape), (x, y) => x - 2 * y));
          expect(direct.shape).toEqual(shape);
        },
      ),
    );
  });
});

describe('reductions', () => {
  it('fold over any axes', () => {
    const x = counted(2, 3, 2);
    expect(sum(x)).toEqual(scalar(66));
    expect(sum(x, [1])).toEqual(tensor([2, 2], [6, 9, 24, 27]));
    expect(sum(x, [0, 2])).toEqual(tensor([3], [14, 22, 30]));
    expect(sum(x, [])).toEqual(x);
    expect(reduce(x, [2], -Infinity, Math.max)).toEqual(tensor([2, 3], [1, 3, 5, 7, 9, 11]));
    expect(reduce(x, undefined, 0, (n) => n + 1)).toEqual(scalar(12));
    expect(sum(tensor([0], [])).data[0]).toBe(0);
    expect(cumsum(x, 1)).toEqual(tensor([2, 3, 2], [0, 1, 2, 4, 6, 9, 6, 7, 14, 16, 24, 27]));
  });

  it('sumTo is the adjoint of broadcastTo', () => {
    fc.assert(
      fc.property(
        broadcastable.chain(([a, b]) => fc.tuple(tensors(a), tensors(broadcastShapes(a, b)!))),
        ([x, y]) => {
          expect(inner(broadcastTo(x, y.shape), y)).toBe(inner(x, sumTo(y, x.shape)));
        },
      ),
    );
    expect(() => sumTo(counted(2), [2, 2])).toThrow(/cannot sum/);
    expect(() => broadcastTo(counted(2), [3])).toThrow(/do not broadcast/);
  });
});

describe('rearrangements', () => {
  it('transpose', () => {
    expect(transpose(counted(2, 3))).toEqual(tensor([3, 2], [0, 3, 1, 4, 2, 5]));
    expect(transpose(counted(2, 1, 3), [1, 2, 0])).toEqual(tensor([1, 3, 2], [0, 3, 1, 4, 2, 5]));
    expect(() => transpose(counted(2, 3), [0, 0])).toThrow(/no permutation/);
    fc.assert(
      fc.property(
        shapes.chain((s) => fc.tuple(tensors(s), fc.shuffledSubarray([...s.keys()], { minLength: s.length }))),
        ([x, perm]) => {
          const inverse = perm.map((_, i) => perm.indexOf(i));
          expect(transpose(transpose(x, perm), inverse)).toEqual(x);
        },
      ),
    );
  });

  it('concat', () => {
    const [a, b] = [counted(2, 2), full([2, 1], 9)];
    const joined = concat([a, b], 1);
    expect(joined).toEqual(tensor([2, 3], [0, 1, 9, 2, 3, 9]));
    expect(concat([a, a], 0)).toEqual(tensor([4, 2], [0, 1, 2, 3, 0, 1, 2, 3]));
  });
});
