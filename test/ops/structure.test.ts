import { describe, expect, it } from 'vitest';
import { add, broadcastTo, mul, neg, reshape, spread, sub, sum, sumTo } from '../../src/ops/core.ts';
import { concat, place, put, slice, take, transpose } from '../../src/ops/array/moves.ts';
import type { Op } from '../../src/ops/op.ts';
import { poison, undecided } from '../../src/ops/undecided.ts';
import { type Shape, scalar, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { nested } from '../session/engine-fixture.ts';
import { eager } from '../../src/ops/apply.ts';

const A = tensor([2, 3], [1, 2, 3, 4, 5, 6]);
const v = tensor([3], [7, 8, 9]);

describe('sums, products and moves by example', () => {
  it.each<[string, Op, Tensor[], unknown]>([
    [
      'add broadcasts',
      add,
      [A, v],
      [
        [8, 10, 12],
        [11, 13, 15],
      ],
    ],
    ['sub broadcasts', sub, [scalar(10), v], [3, 2, 1]],
    [
      'mul of a row and a column is every product',
      mul,
      [tensor([1, 2], [2, 3]), tensor([2, 1], [5, 7])],
      [
        [10, 15],
        [14, 21],
      ],
    ],
    ['neg', neg, [v], [-7, -8, -9]],
    ['sum over the rows', sum([0]), [A], [5, 7, 9]],
    ['sum over the columns', sum([1]), [A], [6, 15]],
    ['sum over all', sum([0, 1]), [A], 21],
    [
      'spread repeats along new axes',
      spread([2, 3], [1]),
      [tensor([2], [1, 2])],
      [
        [1, 1, 1],
        [2, 2, 2],
      ],
    ],
    [
      'reshape keeps the order of entries',
      reshape([3, 2]),
      [A],
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    [
      'broadcastTo stretches',
      broadcastTo([2, 3]),
      [v],
      [
        [7, 8, 9],
        [7, 8, 9],
      ],
    ],
    ['sumTo sums what was stretched', sumTo([1, 3]), [A], [[5, 7, 9]]],
    [
      'transpose',
      transpose([1, 0]),
      [A],
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    ],
    [
      'take picks in any order, and twice',
      take(1, [2, 0, 2]),
      [A],
      [
        [3, 1, 3],
        [6, 4, 6],
      ],
    ],
    ['put adds where two meet', put(0, [1, 1, 3], 4), [v], [0, 15, 0, 9]],
    [
      'slice in steps',
      slice(1, 2, 2, -2),
      [A],
      [
        [3, 1],
        [6, 4],
      ],
    ],
    ['place writes into zeros', place(0, 4, -2, 5), [v], [9, 0, 8, 0, 7]],
    [
      'concat below',
      concat(0),
      [A, tensor([1, 3], [7, 8, 9])],
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ],
    [
      'concat beside',
      concat(1),
      [A, tensor([2, 1], [0, 0])],
      [
        [1, 2, 3, 0],
        [4, 5, 6, 0],
      ],
    ],
    ['an empty sum is 0', sum([0]), [tensor([0], [])], 0],
    ['poison spares zeros alone', poison, [tensor([3], [0, 1, -2])], [0, NaN, NaN]],
    ['undecided is its first operand', undecided, [v, scalar(0), scalar(1)], [7, 8, 9]],
  ])('%s', (_, op, args, wanted) => {
    expect(nested(op.compute(...args))).toEqual(wanted);
  });
});

describe('each linear op is the transpose of another', () => {
  // <y, L x> = <L' y, x> for every x and y: so L' is what a cotangent is pulled through.
  it.each<[Op, Shape, string]>([
    [sum([0]), [2, 3], 'spread'],
    [spread([2, 3], [0]), [3], 'sum'],
    [reshape([6]), [2, 3], 'reshape'],
    [broadcastTo([2, 3]), [3], 'sumTo'],
    [sumTo([3]), [2, 3], 'broadcastTo'],
    [transpose([2, 0, 1]), [1, 2, 3], 'transpose'],
    [take(0, [1, 1]), [3], 'put'],
    [put(0, [1, 1], 3), [2], 'take'],
    [slice(0, 2, 2, -2), [4], 'place'],
    [place(0, 2, -2, 4), [2], 'slice'],
  ])('%# of shape %j', (op, shape, name) => {
    const applied: string[] = [];
    const seen = Object.assign((next: Op, ...args: Tensor[]) => (applied.push(next.name), next.compute(...args)), {
      constant: eager.constant,
      shape: eager.shape,
    });
    const x = tensor(
      shape,
      Array.from({ length: shape.reduce((n, d) => n * d, 1) }, (_, i) => i + 1),
    );
    const y = op.compute(x);
    const ct = tensor(
      y.shape,
      y.data.map((_, i) => 2 * i - 1),
    );
    const [back] = op.vjp!(seen, ct, [true], x, y);
    expect(applied).toEqual([name]);
    expect(back!.shape).toEqual(shape);
    const dot = (a: Tensor, b: Tensor): number => a.data.reduce((s, p, i) => s + p * b.data[i]!, 0);
    expect(dot(ct, y)).toBe(dot(back!, x));
  });
});

describe('operands that do not fit are refused, and both shapes are named', () => {
  it.each<[Op, Shape[], RegExp]>([
    [add, [[2], [3]], /\[2\] and \[3\]/],
    [mul, [[2, 2], [3]], /\[2,2\] and \[3\]/],
    [reshape([4]), [[3]], /\[3\].*\[4\]/],
    [
      concat(0),
      [
        [2, 2],
        [2, 3],
      ],
      /\[2,2\] and \[2,3\]/,
    ],
    [concat(0), [[2], [2, 2]], /\[2\] and \[2,2\]/],
  ])('%#', (op, shapes, message) => {
    expect(() => op.shape(...shapes)).toThrow(message);
  });
});

it('ops of equal attributes have equal keys, and others have not', () => {
  expect(slice(0, 1, 2).key).toBe(slice(0, 1, 2, 1).key);
  const keys = [
    sum([0]),
    sum([1]),
    sum([0, 1]),
    take(0, [1]),
    take(1, [0]),
    slice(0, 1, 2),
    slice(0, 1, 2, -1),
    place(0, 1, 2, 3),
  ];
  expect(new Set(keys.map((op) => op.key)).size).toBe(keys.length);
});
