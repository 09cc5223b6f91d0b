import { describe, expect, it } from 'vitest';
import { hessian } from '../../src/ad/hessian.ts';
import { gradientGraph } from '../../src/ad/products.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { type Plan, planOf } from '../../src/compile/plan/plan.ts';
import { readBy, type Step, storedBy } from '../../src/compile/plan/steps.ts';
import { layoutOf } from '../../src/compile/wasm/layout.ts';
import { wasmBackend } from '../../src/compile/wasm/wasm-backend.ts';
import { type Builder, graphOf } from '../../src/graph/builder.ts';
import type { Graph, Ref } from '../../src/graph/graph.ts';
import { add, broadcastTo, literal, mul, neg, reshape, sub, sum } from '../../src/ops/core.ts';
import { exp, log } from '../../src/ops/scalar/exponential.ts';
import { inv, matmul, transposed } from '../../src/ops/matrix/matrix.ts';
import { concat, slice } from '../../src/ops/array/moves.ts';
import { pow } from '../../src/ops/scalar/power.ts';
import { cumsum } from '../../src/ops/array/reduction.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { type Shape, scalar, sizeOf } from '../../src/tensor/tensor.ts';
import { waves } from '../ops/table.ts';

/** A plan's steps in short: the extents of loops with their parts, the sizes of products. */
const outline = ({ steps }: Plan): readonly string[] =>
  steps.map((step: Step) => {
    if (step.kind === 'loop') return `loop ${step.kernel.extents.join('x')} in ${step.kernel.parts.length}`;
    if (step.kind === 'product') return `product ${step.product.m}x${step.product.k}x${step.product.n}`;
    return step.kind === 'whole' ? step.op.name : step.kind;
  });

const planned = (shapes: readonly Shape[], body: ($: Builder, xs: readonly Ref[]) => readonly Ref[]): Plan =>
  planOf(graphOf(shapes, body));

/** Rosenbrock's function (1960), of a vector. */
const rosenbrock = (n: number): Graph =>
  graphOf([[n]], ($, [x]) => {
    const [here, next] = [$(slice(0, 0, n - 1), x!), $(slice(0, 1, n - 1), x!)];
    const two = literal($, 2);
    const valley = $(pow, $(sub, next, $(pow, here, two)), two);
    const slope = $(pow, $(sub, literal($, 1), here), two);
    return [$(sum([0]), $(add, $(mul, literal($, 100), valley), slope))];
  });

describe('a plan', () => {
  it('of a chain of elementwise ops is one loop', () => {
    expect(outline(planned([[40]], ($, [x]) => [$(exp, $(neg, $(mul, x!, x!)))]))).toEqual(['loop 40 in 1']);
  });

  it("of Rosenbrock's gradient is one loop, in three parts where slices end", () => {
    expect(outline(planOf(gradientGraph(rosenbrock(1000), 1)))).toEqual(['loop 1000 in 3']);
  });

  it('reads through moves instead of making them', () => {
    const plan = planned([[6, 4]], ($, [x]) => [$(exp, $(slice(0, 1, 2), transposed($, x!)))]);
    expect(outline(plan)).toEqual(['loop 2x6 in 1']);
  });

  it('stores what no walk in equal strides can read', () => {
    const plan = planned([[6, 4]], ($, [x]) => [$(exp, $(reshape([2, 12]), transposed($, x!)))]);
    expect(outline(plan)).toEqual(['loop 4x6 in 1', 'loop 2x12 in 1']);
  });

  it('puts pieces together in one loop with a part for each', () => {
    const plan = planned([[5], [7]], ($, [x, y]) => [$(exp, $(concat(0), x!, y!))]);
    expect(outline(plan)).toEqual(['loop 12 in 2']);
  });

  it('of the gradient of an array that is read entry by entry has one part for each', () => {
    const n = 60;
    const chain = graphOf([[n]], ($, [x]) => {
      const entry = (i: number): Ref => $(reshape([]), $(slice(0, i, 1), x!));
      const terms = Array.from({ length: n - 1 }, (_, i) => $(exp, $(sub, entry(i + 1), entry(i))));
      return [terms.reduce((a, b) => $(add, a, b))];
    });
    const plan = planOf(gradientGraph(chain, 1));
    expect(outline(plan).at(-1)).toBe(`loop ${n} in ${n}`);
  });

  it('stores what would be computed again for each row', () => {
    const plan = planned([[30], [20, 30]], ($, [x, y]) => [$(mul, y!, $(broadcastTo([20, 30]), $(exp, x!)))]);
    expect(outline(plan)).toEqual(['loop 30 in 1', 'loop 20x30 in 1']);
  });

  it('takes several sums in one loop', () => {
    const plan = planned([[50]], ($, [x]) => [$(sum([0]), x!), $(sum([0]), $(mul, x!, x!))]);
    expect(outline(plan)).toEqual(['loop 50 in 1']);
  });

  it('takes no more than eight results into one loop, each once', () => {
    const plan = planned([[30]], ($, [x]) => Array.from({ length: 20 }, (_, i) => $(mul, literal($, i + 2), x!)));
    expect(outline(plan)).toEqual(['loop 30 in 1', 'loop 30 in 1', 'loop 30 in 1']);
    expect(new Set(plan.steps.flatMap(storedBy)).size).toBe(20);
  });

  it('leaves ops that need whole arrays to themselves, in order', () => {
    const plan = planned([[3, 3]], ($, [x]) => [$(exp, $(cumsum(0), $(inv, $(exp, x!))))]);
    expect(outline(plan)).toEqual(['loop 3x3 in 1', 'inv', 'cumsum', 'loop 3x3 in 1']);
  });

  it('gives large products to the kernel for matrices, transposed operands as they lie', () => {
    const plan = planned(
      [
        [64, 32],
        [64, 16],
      ],
      ($, [a, b]) => [$(matmul, transposed($, a!), b!)],
    );
    expect(outline(plan)).toEqual(['product 32x64x16']);
  });

  it('makes one product of many by the same matrix', () => {
    const plan = planned(
      [
        [32, 32],
        [20, 32, 1],
      ],
      ($, [a, x]) => [$(matmul, a!, x!)],
    );
    expect(outline(plan)).toEqual(['product 20x32x32']);
  });

  it('makes products of sums of products', () => {
    const plan = planned(
      [
        [32, 40],
        [24, 40],
      ],
      ($, [a, b]) => [$(sum([2]), $(mul, $(reshape([32, 1, 40]), a!), $(reshape([1, 24, 40]), b!)))],
    );
    expect(outline(plan)).toEqual(['product 32x40x24']);
  });

  it('of the Hessian of log-sum-exp makes no sums over unit vectors', () => {
    const n = 40;
    const f = graphOf([[n]], ($, [x]) => [$(log, $(sum([0]), $(exp, x!)))]);
    const [second] = hessian(f, [0]);
    const plan = planOf(second!);
    expect(outline(plan).filter((step) => step === `loop ${n}x${n} in 1`)).toHaveLength(1);
    const x = waves([n]);
    const [found] = wasmBackend({ fma: false }).compile(second!)([x]);
    const [wanted] = interpret(second!, [x]);
    found!.data.forEach((v, i) => expect(v).toBeCloseTo(wanted!.data[i]!, 15));
  });

  it('asks whether the branch is the recorded one before what depends on it', () => {
    const plan = planned([[]], ($, [x]) => {
      $.guard($(larger, x!, literal($, 0)), scalar(1));
      return [$(exp, x!)];
    });
    expect(outline(plan)).toContain('guard');
  });
});

describe('a layout', () => {
  const deep = graphOf([[100]], ($, [x]) => {
    let y = x!;
    for (let i = 0; i < 12; i++) y = $(cumsum(0), $(exp, $(neg, y)));
    return [y];
  });

  it('uses a place again after its last reader', () => {
    const { end } = layoutOf(planOf(deep), 64);
    // The input, and three arrays that change places.
    expect(end).toBeLessThanOrEqual(64 + 5 * 800);
  });

  it('keeps apart what is needed at the same time', () => {
    const plan = planOf(deep);
    const { address } = layoutOf(plan, 64);
    const span = (ref: Ref): readonly [number, number] => {
      const start = address.get(ref)!;
      return [start, start + 8 * sizeOf(plan.graph.nodes[ref]!.shape)];
    };
    for (const step of plan.steps) {
      for (const written of storedBy(step)) {
        for (const read of readBy(step)) {
          const [[a, b], [c, d]] = [span(written), span(read)];
          expect(b <= c || d <= a || (step.kind === 'loop' && a === c)).toBe(true);
        }
      }
    }
  });

  it('lets a result take the place of an operand that ends there', () => {
    const plan = planned([[50, 3]], ($, [x]) => [$(exp, $(neg, $(cumsum(0), x!)))]);
    const { address } = layoutOf(plan, 64);
    const [sums] = storedBy(plan.steps[0]!);
    expect(address.get(plan.outputs[0]!)).toBe(address.get(sums!));
  });

  it('answers in the same buffers at every call', () => {
    const graph = gradientGraph(rosenbrock(101), 1);
    const run = wasmBackend({ fma: false }).compile(graph);
    const [first] = run([waves([101])]);
    const kept = Float64Array.from(first!.data);
    const [second] = run([waves([101], 1)]);
    expect(second!.data).toBe(first!.data);
    expect(second!.data).not.toEqual(kept);
    expect(interpret(graph, [waves([101], 1)])[0]!.data).toEqual(second!.data);
  });
});
