import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hessian } from '../../src/ad/hessian.ts';
import { jacobian } from '../../src/ad/jacobian.ts';
import { cotangentGraph, gradientGraph, hessianVectorGraph, tangentGraph } from '../../src/ad/products.ts';
import { taylor } from '../../src/ad/taylor.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { type Builder, graphOf, inputShapes, replay } from '../../src/graph/builder.ts';
import { check } from '../../src/graph/check.ts';
import type { Graph, Ref } from '../../src/graph/graph.ts';
import { div } from '../../src/ops/scalar/arithmetic.ts';
import { add, broadcastTo, literal, mul, neg, reshape, sub, sum } from '../../src/ops/core.ts';
import { concat, slice, take } from '../../src/ops/array/moves.ts';
import { exp } from '../../src/ops/scalar/exponential.ts';
import { matmul, transposed } from '../../src/ops/matrix/matrix.ts';
import { tanh } from '../../src/ops/scalar/hyperbolic.ts';
import { cumsum } from '../../src/ops/array/reduction.ts';
import { cos, sin } from '../../src/ops/scalar/trigonometric.ts';
import { full, scalar, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { waves } from '../ops/table.ts';
import { contracted, differences, distance, inner } from './numeric.ts';

/** One step of a random function: an op by number, and two earlier values. */
type Step = readonly [op: number, a: number, b: number];

/** Smooth ops that fit any operands: sin and tanh keep the numbers small, reshapes and sums make shapes meet. */
const steps: readonly (($: Builder, a: Ref, b: Ref) => Ref)[] = [
  ($, a) => $(sin, a),
  ($, a) => $(cos, a),
  ($, a) => $(exp, $(tanh, a)),
  ($, a) => $(neg, a),
  ($, a, b) => $(add, a, like($, b, a)),
  ($, a, b) => $(sub, like($, b, a), a),
  ($, a, b) => $(mul, a, like($, b, a)),
  ($, a, b) => $(div, a, $(add, literal($, 2), $(sin, like($, b, a)))),
  ($, a, b) => $(mul, a, total($, b)),
  ($, a, b) => $(concat(0), column($, a), column($, b)),
  ($, a, b) => $(matmul, column($, a), transposed($, column($, b))),
  ($, a) => $(tanh, $(matmul, transposed($, column($, a)), column($, a))),
  ($, a) => $(cumsum(0), column($, a)),
  ($, a) => $(take(0, [0, 0]), column($, a)),
  ($, a) => $(slice(0, $.shape(column($, a))[0]! - 1, $.shape(column($, a))[0]!, -1), column($, a)),
];

const total = ($: Builder, a: Ref): Ref => $(sum($.shape(a).map((_, i) => i)), a);

/** As a column of at most 4 numbers. */
function column($: Builder, a: Ref): Ref {
  const n = $.shape(a).reduce((p, d) => p * d, 1);
  const all = $(reshape([n, 1]), a);
  return n <= 4 ? all : $(slice(0, 0, 4), all);
}

/** `b` where it broadcasts to `a`'s shape, else its sum. */
function like($: Builder, b: Ref, a: Ref): Ref {
  const [sa, sb] = [$.shape(a), $.shape(b)];
  const fits = sb.length <= sa.length && sb.every((d, i) => d === 1 || d === sa[sa.length - sb.length + i]);
  return fits ? $(broadcastTo(sa), b) : total($, b);
}

/** A function of a vector of 3 and a number; the value is the last step's. */
const functionOf = (program: readonly Step[]): Graph =>
  check(
    graphOf([[3], []], ($, [x, y]) => {
      const values = [x!, y!];
      for (const [op, a, b] of program) {
        values.push(steps[op % steps.length]!($, values[a % values.length]!, values[b % values.length]!));
      }
      return [$(sin, values.at(-1)!)];
    }),
  );

const programs = fc.array(fc.tuple(fc.nat(steps.length - 1), fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 8 });

const point: readonly Tensor[] = [tensor([3], [0.4, -0.7, 1.1]), scalar(0.6)];
const along: readonly Tensor[] = [tensor([3], [0.3, 1, -0.5]), scalar(-0.8)];

const runs = { numRuns: 60 };
const value = (graph: Graph, x: readonly Tensor[]): Tensor => interpret(graph, x)[0]!;

/** The first output of a graph on other inputs. */
const replayed = ($: Builder, graph: Graph, xs: readonly Ref[]): Ref => replay($, graph, xs)[graph.outputs[0]!]!;

/** The sum of all entries, for what needs a scalar. */
const scalarOf = (graph: Graph): Graph => graphOf(inputShapes(graph), ($, xs) => [total($, replayed($, graph, xs))]);

describe('of a random function', () => {
  it('the Jacobian is the same forward, in reverse and by differences', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const f = functionOf(program);
        const forward = interpret(check(jacobian(f, [0, 1], 'forward')), point);
        const reverse = interpret(check(jacobian(f, [0, 1], 'reverse')), point);
        [0, 1].forEach((i) => {
          expect(distance(forward[i]!, reverse[i]!)).toBeLessThan(1e-13);
          // A steep function's differences are off by their truncation, which halving the step shows.
          const [whole, half] = [1, 0.5].map((scale) => differences((x) => value(f, x), point, i, scale));
          expect(distance(forward[i]!, half!)).toBeLessThan(1e-8 + distance(whole!, half!));
        });
      }),
      runs,
    );
  });

  it('products with the Jacobian are those with the whole of it', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const f = functionOf(program);
        const y = value(f, point);
        const ct = waves(y.shape);
        const parts = interpret(jacobian(f, [0, 1]), point);
        const dy = value(check(tangentGraph(f, 2)), [...point, ...along]);
        const cts = interpret(check(cotangentGraph(f, 2)), [...point, ct]);
        const [byX, byY] = parts.map((p, i) => contracted(p, y.shape, along[i]!));
        expect(
          distance(
            dy,
            tensor(
              y.shape,
              byX!.data.map((v, i) => v + byY!.data[i]!),
            ),
          ),
        ).toBeLessThan(1e-13);
        expect(Math.abs(inner(ct, dy) - inner(cts[0]!, along[0]!) - inner(cts[1]!, along[1]!))).toBeLessThan(1e-11);
      }),
      runs,
    );
  });

  it('the Hessian is symmetric, the same in any mode, and H v is its product', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const f = scalarOf(functionOf(program));
        const h = hessian(f, [0, 1]).map((g) => interpret(check(g), point));
        const other = hessian(f, [0, 1], 'forward').map((g) => interpret(check(g), point));
        const size = Math.max(1, ...h.flat().flatMap((t) => Array.from(t.data, Math.abs)));
        h.forEach((row, i) => {
          row.forEach((part, j) => expect(distance(part, other[i]![j]!)).toBeLessThan(1e-12));
        });
        h[0]![0]!.data.forEach((v, k) => {
          expect(Math.abs(v - h[0]![0]!.data[(k % 3) * 3 + Math.floor(k / 3)]!)).toBeLessThan(1e-12 * size);
        });
        expect(distance(h[0]![1]!, h[1]![0]!)).toBeLessThan(1e-12);
        const hv = interpret(check(hessianVectorGraph(f, 2)), [...point, ...along]);
        hv.forEach((part, i) => {
          const [p, q] = [0, 1].map((j) => contracted(h[i]![j]!, part.shape, along[j]!));
          expect(
            distance(
              part,
              tensor(
                part.shape,
                p!.data.map((v, k) => v + q!.data[k]!),
              ),
            ),
          ).toBeLessThan(1e-12);
        });
        const gradient = interpret(check(gradientGraph(f, 2)), point);
        expect(gradient).toEqual(interpret(cotangentGraph(f, 2), [...point, scalar(1)]));
      }),
      runs,
    );
  });

  it('Taylor coefficients are nested derivatives along the direction, over factorials', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const f = functionOf(program);
        // t -> f(x + t v), whose derivatives by t nest.
        let derivative = check(
          graphOf([[]], ($, [t]) => {
            const xs = point.map((x, i) => $(add, $.constant(x), $(mul, t!, $.constant(along[i]!))));
            return [replayed($, f, xs)];
          }),
        );
        const series = check(
          graphOf(inputShapes(f), ($, xs) => {
            const zero = $.constant(full(f.nodes[f.outputs[0]!]!.shape, 0));
            return taylor(
              $,
              f,
              xs,
              along.map((v) => $.constant(v)),
              4,
            ).map((c) => c ?? zero);
          }),
        );
        let factorial = 1;
        interpret(series, point).forEach((coefficient, k) => {
          const wanted = value(derivative, [scalar(0)]);
          expect(
            distance(
              coefficient,
              tensor(
                wanted.shape,
                wanted.data.map((v) => v / factorial),
              ),
            ),
          ).toBeLessThan(1e-11);
          derivative = jacobian(derivative, [0], 'forward');
          factorial *= k + 1;
        });
      }),
      { numRuns: 25 },
    );
  });
});
