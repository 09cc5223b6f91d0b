import { describe, expect, it } from 'vitest';
import { compileGraph } from '../../src/compile/compile.ts';
import { runtimeOf } from '../../src/compile/runtime.ts';
import { graphOf } from '../../src/graph/builder.ts';
import type { Op } from '../../src/ops/op.ts';
import { where } from '../../src/ops/scalar/choice.ts';
import * as comparison from '../../src/ops/scalar/comparison.ts';
import { tensor } from '../../src/tensor/tensor.ts';

const first = [NaN, 1, NaN, 0, NaN, NaN, 2, Infinity, 0, 1];
const second = [1, NaN, NaN, NaN, 0, Infinity, 1, Infinity, 0, 2];

/** What each test answers for each pair. */
const wanted: readonly (readonly [Op, readonly number[]])[] = [
  [comparison.equal, [NaN, NaN, NaN, NaN, NaN, NaN, 0, 1, 1, 0]],
  [comparison.unequal, [NaN, NaN, NaN, NaN, NaN, NaN, 1, 0, 0, 1]],
  [comparison.smaller, [NaN, NaN, NaN, NaN, NaN, NaN, 0, 0, 0, 1]],
  [comparison.smallerEq, [NaN, NaN, NaN, NaN, NaN, NaN, 0, 1, 1, 1]],
  [comparison.larger, [NaN, NaN, NaN, NaN, NaN, NaN, 1, 0, 0, 0]],
  [comparison.largerEq, [NaN, NaN, NaN, NaN, NaN, NaN, 1, 1, 1, 0]],
  [comparison.and, [NaN, NaN, NaN, 0, 0, NaN, 1, 1, 0, 1]],
  [comparison.or, [1, 1, NaN, NaN, NaN, 1, 1, 1, 0, 1]],
  [comparison.xor, [NaN, NaN, NaN, NaN, NaN, NaN, 0, 0, 0, 0]],
  [comparison.not, [NaN, 0, NaN, 1, NaN, NaN, 0, 0, 1, 0]],
  [comparison.isUnknown, [1, 0, 1, 0, 1, 1, 0, 0, 0, 0]],
];

describe.each(['interpreter', 'javascript', 'wasm'] as const)('a NaN by %s', (backend) => {
  it.each(wanted.map(([op, values]) => [op.name, op, values] as const))('leaves %s open', (_, op, values) => {
    const inputs = [first, second].slice(0, op.value!.length).map((data) => tensor([data.length], data));
    const shapes = inputs.map((t) => t.shape);
    const graph = graphOf(shapes, ($, xs) => {
      const test = $(op, ...xs);
      return [test, $(where, test, $.constant(tensor([], [5])), $.constant(tensor([], [7])))];
    });
    const [answers, chosen] = compileGraph(graph, runtimeOf({ backend })).run(inputs);
    expect([...answers!.data]).toEqual(values);
    expect([...chosen!.data]).toEqual(values.map((v) => (Number.isNaN(v) ? NaN : v === 1 ? 5 : 7)));
  });
});
