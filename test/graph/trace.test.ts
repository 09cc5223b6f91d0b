import { describe, expect, it } from 'vitest';
import { push } from '../../src/ad/forward.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { graphOf, inputShapes } from '../../src/graph/builder.ts';
import { check } from '../../src/graph/check.ts';
import { type Numeric, type Observe, present, Traced, tracer } from '../../src/graph/trace.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { add, literal, mul } from '../../src/ops/core.ts';
import { exp } from '../../src/ops/scalar/exponential.ts';
import { full, scalar } from '../../src/tensor/tensor.ts';

const quiet: Observe = () => {};

describe('a tracer', () => {
  it('computes plain values, and tells of each op', () => {
    const seen: string[] = [];
    const $ = tracer(({ op, value, origin }) => seen.push(`${op.name} ${value.data[0]} ${origin?.text}`));
    $.mark({ text: 'x * y' }, false);
    expect($(mul, scalar(2), scalar(3))).toEqual(scalar(6));
    expect(seen).toEqual(['mul 6 x * y']);
  });

  it('records values that are marked for it, and knows what they are now', () => {
    const $ = tracer(quiet);
    let inside: Numeric | undefined;
    const { graph, captured } = $.record([scalar(2)], ([x]) => [(inside = $(mul, x!, $(exp, x!)))]);
    expect(inside).toBeInstanceOf(Traced);
    expect(present(inside!)).toEqual(scalar(2 * Math.exp(2)));
    expect(captured).toEqual([]);
    expect(interpret(check(graph), [scalar(3)])).toEqual([scalar(3 * Math.exp(3))]);
  });

  it('takes plain values in as constants', () => {
    const $ = tracer(quiet);
    const { graph } = $.record([scalar(2)], ([x]) => [$(mul, x!, $(add, scalar(1), scalar(4)))]);
    expect(graph.nodes.flatMap((n) => (n.kind === 'constant' ? [n.value] : []))).toEqual([scalar(5)]);
  });

  it('takes in values of an outer recording as further inputs, once each', () => {
    const $ = tracer(quiet);
    $.record([scalar(3)], ([x]) => {
      const inner = $.record([scalar(5)], ([y]) => [$(mul, $(add, x!, y!), x!)]);
      expect(inner.captured).toEqual([x]);
      expect(inputShapes(check(inner.graph))).toEqual([[], []]);
      expect(interpret(inner.graph, [scalar(5), scalar(3)])).toEqual([scalar(24)]);
      return [x!];
    });
  });

  it('does not confuse the derivatives of two recordings', () => {
    // d/dx (x d/dy (x + y)) = 1: the inner derivative must not see the outer one's tangent.
    const $ = tracer(quiet);
    const derivative = (at: Numeric, f: (x: Numeric) => Numeric): Numeric => {
      const { graph, captured } = $.record([at], ([x]) => [f(x!)]);
      const slope = graphOf(inputShapes(graph), (to, xs) => [
        push(
          to,
          graph,
          xs,
          xs.map((_, i) => (i === 0 ? literal(to, 1) : undefined)),
        ).dys[0] ?? literal(to, 0),
      ]);
      const values: Numeric[] = [];
      slope.nodes.forEach((node) => {
        if (node.kind === 'input') values.push([at, ...captured][node.index]!);
        else if (node.kind === 'constant') values.push(node.value);
        else values.push($(node.op === 'mul' ? mul : add, ...node.args.map((a) => values[a]!)));
      });
      return values[slope.outputs[0]!]!;
    };
    expect(
      derivative(scalar(1), (x) =>
        $(
          mul,
          x,
          derivative(scalar(1), (y) => $(add, x, y)),
        ),
      ),
    ).toEqual(scalar(1));
    expect(
      derivative(scalar(3), (x) =>
        $(
          mul,
          x,
          derivative(scalar(2), (y) => $(mul, x, y)),
        ),
      ),
    ).toEqual(scalar(6));
  });

  it('guards a value that decides what is recorded', () => {
    const $ = tracer(quiet);
    const { graph } = $.record([scalar(2)], ([x]) => {
      const test = $(larger, x!, scalar(0));
      return [present(test).data[0] === 1 ? ($.guard(test, present(test)), $(exp, x!)) : x!];
    });
    expect(graph.guards.map((g) => g.value)).toEqual([scalar(1)]);
  });

  it('guards a value of which it was asked what number it is', () => {
    const $ = tracer(quiet);
    const { graph } = $.record([scalar(2)], ([n]) => [full([$.concrete(n!).data[0]!], 1)]);
    expect(graph.guards).toEqual([{ ref: 0, value: scalar(2) }]);
  });

  it('refuses arrays that are too large before it makes them', () => {
    const $ = tracer(quiet);
    const wide = full([10_000, 1], 1);
    const high = full([1, 10_000], 1);
    expect(() => $(mul, wide, high)).toThrow('too large');
  });
});
