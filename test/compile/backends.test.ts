import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradientGraph, hessianVectorGraph } from '../../src/ad/products.ts';
import type { Backend } from '../../src/compile/backend.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { checkPlan } from '../../src/compile/plan/check.ts';
import { gatherParts } from '../../src/compile/plan/gather-parts.ts';
import { planOf } from '../../src/compile/plan/plan.ts';
import { unitSeeds } from '../../src/compile/plan/unit-seeds.ts';
import { straightLine } from '../../src/compile/straight/straight-backend.ts';
import { checkLayout } from '../../src/compile/wasm/check-layout.ts';
import { layoutOf } from '../../src/compile/wasm/layout.ts';
import { wasmBackend } from '../../src/compile/wasm/wasm-backend.ts';
import { graphOf, inputShapes, outputShapes, replay } from '../../src/graph/builder.ts';
import { check } from '../../src/graph/check.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { sum } from '../../src/ops/core.ts';
import { sameShape, sizeOf, type Tensor } from '../../src/tensor/tensor.ts';
import { hasFusedMultiplyAdd } from '../../src/wasm/features.ts';
import { samples, waves } from '../ops/table.ts';
import { functionOf, programs } from './programs.ts';

const backends: readonly Backend[] = [
  { name: 'javascript', compile: (graph) => straightLine(graph, Number.POSITIVE_INFINITY)! },
  wasmBackend({ fma: false }),
  ...(hasFusedMultiplyAdd() ? [{ ...wasmBackend({ fma: true }), name: 'wasm, fused' }] : []),
];

/** How far `found` is from `wanted`, over 1 + the greatest entry; 0 where both are the same NaN or infinity. */
function distance(found: Tensor, wanted: Tensor): number {
  expect(found.shape).toEqual(wanted.shape);
  let most = 0;
  let size = 1;
  wanted.data.forEach((w, i) => {
    const f = found.data[i]!;
    const d = Object.is(f, w) || f === w ? 0 : Math.abs(f - w);
    if (!(d <= most)) most = d;
    if (Number.isFinite(w)) size = Math.max(size, Math.abs(w));
  });
  return most / size;
}

/** All back ends answer what the interpreter answers, twice in a row. */
function expectAgreement(graph: Graph, inputs: readonly Tensor[], tolerance: number): void {
  const wanted = interpret(check(graph), inputs);
  const passed = check(gatherParts(unitSeeds(graph)));
  interpret(passed, inputs).forEach((t, k) => expect(distance(t, wanted[k]!)).toBeLessThanOrEqual(tolerance));
  const plan = checkPlan(planOf(graph));
  checkLayout(plan, layoutOf(plan, 64));
  for (const backend of backends) {
    const run = backend.compile(graph);
    for (let call = 0; call < 2; call++) {
      const found = run(inputs);
      wanted.forEach((w, k) => {
        const d = distance(found[k]!, w);
        if (!(d <= tolerance)) {
          throw new Error(
            `${backend.name} is off by ${d}: ${[...found[k]!.data].slice(0, 8)}, not ${[...w.data].slice(0, 8)}`,
          );
        }
      });
    }
  }
}

const inputsOf = (graph: Graph): readonly Tensor[] => inputShapes(graph).map((s, i) => waves(s, i));

/** Long enough for loops of several vectors, with an odd end. */
const enlarged = ({ shape, data }: Tensor): Tensor =>
  shape.length === 1
    ? { shape: [29], data: Float64Array.from({ length: 29 }, (_, i) => data[i % data.length]!) }
    : { shape, data };

describe('each op of the table', () => {
  it.each(samples.map((s) => [`${s.op.key} of ${s.x.map((t) => `[${t.shape}]`).join(' ')}`, s] as const))(
    '%s is the same in all back ends',
    (_, { op, x }) => {
      const graph = graphOf(
        x.map((t) => t.shape),
        ($, xs) => [$(op, ...xs)],
      );
      expectAgreement(graph, x, 1e-13);
      if (op.structure.kind !== 'entry' || x.some((t) => t.shape.length === 0 || !sameShape(t.shape, x[0]!.shape)))
        return;
      const long = x.map(enlarged);
      const wide = graphOf(
        long.map((t) => t.shape),
        ($, xs) => [$(op, ...xs)],
      );
      expectAgreement(wide, long, 1e-13);
    },
  );
});

const runs = Number(process.env['NABLA_FUZZ'] ?? 150);

describe('a random program', () => {
  it(
    'has the same value in all back ends',
    () => {
      fc.assert(
        fc.property(programs(10), ([shapes, program]) => {
          const graph = functionOf(shapes, program);
          expectAgreement(graph, inputsOf(graph), 1e-11);
        }),
        { numRuns: runs },
      );
    },
    20_000 + 200 * runs,
  );

  it(
    'has the same gradient and the same product with its Hessian in all back ends',
    () => {
      fc.assert(
        fc.property(programs(7), ([shapes, program]) => {
          const inner = functionOf(shapes, program);
          const f = graphOf(inputShapes(inner), ($, xs) => {
            const y = replay($, inner, xs)[inner.outputs[0]!]!;
            return [$(sum($.shape(y).map((_, i) => i)), y)];
          });
          if (f.nodes.some((n) => sizeOf(n.shape) > 4000)) return;
          const gradient = gradientGraph(f, 2);
          expectAgreement(gradient, inputsOf(f), 1e-10);
          expectAgreement(
            hessianVectorGraph(f, 2),
            [...inputsOf(f), ...outputShapes(gradient).map((s) => waves(s, 5))],
            1e-9,
          );
        }),
        { numRuns: runs },
      );
    },
    20_000 + 200 * runs,
  );
});
