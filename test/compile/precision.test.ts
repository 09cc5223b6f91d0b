import { describe, expect, it } from 'vitest';
import { interpret } from '../../src/compile/interpreter.ts';
import { losses, rounds } from '../../src/compile/precision.ts';
import { type Builder, graphOf } from '../../src/graph/builder.ts';
import type { Ref } from '../../src/graph/graph.ts';
import { div } from '../../src/ops/arithmetic.ts';
import { larger } from '../../src/ops/comparison.ts';
import { add, literal, mul, neg, sub } from '../../src/ops/core.ts';
import { exp, expm1, log } from '../../src/ops/exponential.ts';
import { inv } from '../../src/ops/matrix.ts';
import { floor } from '../../src/ops/rounding.ts';
import { cos } from '../../src/ops/trigonometric.ts';
import { scalar, tensor } from '../../src/tensor/tensor.ts';

const estimate = (x: number, body: ($: Builder, x: Ref) => Ref) => {
  const graph = graphOf([[]], ($, [input]) => [body($, input!)]);
  return losses(graph, [scalar(x)], interpret(graph, [scalar(x)]));
};

describe('the estimate of lost digits', () => {
  it.each<[string, number, ($: Builder, x: Ref) => Ref, number]>([
    // (1 - cos x) / x^2: of 1 - cos(1e-5) = 5e-11 half an ulp of 1 is 1e-6.
    ['(1 - cos(x)) / x^2 at 1e-5', 1e-5, ($, x) => $(div, $(sub, literal($, 1), $(cos, x)), $(mul, x, x)), 1e-6],
    ['exp(x) - 1 at 1e-9', 1e-9, ($, x) => $(sub, $(exp, x), literal($, 1)), 1e-7],
  ])('finds the cancellation of %s', (_, x, body, size) => {
    const [loss] = estimate(x, body);
    expect(loss).toMatchObject({ output: 0, entries: 1 });
    expect(loss!.worst).toBeGreaterThan(size / 50);
    expect(loss!.worst).toBeLessThan(size * 50);
  });

  it.each<[string, number, ($: Builder, x: Ref) => Ref]>([
    ['expm1(x) at 1e-9', 1e-9, ($, x) => $(expm1, x)],
    ['log(exp(x))', 3, ($, x) => $(log, $(exp, x))],
    ['sums of whole numbers that cancel', 7, ($, x) => $(sub, $(mul, x, x), literal($, 48))],
    ['a difference that is exact', 0.1, ($, x) => $(sub, x, literal($, 0.09999))],
    ['a step, which takes the same side in each run', 3, ($, x) => $(floor, $(mul, x, literal($, 1 / 3)))],
    ['a test', 1, ($, x) => $(larger, $(exp, x), literal($, Math.E))],
    ['NaN', -1, ($, x) => $(add, $(log, x), literal($, 1))],
  ])('says nothing of %s', (_, x, body) => {
    expect(estimate(x, body)).toEqual([]);
  });

  it('says nothing where a moved matrix turns singular', () => {
    const near = tensor([2, 2], [1, 1, 1, 1 + 2 ** -52]);
    const graph = graphOf([[2, 2]], ($, [x]) => [$(inv, $(mul, x!, literal($, 1 / 3)))]);
    expect(() => losses(graph, [near], interpret(graph, [near]))).not.toThrow();
  });
});

it('a graph of moves alone does not round', () => {
  expect(rounds(graphOf([[]], ($, [x]) => [$(neg, x!)]))).toBe(false);
  expect(rounds(graphOf([[]], ($, [x]) => [$(exp, x!)]))).toBe(true);
});
