import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/fault.ts';
import { contract, tensordot, unvec, vec } from '../../src/ops/matrix/multilinear.ts';
import { sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { eager } from '../../src/ops/apply.ts';
import { waves } from './table.ts';

const at = ({ shape, data }: Tensor, index: readonly number[]): number =>
  data[index.reduce((flat, i, axis) => flat * shape[axis]! + i, 0)]!;

const indices = (shape: readonly number[]): number[][] =>
  shape.reduce<number[][]>((all, d) => all.flatMap((p) => Array.from({ length: d }, (_, i) => [...p, i])), [[]]);

const extents = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 0, maxLength: 2 });

describe('contract', () => {
  it('sums the entries whose indices on the two axes are equal', () => {
    fc.assert(
      fc.property(extents, extents, extents, fc.integer({ min: 1, max: 3 }), (before, between, after, n) => {
        const x = waves([...before, n, ...between, n, ...after]);
        const y = contract(eager, x, before.length, before.length + 1 + between.length);
        expect(y.shape).toEqual([...before, ...between, ...after]);
        for (const index of indices(y.shape)) {
          const [p, q] = [before.length, before.length + between.length];
          let sum = 0;
          for (let k = 0; k < n; k++)
            sum += at(x, [...index.slice(0, p), k, ...index.slice(p, q), k, ...index.slice(q)]);
          expect(at(y, index)).toBeCloseTo(sum, 12);
        }
      }),
    );
  });

  it('is the trace over the first two axes, as tensors have it', () => {
    const entries = indices([2, 2, 2, 3]).map(
      ([i, j, e, f]) => 1000 * (i! + 1) + 100 * (j! + 1) + 10 * (e! + 1) + f! + 1,
    );
    const y = contract(eager, tensor([2, 2, 2, 3], entries), 0, 1);
    expect(Array.from(y.data)).toEqual([3322, 3324, 3326, 3342, 3344, 3346]);
  });

  it('needs two axes of equal extent', () => {
    expect(() => contract(eager, waves([2, 3]), 0, 1)).toThrow(Fault);
    expect(() => contract(eager, waves([2, 2]), 1, 1)).toThrow(Fault);
  });
});

describe('tensordot', () => {
  it('sums products over the last axes of one and the first of the other', () => {
    fc.assert(
      fc.property(extents, extents, extents, (left, inner, right) => {
        const [a, b] = [waves([...left, ...inner]), waves([...inner, ...right], 1)];
        const y = tensordot(eager, a, b, inner.length);
        expect(y.shape).toEqual([...left, ...right]);
        for (const index of indices(y.shape)) {
          const sum = indices(inner).reduce(
            (s, k) => s + at(a, [...index.slice(0, left.length), ...k]) * at(b, [...k, ...index.slice(left.length)]),
            0,
          );
          expect(at(y, index)).toBeCloseTo(sum, 12);
        }
      }),
    );
  });

  it('needs equal extents', () => {
    expect(() => tensordot(eager, waves([2, 3]), waves([2, 3]), 1)).toThrow('differ');
    expect(() => tensordot(eager, waves([2]), waves([2]), 2)).toThrow(Fault);
  });
});

describe('vec', () => {
  it('puts columns one below the other, and unvec takes them apart', () => {
    expect(Array.from(vec(eager, tensor([2, 3], [1, 2, 3, 4, 5, 6])).data)).toEqual([1, 4, 2, 5, 3, 6]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), (shape) => {
        const x = waves(shape);
        const v = vec(eager, x);
        expect(v.shape).toEqual([sizeOf(shape)]);
        expect(unvec(eager, v, shape)).toEqual(x);
      }),
    );
  });
});
