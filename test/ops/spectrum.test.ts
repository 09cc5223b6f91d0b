import { describe, expect, it } from 'vitest';
import { jacobian } from '../../src/ad/jacobian.ts';
import { hessian } from '../../src/ad/hessian.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { graphOf } from '../../src/graph/builder.ts';
import { svdvals } from '../../src/ops/matrix/singular.ts';
import { eigvals, rank } from '../../src/ops/matrix/spectrum.ts';
import { mul, sum } from '../../src/ops/core.ts';
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

  it('takes no matrix for symmetric that is not beside its own rows and columns', () => {
    const graded = tensor([2, 2], [-6e-10, -5.5, 0, 7e15]);
    expect([...eigvals.compute(graded).data]).toEqual([-6e-10, 7e15]);
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

describe('a tie of values that a function does not depend on', () => {
  const second = (op: Op, weights: readonly number[], x: Tensor): number[] => {
    const f = graphOf([x.shape], ($, [a]) => [
      $(sum([0]), $(mul, $(op, a!), $.constant(tensor([weights.length], weights)))),
    ]);
    return Array.from(interpret(hessian(f, [0])[0]!, [x])[0]!.data);
  };
  const tied = tensor([3, 3], [4, 0, 0, 0, 1, 0, 0, 0, 1]);
  /** The entries that are not 0, by their places. */
  const entries = (h: readonly number[]): Record<number, number> =>
    Object.fromEntries(Array.from(h.entries()).filter(([, x]) => x !== 0));

  // Perturbation theory: 4 + (a_12 a_21 + a_13 a_31) / (4 - 1) + ..
  it('leaves the second derivative of another eigenvalue, and that of the sum of the tied, as they are', () => {
    const third = expect.closeTo(1 / 3, 14) as number;
    const less = expect.closeTo(-1 / 3, 14) as number;
    expect(entries(second(eigvals, [0, 0, 1], tied))).toEqual({ 12: third, 24: third, 28: third, 56: third });
    expect(entries(second(eigvals, [1, 1, 0], tied))).toEqual({ 12: less, 24: less, 28: less, 56: less });
    expect(() => second(eigvals, [1, 0, 0], tied)).toThrow('the value 1 is repeated');
    expect(() => second(eigvals, [1, 2, 0], tied)).toThrow('the value 1 is repeated');
  });

  // s + (s (a_12^2 + a_21^2) / 2 + t a_12 a_21) / (s^2 - t^2) + .. for the values s and t
  it('leaves the second derivative of another singular value as it is, beside a value that is 0 too', () => {
    const h = entries(second(svdvals, [1, 0, 0], tied));
    const [own, crossed] = [expect.closeTo(4 / 15, 14) as number, expect.closeTo(1 / 15, 14) as number];
    expect(h).toEqual({ 10: own, 12: crossed, 20: own, 24: crossed, 28: crossed, 30: own, 56: crossed, 60: own });
    const flat = entries(second(svdvals, [1, 0], tensor([2, 2], [2, 0, 0, 0])));
    expect(flat).toEqual({ 5: expect.closeTo(0.5, 14) as number, 10: expect.closeTo(0.5, 14) as number });
    expect(() => second(svdvals, [0, 1, 0], tied)).toThrow('the value 1 is repeated');
  });

  it('is refused where the weights move with the matrix, for they may part there', () => {
    const x = tensor([2, 2], [0, 0, 0, 0]);
    const f = graphOf([x.shape], ($, [a]) => {
      const v = $(eigvals, a!);
      return [$(sum([0]), $(mul, v, v))];
    });
    expect(() => interpret(hessian(f, [0])[0]!, [x])).toThrow('the value 0 is repeated');
  });
});
