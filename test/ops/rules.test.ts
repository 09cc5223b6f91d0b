import { describe, expect, it } from 'vitest';
import { batching, type Batched } from '../../src/ad/batch.ts';
import { hessian } from '../../src/ad/hessian.ts';
import { jacobian } from '../../src/ad/jacobian.ts';
import { cotangentGraph, tangentGraph } from '../../src/ad/products.ts';
import { taylor } from '../../src/ad/taylor.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { graphOf, inputShapes, outputShapes } from '../../src/graph/builder.ts';
import { check } from '../../src/graph/check.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { literal } from '../../src/ops/core.ts';
import { sourcesOf, targetsOf } from '../../src/ops/positions.ts';
import { primitiveNames } from '../../src/ops/primitive.ts';
import '../../src/ops/functions.ts';
import { type Shape, sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { contracted, differences, distance, exchanged, inner, sumOf } from '../ad/numeric.ts';
import { eager } from '../../src/ops/apply.ts';
import { type Sample, samples, waves } from './table.ts';

/** Every primitive, held to its rules: the table of samples writes these tests. */

const graphOfSample = ({ op, x }: Sample): Graph =>
  check(
    graphOf(
      x.map((t) => t.shape),
      ($, xs) => [$(op, ...xs)],
    ),
  );

/** The operands that the op has a derivative by. */
const differentiated = ({ x, steering = [] }: Sample): number[] => [...x.keys()].filter((i) => !steering.includes(i));

const text = ({ op, x }: Sample): string => `${op.key}(${x.map((t) => `[${t.shape.join(',')}]`).join(', ')})`;

const named = (list: readonly Sample[]): [string, Sample][] => list.map((s) => [text(s), s]);

it('there is a sample of every primitive', () => {
  const sampled = new Set(samples.map(({ op }) => op.name));
  const missing = primitiveNames().filter((name) => !sampled.has(name));
  expect(missing, 'these have no sample in test/ops/table.ts, or no members where their family is said').toEqual([]);
});

describe.each(named(samples))('%s', (_, sample) => {
  const { op, x } = sample;
  const graph = graphOfSample(sample);
  const by = differentiated(sample);
  const shape = op.shape(...x.map((t) => t.shape));

  it('answers the shape that its rule says', () => {
    const y = op.compute(...x);
    expect(y.shape).toEqual(shape);
    expect(y.data.length).toBe(sizeOf(shape));
    expect(outputShapes(graph)).toEqual([shape]);
  });

  it('has both rules of derivatives, or neither', () => {
    expect(Boolean(op.vjp)).toBe(Boolean(op.jvp));
  });

  it('is of the algebra that it says', () => {
    expect(op.algebra === 'step').toBe(!op.jvp);
    const y = op.compute(...x);
    const scaled = (at: readonly number[]): Tensor =>
      op.compute(...x.map(({ shape, data }, i) => ({ shape, data: at.includes(i) ? data.map((v) => 2 * v) : data })));
    const twice = { shape: y.shape, data: y.data.map((v) => 2 * v) };
    if (op.algebra === 'linear') expect(distance(scaled([...x.keys()]), twice)).toBeLessThan(1e-14);
    if (op.algebra === 'bilinear') for (const i of x.keys()) expect(distance(scaled([i]), twice)).toBeLessThan(1e-14);
  });

  it('is built as it says', () => {
    const { structure } = op;
    const y = op.compute(...x);
    const entries = x.flatMap(({ data }) => Array.from(data));
    switch (structure.kind) {
      case 'alias':
        expect(y).toEqual(x[0]);
        break;
      case 'move':
      case 'join': {
        const sources = sourcesOf(
          op,
          x.map(({ shape }) => shape),
        );
        expect(Array.from(y.data)).toEqual(Array.from(sources, (from) => (from < 0 ? 0 : entries[from])));
        break;
      }
      case 'gather':
      case 'scatter': {
        const groups: number[][] = Array.from({ length: sizeOf(shape) }, () => []);
        targetsOf(structure, x[0]!.shape).forEach((to, from) => groups[to]!.push(entries[from]!));
        const largest = groups.map((group) => Math.max(...group.map(Math.abs)));
        if (structure.kind === 'scatter' || structure.by === 'total') {
          const sums = groups.map((group) => group.reduce((a, b) => a + b, 0));
          expect(distance(y, tensor(shape, sums))).toBeLessThan(1e-14);
        } else if (structure.by === 'greatest') {
          expect(Array.from(y.data)).toEqual(groups.map((group) => Math.max(...group)));
        } else y.data.forEach((v, i) => expect(largest[i]! / v).toBeGreaterThanOrEqual(1));
        break;
      }
      case 'entry':
        expect(op.value).toBeDefined();
        break;
      case 'whole':
        expect(structure.work(...x.map((t) => t.shape))).toBeGreaterThanOrEqual(0);
        break;
      case 'assembly':
      case 'scan':
      case 'product':
        break;
    }
  });

  it('forward and in reverse has the Jacobian that differences have', () => {
    const forward = interpret(check(jacobian(graph, by, 'forward')), x);
    const reverse = interpret(check(jacobian(graph, by, 'reverse')), x);
    by.forEach((i, k) => {
      expect(distance(forward[k]!, reverse[k]!)).toBeLessThan(1e-12);
      if (sample.held) return;
      const wanted = differences((at) => op.compute(...at), x, i);
      expect(distance(forward[k]!, wanted), `by operand ${i + 1}`).toBeLessThan(2e-8);
    });
  });

  it('has products that are adjoint', () => {
    // By an operand that only steers there is no derivative to hold: it stays where it is.
    const dx = x.map((t, i) =>
      by.includes(i)
        ? waves(t.shape, 2 + i)
        : tensor(
            t.shape,
            t.data.map(() => 0),
          ),
    );
    const ct = waves(shape, 5);
    const [dy] = interpret(check(tangentGraph(graph, x.length)), [...x, ...dx]);
    const cts = interpret(check(cotangentGraph(graph, x.length)), [...x, ct]);
    const pulled = by.reduce((s, i) => s + inner(cts[i]!, dx[i]!), 0);
    expect(Math.abs(inner(ct, dy!) - pulled)).toBeLessThan(1e-12 * (1 + Math.abs(pulled)));
  });

  it('has the second derivatives that differences of the first have, symmetric, either way', () => {
    const first = jacobian(graph, by, 'reverse');
    const [forward, reverse] = (['forward', 'reverse'] as const).map((mode) =>
      hessian(graph, by, mode).map((g) => interpret(check(g), x)),
    );
    by.forEach((_i, a) => {
      by.forEach((j, b) => {
        const second = forward![a]![b]!;
        expect(distance(second, reverse![a]![b]!)).toBeLessThan(1e-11);
        if (sample.held) return;
        const wanted = differences((at) => interpret(first, at)[a]!, x, j);
        expect(distance(second, wanted), `by operands ${a + 1} and ${b + 1}`).toBeLessThan(1e-7);
        expect(distance(second, exchanged(forward![b]![a]!, shape, x[j]!.shape))).toBeLessThan(1e-11);
      });
    });
  });

  it('has Taylor coefficients of which these are the first', () => {
    const vs = x.map((t, i) => (by.includes(i) ? waves(t.shape, 3 + i) : undefined));
    const series = check(
      graphOf(inputShapes(graph), ($, xs) => {
        const directions = vs.map((v) => v && $.constant(v));
        const zero = $.constant(tensor(shape, new Float64Array(sizeOf(shape))));
        return taylor($, graph, xs, directions, 2).map((c) => c ?? zero);
      }),
    );
    const [c0, c1, c2] = interpret(series, x) as [Tensor, Tensor, Tensor];
    expect(distance(c0, op.compute(...x))).toBeLessThan(1e-14);
    const first = interpret(jacobian(graph, by), x);
    const second = hessian(graph, by).map((g) => interpret(g, x));
    const along = by.map((i) => vs[i]!);
    const slope = sumOf(along.map((v, a) => contracted(first[a]!, shape, v)));
    expect(distance(c1, slope ?? c1)).toBeLessThan(1e-12);
    const bend = sumOf(along.flatMap((v, a) => along.map((w, b) => contracted(second[a]![b]!, shape, v, w))));
    expect(
      distance(
        c2,
        bend
          ? tensor(
              bend.shape,
              bend.data.map((c) => c / 2),
            )
          : c2,
      ),
    ).toBeLessThan(1e-11);
  });

  it('behind a leading axis of any of its operands does what a loop does', () => {
    const size = 2;
    for (let flags = 1; flags < 2 ** x.length; flags++) {
      const batched = x.map((_x, i) => (flags >> i) % 2 === 1);
      const rows = [0, 1].map((row) => x.map((t, i) => (batched[i] ? turned(t, row) : t)));
      const stacked = x.map((t, i) =>
        batched[i]
          ? joined(
              [size, ...t.shape],
              rows.map((r) => r[i]!),
            )
          : t,
      );
      const wanted = joined(
        [size, ...shape],
        rows.map((r) => op.compute(...r)),
      );
      expect(distance(op.batch(eager, { batched, size }, ...stacked), wanted), String(batched)).toBeLessThan(1e-13);
    }
  });

  it('behind two leading axes does what two loops do', () => {
    const [outer, deep] = [2, 3];
    const inside = batching(eager, outer);
    const both = batching(inside, deep);
    const operand = (t: Tensor, i: number): Batched<Batched<Tensor>> => {
      const last = i === x.length - 1;
      const count = last ? outer * deep : deep;
      const data = Array.from({ length: count }, (_, k) => Array.from(turned(t, k).data)).flat();
      return { v: { v: tensor([...(last ? [outer] : []), deep, ...t.shape], data), batched: last }, batched: true };
    };
    const answer = both(op, ...x.map(operand)).v.v;
    const wanted = Array.from({ length: outer * deep }, (_, k) =>
      Array.from(op.compute(...x.map((t, i) => turned(t, i === x.length - 1 ? k : k % deep))).data),
    );
    expect(distance(answer, tensor([outer, deep, ...shape], wanted.flat()))).toBeLessThan(1e-13);
  });

  it('computes the same where a copy of its graph arrives', () => {
    const copy = check(structuredClone(graph));
    expect(interpret(copy, x)).toEqual([op.compute(...x)]);
  });
});

const joined = (shape: Shape, parts: readonly Tensor[]): Tensor =>
  tensor(
    shape,
    parts.flatMap((t) => Array.from(t.data)),
  );

/** The entries in reverse order for odd `k`: other operands of which the op is as regular. */
const turned = (t: Tensor, k: number): Tensor => (k % 2 === 0 ? t : tensor(t.shape, t.data.toReversed()));

it('a literal is a constant of no axes', () => {
  expect(literal(eager, 3)).toEqual(tensor([], [3]));
});
