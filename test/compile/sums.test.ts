import { describe, expect, it } from 'vitest';
import { compileGraph } from '../../src/compile/compile.ts';
import { type BackendName, runtimeOf } from '../../src/compile/runtime.ts';
import { type Builder, graphOf } from '../../src/graph/builder.ts';
import type { Ref } from '../../src/graph/graph.ts';
import { concat } from '../../src/ops/array/moves.ts';
import { cumsum } from '../../src/ops/array/reduction.ts';
import { mul, sum, sumTo } from '../../src/ops/core.ts';
import { functions } from '../../src/ops/functions.ts';
import { matmul } from '../../src/ops/matrix/matrix.ts';
import { plainKernels } from '../../src/tensor/kernels.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { hasFusedMultiplyAdd } from '../../src/wasm/features.ts';

const means = (['interpreter', 'javascript', 'wasm'] as const).flatMap((backend) =>
  (backend === 'wasm' && hasFusedMultiplyAdd() ? [false, true] : [false]).map(
    (fma) => [`${backend}${fma ? ', fused' : ''}`, backend, fma] as const,
  ),
);

/** 1e16, 1, -1e16, 1, ..: n of them sum to n / 2, and plain addition finds less. */
const wild = (n: number): Tensor =>
  tensor(
    [n],
    Array.from({ length: n }, (_, i) => [1e16, 1, -1e16, 1][i % 4]!),
  );
const ones = (n: number): Tensor => tensor([n], new Float64Array(n).fill(1));

function run(
  backend: BackendName,
  fma: boolean,
  inputs: readonly Tensor[],
  body: ($: Builder, ...x: Ref[]) => Ref,
): number[] {
  const graph = graphOf(
    inputs.map((t) => t.shape),
    ($, xs) => [body($, ...xs)],
  );
  const compiled = compileGraph(graph, runtimeOf({ backend, kernels: { ...plainKernels, fma } }));
  expect(compiled.backend).toBe(backend);
  return [...compiled.run(inputs)[0]!.data];
}

const call = ($: Builder, name: string, ...x: Ref[]): Ref =>
  functions.get(name)!.call($ as never, ...(x as never[])) as Ref;

describe.each(means)('sums by %s lose what one rounding costs', (_, backend, fma) => {
  for (const n of [4, 12, 60, 804]) {
    it(`of ${n} entries`, () => {
      expect(run(backend, fma, [wild(n)], ($, x) => $(sum([0]), x!))).toEqual([n / 2]);
      expect(run(backend, fma, [wild(n)], ($, x) => call($, 'mean', x!))).toEqual([0.5]);
      expect(run(backend, fma, [wild(n)], ($, x) => $(sumTo([1]), x!))).toEqual([n / 2]);
      expect(run(backend, fma, [wild(n), ones(n)], ($, x, y) => $(sum([0]), $(mul, x!, y!)))).toEqual([n / 2]);
    });

    it(`of ${n} entries in two arrays`, () => {
      const parts = ($: Builder, a: Ref, b: Ref): Ref => $(sum([0]), $(concat(0), a, b));
      expect(run(backend, fma, [wild(n), wild(n)], ($, a, b) => parts($, a!, b!))).toEqual([n]);
      expect(
        run(backend, fma, [tensor([3], [1, 1e16, 1]), tensor([2], [-1e16, 1])], ($, a, b) => parts($, a!, b!)),
      ).toEqual([3]);
    });

    it(`along the axes of ${n} x 3 and 3 x ${n} entries`, () => {
      const rows = tensor(
        [n, 3],
        [...wild(n).data].flatMap((x) => [x, 2 * x, x]),
      );
      const columns = tensor(
        [3, n],
        [1, 2, 1].flatMap((s) => [...wild(n).data].map((x) => s * x)),
      );
      const wanted = [n / 2, n, n / 2];
      expect(run(backend, fma, [rows], ($, x) => $(sum([0]), x!))).toEqual(wanted);
      expect(run(backend, fma, [columns], ($, x) => $(sum([1]), x!))).toEqual(wanted);
      expect(run(backend, fma, [rows], ($, x) => $(sum([0, 1]), x!))).toEqual([2 * n]);
    });

    it(`running, of ${n} entries`, () => {
      expect(run(backend, fma, [wild(n)], ($, x) => $(cumsum(0), x!)).at(-1)).toBe(n / 2);
    });

    it(`of products, ${n} of them`, () => {
      expect(run(backend, fma, [wild(n), ones(n)], ($, x, y) => call($, 'dot', x!, y!))).toEqual([n / 2]);
      const [row, column] = [tensor([1, n], wild(n).data), tensor([n, 1], ones(n).data)];
      expect(run(backend, fma, [row, column], ($, x, y) => $(matmul, x!, y!))).toEqual([n / 2]);
    });
  }

  // JavaScript is not written for so many.
  it.runIf(backend !== 'javascript')('of 200004 products', () => {
    const n = 200_004;
    expect(run(backend, fma, [wild(n), ones(n)], ($, x, y) => call($, 'dot', x!, y!))).toEqual([n / 2]);
    expect(run(backend, fma, [wild(n), ones(n)], ($, x, y) => $(sum([0]), $(mul, x!, y!)))).toEqual([n / 2]);
  });

  it('of the squares of a norm, and of its slope', () => {
    const x = tensor([5], [1e8, 1e-8, 1, 2, 3]);
    // mpmath at 50 digits
    expect(run(backend, fma, [x], ($, x) => call($, 'norm', x!))).toEqual([100000000.00000007]);
    expect(run(backend, fma, [wild(12)], ($, x) => call($, 'variance', x!))).toEqual([5.454545454545455e31]);
  });

  it('of what overflows on the way', () => {
    expect(run(backend, fma, [tensor([3], [1e308, 1e308, 1])], ($, x) => $(sum([0]), x!))).toEqual([Infinity]);
    expect(run(backend, fma, [tensor([3], [Infinity, 1, 2])], ($, x) => $(sum([0]), x!))).toEqual([Infinity]);
    expect(run(backend, fma, [tensor([3], [Infinity, 1, -Infinity])], ($, x) => $(sum([0]), x!))).toEqual([NaN]);
  });
});
