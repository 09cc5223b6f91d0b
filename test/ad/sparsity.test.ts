import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jacobian } from '../../src/ad/jacobian.ts';
import { dependence } from '../../src/ad/sparsity.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { type Builder, graphOf, inputShapes } from '../../src/graph/builder.ts';
import type { Ref } from '../../src/graph/graph.ts';
import { add, mul, sum } from '../../src/ops/core.ts';
import { inv, matmul } from '../../src/ops/matrix/matrix.ts';
import { concat, slice, transpose } from '../../src/ops/array/moves.ts';
import { floor } from '../../src/ops/scalar/rounding.ts';
import { sin } from '../../src/ops/scalar/trigonometric.ts';
import { type Shape, tensor } from '../../src/tensor/tensor.ts';
import { samples, waves } from '../ops/table.ts';
import { nested, valueOf } from '../session/engine-fixture.ts';

const pattern = (shape: Shape, body: ($: Builder, x: Ref) => Ref): unknown =>
  nested(
    dependence(
      graphOf([shape], ($, [x]) => [body($, x!)]),
      [0],
    )[0]!,
  );

describe('the pattern of a Jacobian', () => {
  it.each<[string, Shape, ($: Builder, x: Ref) => Ref, unknown]>([
    [
      'entry by entry',
      [2],
      ($, x) => $(sin, x),
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ['a sum', [2], ($, x) => $(sum([0]), x), [1, 1]],
    [
      'neighbours',
      [3],
      ($, x) => $(mul, $(slice(0, 0, 2), x), $(slice(0, 1, 2), x)),
      [
        [1, 1, 0],
        [0, 1, 1],
      ],
    ],
    [
      'joined parts',
      [2],
      ($, x) => $(concat(0), $(slice(0, 1, 1), x), $.constant(tensor([1], [5]))),
      [
        [0, 1],
        [0, 0],
      ],
    ],
    [
      'steps',
      [2],
      ($, x) => $(add, x, $(floor, x)),
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ['an inverse', [1, 1], ($, x) => $(inv, x), [[[[1]]]]],
  ])('of %s', (_, shape, body, wanted) => {
    expect(pattern(shape, body)).toEqual(wanted);
  });

  it('of a product with its transpose mixes rows with rows', () => {
    const p = pattern([2, 2], ($, x) => $(matmul, x, $(transpose([1, 0]), x))) as number[][][][];
    expect(p[0]![0]).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(p[0]![1]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('has a 1 wherever an entry is not 0, for every op', () => {
    for (const { op, x, steering = [] } of samples) {
      const by = [...x.keys()].filter((i) => !steering.includes(i));
      const graph = graphOf(
        x.map((t) => t.shape),
        ($, xs) => [$(op, ...xs)],
      );
      const found = dependence(graph, by);
      interpret(jacobian(graph, by), x).forEach((part, k) => {
        expect(found[k]!.shape).toEqual(part.shape);
        part.data.forEach((v, i) => v !== 0 && expect(found[k]!.data[i], op.key).toBe(1));
      });
    }
  });

  it('has a 1 wherever an entry is not 0, also for what is made of ops', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }), (program) => {
        const graph = graphOf([[2, 2]], ($, [x]) => {
          let y = x!;
          for (const step of program) {
            if (step === 0) y = $(sin, y);
            else if (step === 1) y = $(transpose([1, 0]), y);
            else if (step === 2) y = $(mul, y, $(slice(0, 0, 1), x!));
            else if (step === 3) y = $(concat(0), $(slice(0, 1, 1), y), $(slice(0, 0, 1), x!));
            else y = $(matmul, y, $(sin, x!));
          }
          return [y];
        });
        expect(inputShapes(graph)).toHaveLength(1);
        const [found] = dependence(graph, [0]);
        const [part] = interpret(jacobian(graph, [0]), [waves([2, 2])]);
        part!.data.forEach((v, i) => v !== 0 && expect(found!.data[i]).toBe(1));
      }),
    );
  });
});

describe('an infinite slope', () => {
  it('does not make a NaN of what does not depend on it', async () => {
    expect(await valueOf(':jac [sqrt(x), y] at x=0, y=1')).toEqual([
      [Infinity, 0],
      [0, 1],
    ]);
    expect(await valueOf(':jac [1/x + z, y] at x=0, y=1, z=2')).toEqual([
      [-Infinity, 0, 1],
      [0, 1, 0],
    ]);
    expect(await valueOf('f(x) = sqrt(x)', ':jac f([0, 1, 4])')).toEqual([
      [Infinity, 0, 0],
      [0, 0.5, 0],
      [0, 0, 0.25],
    ]);
  });

  it('but of what does it makes one, where 0 times infinity is all that is known', async () => {
    expect(await valueOf(':jac [sqrt(x^2), y] at x=0, y=1')).toEqual([
      [NaN, 0],
      [0, 1],
    ]);
  });

  it('nor of what is itself no number', async () => {
    expect(await valueOf('f(x) = log(x)', ':jac f([-1, 1])')).toEqual([
      [NaN, NaN],
      [0, 1],
    ]);
  });
});
