import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compressionOf,
  symmetricCompressionOf,
  type Compression,
  decompress,
  passesOf,
} from '../../src/ad/compression.ts';
import { seedsOf } from '../../src/ad/colouring.ts';
import { compressedGraph, cotangentsGraph, tangentsGraph } from '../../src/ad/directions.ts';
import { hessian } from '../../src/ad/hessian.ts';
import { jacobian } from '../../src/ad/jacobian.ts';
import { gradientGraph } from '../../src/ad/products.ts';
import { isFilled, patternOf } from '../../src/ad/sparsity.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { type Builder, graphOf, inputShapes, outputShapes, replay } from '../../src/graph/builder.ts';
import { check } from '../../src/graph/check.ts';
import type { Graph, Ref } from '../../src/graph/graph.ts';
import { exp } from '../../src/ops/scalar/exponential.ts';
import { add, broadcastTo, literal, mul, reshape, sub, sum } from '../../src/ops/core.ts';
import { tanh } from '../../src/ops/scalar/hyperbolic.ts';
import { matmul } from '../../src/ops/matrix/matrix.ts';
import { concat, slice, take } from '../../src/ops/array/moves.ts';
import { pow } from '../../src/ops/scalar/power.ts';
import { cumsum, greatestOver } from '../../src/ops/array/reduction.ts';
import { cos, sin } from '../../src/ops/scalar/trigonometric.ts';
import { toDense, outlineOf, type Pattern, sparse } from '../../src/tensor/sparse.ts';
import { sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { waves } from '../ops/table.ts';
import { distance } from './numeric.ts';

const part = ($: Builder, x: Ref, from: number, to: number): Ref => $(slice(0, from, to - from), x);
const total = ($: Builder, x: Ref): Ref => $(sum($.shape(x).map((_, i) => i)), x);
const squared = ($: Builder, x: Ref): Ref => $(pow, x, literal($, 2));

/** sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2), the chained Rosenbrock function. */
const chain = (n: number): Graph =>
  graphOf([[n]], ($, [x]) => {
    const [left, right] = [part($, x!, 0, n - 1), part($, x!, 1, n)];
    const bend = squared($, $(sub, right, squared($, left)));
    return [total($, $(add, $(mul, literal($, 100), bend), squared($, $(sub, literal($, 1), left))))];
  });

const found = (graph: Graph): Pattern => {
  const pattern = patternOf(graph, [0]);
  if (isFilled(pattern)) throw new Error(pattern.filled);
  return pattern;
};

const hessianPattern = (graph: Graph): Pattern => found(gradientGraph(graph, 1));

/** All products of a compression, one after the other. */
function products(graph: Graph, by: readonly number[], x: readonly Tensor[], plan: Compression): Float64Array {
  const inputs = by.map((i) => inputShapes(graph)[i]!);
  const outputs = outputShapes(graph);
  const { forward, reverse } = plan;
  const run = (g: Graph, seeds: readonly Tensor[], count: number, sizes: readonly number[]): number[] => {
    const ys = interpret(check(g), [...x, ...seeds]);
    return Array.from({ length: count }, (_, c) =>
      ys.flatMap((y, k) => Array.from(y.data.subarray(c * sizes[k]!, (c + 1) * sizes[k]!))),
    ).flat();
  };
  return Float64Array.from([
    ...run(
      tangentsGraph(graph, by, forward.count),
      seedsOf(forward, 0, forward.count, inputs),
      forward.count,
      outputs.map(sizeOf),
    ),
    ...run(
      cotangentsGraph(graph, by, reverse.count),
      seedsOf(reverse, 0, reverse.count, outputs),
      reverse.count,
      inputs.map(sizeOf),
    ),
  ]);
}

function recovered(graph: Graph, by: readonly number[], x: readonly Tensor[], plan: Compression): Tensor {
  const values = decompress(plan, products(graph, by, x, plan));
  if (values.length > 0) {
    const [told] = interpret(check(compressedGraph(graph, by, plan)), x);
    expect(distance(told!, tensor([values.length], values))).toBeLessThan(1e-15);
  }
  return toDense(sparse([plan.pattern.rows, plan.pattern.columns], plan.pattern, values));
}

/** [..output, ..input] of several inputs as one matrix. */
function together(parts: readonly Tensor[], rows: number): Tensor {
  const widths = parts.map((p) => p.data.length / rows);
  const columns = widths.reduce((a, b) => a + b, 0);
  const data = new Float64Array(rows * columns);
  let start = 0;
  parts.forEach((p, k) => {
    p.data.forEach((v, at) => {
      data[Math.floor(at / widths[k]!) * columns + start + (at % widths[k]!)] = v;
    });
    start += widths[k]!;
  });
  return tensor([rows, columns], data);
}

describe('the pattern of a derivative', () => {
  it('of a chain is a band, in memory that grows with it', () => {
    const pattern = hessianPattern(chain(10_000));
    expect(pattern.indices.length).toBe(29_998);
    expect(outlineOf(pattern)).toEqual({ inRow: [2, 3], inColumn: [2, 3], below: 1, above: 1 });
    expect(hessianPattern(chain(100_000)).indices.length).toBe(299_998);
  });

  it.each<[string, ($: Builder, x: Ref, n: number) => Ref]>([
    ['differences from the first', ($, x, n) => total($, squared($, $(sub, part($, x, 1, n), part($, x, 0, 1))))],
    ['a sum of squares times the first', ($, x) => $(mul, total($, squared($, x)), total($, part($, x, 0, 1)))],
  ])('of %s is an arrow', (_, body) => {
    const n = 10_000;
    const pattern = hessianPattern(graphOf([[n]], ($, [x]) => [body($, x!, n)]));
    expect(pattern.indices.length).toBe(3 * n - 2);
    expect(pattern.starts[1]).toBe(n);
    expect(Array.from(pattern.indices.subarray(n, n + 4))).toEqual([0, 1, 0, 2]);
  });

  it('of a product with a constant matrix has its zeros', () => {
    const n = 6;
    const second = tensor(
      [n, n],
      Array.from({ length: n * n }, (_, k) => [-2, 1][Math.abs(Math.floor(k / n) - (k % n))] ?? 0),
    );
    const image = ($: Builder, x: Ref): Ref => $(matmul, $.constant(second), $(reshape([n, 1]), $(sin, x)));
    expect(outlineOf(found(graphOf([[n]], ($, [x]) => [image($, x!)])))).toMatchObject({ below: 1, above: 1 });
    const form = graphOf([[n]], ($, [x]) => [total($, $(mul, $(sin, x!), $(reshape([n]), image($, x!))))]);
    expect(outlineOf(hessianPattern(form))).toMatchObject({ below: 1, above: 1 });
  });

  it('of a product with a constant is exactly where its zeros let something through', () => {
    const shapes: readonly (readonly [constant: readonly number[], variable: readonly number[]])[] = [
      [
        [3, 2],
        [2, 2],
      ],
      [
        [2, 3, 2],
        [2, 1],
      ],
      [
        [3, 2],
        [2, 2, 2],
      ],
    ];
    const entries = fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom(...shapes),
        fc.constantFrom('left', 'right', 'entrywise'),
        entries,
        (s, side, data) => {
          const [a, b] = s;
          const factor = tensor(a, data.slice(0, sizeOf(a)));
          const flipped = (shape: readonly number[]) => [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];
          const graph = graphOf([side === 'right' ? flipped(b) : side === 'left' ? b : a.slice(-1)], ($, [x]) => {
            if (side === 'entrywise') return [$(mul, $.constant(factor), x!)];
            if (side === 'left') return [$(matmul, $.constant(factor), x!)];
            return [$(matmul, x!, $.constant({ shape: flipped(a), data: factor.data }))];
          });
          const pattern = found(graph);
          const [dense] = interpret(jacobian(graph, [0]), [waves(inputShapes(graph)[0]!)]);
          const ones = sparse(
            [pattern.rows, pattern.columns],
            pattern,
            new Float64Array(pattern.indices.length).fill(1),
          );
          expect(Array.from(toDense(ones).data)).toEqual(Array.from(dense!.data, (v) => (v === 0 ? 0 : 1)));
        },
      ),
    );
  });

  it('is given up where it fills up, and says at which operation', () => {
    const graph = graphOf([[1000]], ($, [x]) => [$(mul, $(exp, x!), $(broadcastTo([1000]), total($, x!)))]);
    expect(patternOf(graph, [0], { entries: 100_000, work: Infinity })).toEqual({ filled: 'broadcastTo' });
    expect(patternOf(graph, [0], { entries: Infinity, work: 100_000 })).toEqual({ filled: 'broadcastTo' });
  });

  it('of several outputs by several inputs puts them one after the other', () => {
    const graph = graphOf([[2], [3]], ($, [x, y]) => [$(sin, y!), $(cos, x!)]);
    expect(found(graph).columns).toBe(2);
    const both = patternOf(graph, [0, 1]) as Pattern;
    expect([both.rows, both.columns]).toEqual([5, 5]);
    expect(Array.from(both.indices)).toEqual([2, 3, 4, 0, 1]);
  });
});

/** Functions of a vector of 6 and of one of 3, the second a value so far; each leaves most entries apart. */
const steps: readonly (($: Builder, a: Ref, b: Ref) => Ref)[] = [
  ($, a) => $(sin, a),
  ($, a) => $(tanh, $(exp, a)),
  ($, a, b) => $(mul, a, b),
  ($, a, b) => $(add, a, $(mul, literal($, 0.5), b)),
  ($, a) => $(concat(0), part($, a, 1, 6), part($, a, 0, 1)),
  ($, a, b) => $(concat(0), part($, a, 0, 3), part($, b, 3, 6)),
  ($, a) => $(take(0, [5, 4, 3, 2, 1, 0]), a),
  ($, a) => $(mul, a, part($, a, 0, 1)),
  ($, a, b) => $(concat(0), $(cumsum(0), part($, a, 0, 2)), part($, b, 0, 4)),
  ($, a) => $(concat(0), $(reshape([1]), $(greatestOver([0]), a)), part($, a, 1, 6)),
  ($, a) => $(mul, a, $.constant(tensor([6], [1, 0, 2, 0, 0, 3]))),
];

const programs = fc.array(fc.tuple(fc.nat(steps.length - 1), fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 7 });

const functionOf = (program: readonly (readonly [number, number, number])[]): Graph =>
  graphOf([[6], [3]], ($, [x, y]) => {
    const values = [x!, $(concat(0), y!, $(sin, y!))];
    for (const [op, a, b] of program)
      values.push(steps[op]!($, values[a % values.length]!, values[b % values.length]!));
    return [values.at(-1)!];
  });

const point = [waves([6]), waves([3], 0.5)];

describe('a derivative from compressed products', () => {
  it('is the dense Jacobian, in any mode', () => {
    fc.assert(
      fc.property(programs, fc.constantFrom(undefined, 'forward' as const, 'reverse' as const), (program, mode) => {
        const graph = functionOf(program);
        const plan = compressionOf(patternOf(graph, [0, 1]) as Pattern, Infinity, mode)!;
        const dense = together(interpret(jacobian(graph, [0, 1]), point), 6);
        expect(distance(recovered(graph, [0, 1], point, plan), dense)).toBeLessThan(1e-13);
      }),
      { numRuns: 150 },
    );
  });

  it('is the dense Hessian', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const graph = graphOf(inputShapes(functionOf(program)), ($, xs) => {
          const inner = functionOf(program);
          const values = replay($, inner, xs);
          return [total($, $(sin, values[inner.outputs[0]!]!))];
        });
        const gradient = gradientGraph(graph, 2);
        const plan = symmetricCompressionOf(patternOf(gradient, [0, 1]) as Pattern, Infinity)!;
        const blocks = hessian(graph, [0, 1]).map((row, i) => together(interpret(row, point), [6, 3][i]!));
        const dense = tensor(
          [9, 9],
          blocks.flatMap((b) => Array.from(b.data)),
        );
        expect(distance(recovered(gradient, [0, 1], point, plan), dense)).toBeLessThan(1e-13);
      }),
      { numRuns: 150 },
    );
  });

  it('of a chain of 10,000 takes three products', () => {
    const n = 10_000;
    const gradient = gradientGraph(chain(n), 1);
    const plan = symmetricCompressionOf(patternOf(gradient, [0]) as Pattern, 10)!;
    expect(passesOf(plan)).toBe(3);
    const x = waves([n]);
    const values = decompress(plan, products(gradient, [0], [x], plan));
    const [a, b] = [x.data[0]!, x.data[1]!];
    // d2f/dx1^2 = 1200 x1^2 - 400 x2 + 2 and d2f/dx1 dx2 = -400 x1.
    expect(values[0]).toBeCloseTo(1200 * a * a - 400 * b + 2, 9);
    expect(values[1]).toBeCloseTo(-400 * a, 9);
    expect(values[1]).toBe(values[2]);
    // The last has the neighbour before it only.
    expect(values.at(-1)).toBe(200);
  });
});
