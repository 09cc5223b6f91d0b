import { describe, expect, it } from 'vitest';
import { push } from '../../src/ad/forward.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { type Builder, builder, graphOf } from '../../src/graph/builder.ts';
import { check } from '../../src/graph/check.ts';
import type { Graph, Ref } from '../../src/graph/graph.ts';
import { abs, div } from '../../src/ops/scalar/arithmetic.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { add, broadcastTo, literal, mul, neg, reshape, sub, sum, sumTo } from '../../src/ops/core.ts';
import { transpose } from '../../src/ops/array/moves.ts';
import { exp, log } from '../../src/ops/scalar/exponential.ts';
import type { Op } from '../../src/ops/op.ts';
import { sqrt } from '../../src/ops/scalar/root.ts';
import { full, scalar, type Shape, type Tensor, tensor } from '../../src/tensor/tensor.ts';

/** The ops of a graph, in order. */
const opsOf = (graph: Graph): string[] => graph.nodes.flatMap((n) => (n.kind === 'op' ? [n.op] : []));

/** The graph of a function of one array. */
const graph = (shape: Shape, body: ($: Builder, x: Ref) => Ref): Graph =>
  check(graphOf([shape], ($, [x]) => [body($, x!)]));

const answer = (g: Graph, ...x: Tensor[]): Tensor => interpret(g, x)[0]!;

describe('equal nodes are one', () => {
  it('whether they are applied twice or reached in two ways', () => {
    const g = graph([], ($, x) => $(add, $(exp, $(mul, x, x)), $(exp, $(mul, x, x))));
    expect(opsOf(g)).toEqual(['mul', 'exp', 'add']);
  });

  it('but not under other attributes or with operands exchanged', () => {
    const g = graph([2, 2], ($, x) => $(sub, $(sum([0]), x), $(sum([1]), x)));
    expect(opsOf(g)).toEqual(['sum', 'sum', 'sub']);
    const h = graph([], ($, x) => $(sub, $(sub, x, $(exp, x)), $(sub, $(exp, x), x)));
    expect(opsOf(h)).toEqual(['exp', 'sub', 'sub', 'sub']);
  });

  it('as are equal constants, of which 0 and -0 are two', () => {
    const $ = builder();
    expect($.constant(tensor([2], [1, 2]))).toBe($.constant(tensor([2], [1, 2])));
    expect($.constant(scalar(NaN))).toBe($.constant(scalar(NaN)));
    expect($.constant(scalar(0))).not.toBe($.constant(scalar(-0)));
    expect($.constant(scalar(1))).not.toBe($.constant(full([1], 1)));
  });
});

describe('what is constant is computed at once', () => {
  it('and leaves no node behind', () => {
    const g = graph([], ($, x) => $(mul, x, $(neg, $(add, literal($, 1), literal($, 1)))));
    expect(opsOf(g)).toEqual(['mul']);
    expect(g.nodes.find((n) => n.kind === 'constant')).toMatchObject({ value: scalar(-2) });
  });

  it('but for what is rounded, so that the estimate of lost digits sees it', () => {
    expect(opsOf(graph([], ($, x) => $(mul, x, $(exp, literal($, 2)))))).toEqual(['exp', 'mul']);
  });

  it.each([
    ['NaN', sqrt, -1],
    ['an infinity', log, 0],
  ])('but %s keeps the op where it began, for the note', (_, op, at) => {
    expect(opsOf(graph([], ($, x) => $(mul, x, $(op, literal($, at)))))).toEqual([op.name, 'mul']);
  });

  it('but a large array stays the small op that makes it', () => {
    const large = broadcastTo([100, 100]);
    expect(opsOf(graph([], ($, x) => $(mul, x, $(large, literal($, 1)))))).toEqual(['broadcastTo', 'mul']);
  });
});

describe('ops that change nothing vanish', () => {
  const same: [string, ($: Builder, x: Ref) => Ref][] = [
    ['reshape', ($, x) => $(reshape([2, 2]), x)],
    ['broadcastTo', ($, x) => $(broadcastTo([2, 2]), x)],
    ['sumTo', ($, x) => $(sumTo([2, 2]), x)],
    ['transpose', ($, x) => $(transpose([0, 1]), x)],
    ['sum', ($, x) => $(sum([]), x)],
    ['neg twice', ($, x) => $(neg, $(neg, x))],
    ['mul by 1', ($, x) => $(mul, x, literal($, 1))],
    ['mul of 1', ($, x) => $(mul, $.constant(full([2, 2], 1)), x)],
    ['add of 0', ($, x) => $(add, literal($, 0), x)],
    ['sub of 0', ($, x) => $(sub, x, literal($, 0))],
  ];
  const awkward = [0, 1e-310, Infinity, NaN];

  it.each(same)('%s, and no bit of the entries changes', (_, body) => {
    const g = graph([2, 2], body);
    expect(opsOf(g)).toEqual([]);
    const x = tensor([2, 2], awkward);
    expect(answer(g, x).data).toEqual(x.data);
  });

  it.each<[string, Shape, ($: Builder, x: Ref) => Ref]>([
    ['reshape to another shape', [2, 2], ($, x) => $(reshape([4]), x)],
    ['a stretch by ones', [], ($, x) => $(mul, x, $.constant(full([3], 1)))],
    ['a stretch by zeros', [2], ($, x) => $(add, x, $.constant(full([2, 2], 0)))],
    ['0 - x', [], ($, x) => $(sub, literal($, 0), x)],
    ['0 x, for x may be infinite', [], ($, x) => $(mul, literal($, 0), x)],
    ['x - x, for x may be NaN', [], ($, x) => $(sub, x, x)],
    ['x / x', [], ($, x) => $(div, x, x)],
    ['another order of axes', [2, 2], ($, x) => $(transpose([1, 0]), x)],
  ])('but not %s', (_, shape, body) => {
    expect(opsOf(graph(shape, body))).toHaveLength(1);
  });
});

describe('finish', () => {
  it('keeps all inputs in order, and of the rest only what is needed', () => {
    const g = check(
      graphOf([[], [2], []], ($, [x, , z]) => {
        $(exp, x!);
        return [$(mul, z!, z!)];
      }),
    );
    expect(opsOf(g)).toEqual(['mul']);
    expect(g.inputs).toHaveLength(3);
    expect(answer(g, scalar(1), full([2], 0), scalar(3))).toEqual(scalar(9));
  });

  it('keeps what a guard tests, though no output needs it', () => {
    const g = graph([], ($, x) => {
      $.guard($(larger, x, literal($, 0)), scalar(1));
      return x;
    });
    expect(opsOf(g)).toEqual(['larger']);
    expect(g.guards).toEqual([{ ref: g.nodes.findIndex((n) => n.kind === 'op'), value: scalar(1) }]);
  });

  it('forgets a guard on a constant, which cannot fail', () => {
    const g = graph([], ($, x) => {
      $.guard($(larger, literal($, 1), literal($, 0)), scalar(1));
      return x;
    });
    expect(g.guards).toEqual([]);
  });

  it('keeps an op at whose kink a derivative was taken, though the derivative needs it not', () => {
    // f(x) = x + 0 |x|: its slope is known without |x|, but whoever asks at 0 must hear of the kink.
    const f = graph([], ($, x) => $(add, x, $(mul, literal($, 0), $(larger, $(abs, x), literal($, -1)))));
    const slope = check(graphOf([[]], ($, xs) => [push($, f, xs, [literal($, 1)]).dys[0]!]));
    expect(opsOf(f)).toContain('abs');
    expect(
      slope.nodes.filter((n) => n.kind === 'op' && n.differentiated).map((n) => n.kind === 'op' && n.op),
    ).toContain('abs');
  });

  it('may answer an input, a constant, and one value twice', () => {
    const g = check(graphOf([[2]], ($, [x]) => [x!, $.constant(scalar(7)), x!]));
    const x = tensor([2], [1, 2]);
    expect(interpret(g, [x])).toEqual([x, scalar(7), x]);
  });
});

it('a graph is plain data: a copy of it is checked, and computes the same', () => {
  const g = graph([3], ($, x) => $(sum([0]), $(mul, $(exp, x), x)));
  const copy = check(structuredClone(g));
  const x = tensor([3], [1, -2, 0.5]);
  expect(copy).toEqual(g);
  expect(answer(copy, x)).toEqual(answer(g, x));
});

it('an op on shapes that do not fit is refused where it is applied', () => {
  expect(() => graph([2], ($, x) => $(add, x, $.constant(full([3], 0))))).toThrow('[2] and [3]');
});

describe('check finds', () => {
  const g = graph([2], ($, x) => $(exp, $(neg, x)));
  const withNode = (ref: number, change: Partial<Extract<Graph['nodes'][number], { kind: 'op' }>>): Graph => ({
    ...g,
    nodes: g.nodes.map((n, i) => (i === ref ? ({ ...n, ...change } as typeof n) : n)),
  });

  it.each<[string, Graph, RegExp]>([
    ['a node that uses a later one', withNode(1, { args: [2] }), /before it is there/],
    ['a wrong shape', withNode(2, { shape: [3] }), /shape/],
    ['an output out of range', { ...g, outputs: [3] }, /not a node/],
    ['a guard out of range', { ...g, guards: [{ ref: -1, value: scalar(1) }] }, /not a node/],
    ['an input that is none', { ...g, inputs: [1] }, /not an input/],
    ['an unknown op', withNode(1, { op: 'nonsense', key: 'nonsense' }), /unknown op/],
  ])('%s', (_, wrong, message) => {
    expect(() => check(wrong)).toThrow(message);
  });
});

it('applies an op by its attributes alone, wherever it was made', () => {
  const $ = builder();
  const x = $.input([2, 3]);
  const [made, again]: Op[] = [transpose([1, 0]), transpose([1, 0])];
  expect($(made!, x)).toBe($(again!, x));
});
