import { describe, expect, it } from 'vitest';
import { jacobian } from '../../src/ad/jacobian.ts';
import { hessian } from '../../src/ad/hessian.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { graphOf } from '../../src/graph/builder.ts';
import { eigvals, rank, svdvals } from '../../src/ops/matrix/spectrum.ts';
import type { Op } from '../../src/ops/op.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';

const graph = (op: Op, x: Tensor) => graphOf([x.shape], ($, xs) => [$(op, xs[0]!)]);
const slope = (op: Op, x: Tensor): number[] => Array.from(interpret(jacobian(graph(op, x), [0]), [x])[0]!.data);
const kinks = (op: Op, x: Tensor): number => op.kinks!(x);

describe('eigvals', () => {
  it("has the gradient v v' of a symmetric matrix", () => {
    const [down, up] = [
      slope(eigvals, tensor([2, 2], [2, 1, 1, 2])).slice(0, 4),
      slope(eigvals, tensor([2, 2], [2, 1, 1, 2])).slice(4),
    ];
    down.forEach((x, i) => expect(x).toBeCloseTo([0.5, -0.5, -0.5, 0.5][i]!, 14));
    up.forEach((x) => expect(x).toBeCloseTo(0.5, 14));
  });

  it('of a triangular matrix moves with its diagonal', () => {
    const d = slope(eigvals, tensor([2, 2], [1, 7, 0, 3]));
    // The left vectors are (1, -3.5) and (0, 1), the right ones (1, 0) and (3.5, 1).
    [1, 0, -3.5, 0, 0, 0, 3.5, 1].forEach((x, i) => expect(d[i]).toBeCloseTo(x, 13));
  });

  it('is NaN, and so is its derivative, where eigenvalues are complex', () => {
    const turn = tensor([2, 2], [0, -1, 1, 0]);
    expect(Array.from(eigvals.compute(turn).data)).toEqual([NaN, NaN]);
    expect(slope(eigvals, turn).every(Number.isNaN)).toBe(true);
  });

  it('takes a matrix for symmetric that is so but for rounding', () => {
    const a = tensor([3, 3], [1, 0.1 + 0.2, 0, 0.3, 1, 0, 0, 0, 1]);
    expect(Array.from(eigvals.compute(a).data)).toEqual([0.7, 1, 1.3].map((x) => expect.closeTo(x, 14)));
  });

  it('kinks where values are equal, of which a defective matrix has no derivative at all', () => {
    expect(kinks(eigvals, tensor([2, 2], [3, 0, 0, 3]))).toBe(1);
    expect(kinks(eigvals, tensor([2, 2], [3, 0, 0, 4]))).toBe(0);
    const defective = tensor([2, 2], [1, 1, 0, 1]);
    expect(kinks(eigvals, defective)).toBe(1);
    expect(slope(eigvals, defective).every(Number.isNaN)).toBe(true);
  });

  it('has no second derivative where values are equal', () => {
    const x = tensor([2, 2], [3, 0, 0, 3]);
    const [second] = hessian(graph(eigvals, x), [0]);
    expect(() => interpret(second!, [x])).toThrow('the value 3 is repeated');
  });
});

describe('svdvals', () => {
  it("has the gradient u v'", () => {
    const d = slope(svdvals, tensor([2, 2], [3, 0, 4, 5])).slice(0, 4);
    [1, 1, 3, 3].forEach((x, i) => expect(d[i]).toBeCloseTo(x / Math.sqrt(20), 14));
  });

  it('kinks at equal values and at 0', () => {
    expect(kinks(svdvals, tensor([2, 2], [0, 3, 3, 0]))).toBe(1);
    expect(kinks(svdvals, tensor([2, 2], [1, 2, 2, 4]))).toBe(1);
    expect(kinks(svdvals, tensor([2, 2], [1, 2, 3, 4]))).toBe(0);
  });
});

it('the rank is constant wherever it is full', () => {
  expect(rank.jvp).toBeUndefined();
  expect(kinks(rank, tensor([2, 2], [1, 2, 2, 4]))).toBe(1);
  expect(kinks(rank, tensor([2, 3], [1, 2, 3, 4, 5, 6]))).toBe(0);
});
