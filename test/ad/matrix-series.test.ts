import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cotangentGraph, tangentGraph } from '../../src/ad/products.ts';
import { taylor } from '../../src/ad/taylor.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { graphOf, inputShapes } from '../../src/graph/builder.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { expm, sqrtm } from '../../src/ops/matrix/matrix-function.ts';
import { type Shape, sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { regular, waves } from '../ops/table.ts';
import { tensorsOf } from '../arrays.ts';
import { answerOf, nested, valueOf } from '../session/engine-fixture.ts';
import { contracted, differences, distance, inner } from './numeric.ts';

const references = JSON.parse(readFileSync(new URL('matrix-series.json', import.meta.url), 'utf8')) as {
  operand: string;
  coefficients: string[][][];
}[];

describe('Taylor coefficients of matrix functions to order 12', () => {
  it.each(references.map((r) => [r.operand, r] as const))('of %s', async (_, { operand, coefficients }) => {
    const answer = await answerOf(`:taylor ${operand} order=12`);
    const found = nested(tensorsOf(answer).parts[0]!) as number[][][];
    coefficients.forEach((matrix, k) => {
      matrix.forEach((row, i) => {
        row.forEach((text, j) => {
          const wanted = Number(text);
          const error = Math.abs(found[k]![i]![j]! - wanted);
          expect(error, `t^${k} [${i + 1},${j + 1}]: ${found[k]![i]![j]} instead of ${text}`).toBeLessThanOrEqual(
            1e-12 * Math.abs(wanted) + 1e-29,
          );
        });
      });
    });
    expect(answer).toMatchObject({ ok: true, notes: [] });
  });

  it('are those that partial derivatives and nested ones have', async () => {
    const { operand, coefficients } = references[0]!;
    const wanted = Number(coefficients[12]![0]![1]) * 479001600;
    const by = (n: number): string => Array(n).fill('x').join(',');
    expect(await valueOf(`:partial ${operand.replace(' at', '[1,2] at')} wrt=${by(12)}`)).toBeCloseTo(wanted, 12);
    const nested = 'f(x) = expm([x, 1; 0, 2])[1, 2]';
    const fourth = Number(coefficients[4]![0]![1]) * 24;
    expect(await valueOf(nested, 'jac(jac(jac(jac(f))))(1)')).toBeCloseTo(fourth, 13);
    expect(await valueOf(nested, 'hess(hess(f))(1)')).toBeCloseTo(fourth, 13);
    expect(await valueOf('f(x, y) = expm([x, y; y^2, 2])[1, 2]', ':partial f(1, 2) wrt=x,y,x,y,x,y')).toBeCloseTo(
      (await valueOf('f(x, y) = expm([x, y; y^2, 2])[1, 2]', ':partial f(1, 2) wrt=y,y,y,x,x,x')) as number,
      7,
    );
  });
});

const graphOfOp = (op: typeof expm, shape: Shape): Graph => graphOf([shape], ($, [x]) => [$(op, x!)]);
const count = (graph: Graph): number => graph.nodes.filter(({ kind }) => kind === 'op').length;
const functionsIn = (graph: Graph): number =>
  graph.nodes.filter((node) => node.kind === 'op' && node.op.endsWith('OfPolynomial')).length;
const largest = (graph: Graph): number => Math.max(...graph.nodes.map(({ shape }) => sizeOf(shape)));

describe.each([
  ['expm', expm],
  ['sqrtm', sqrtm],
])('derivatives of %s of high order', (_, op) => {
  it('take one more op in a Taylor polynomial, whose size is that of the answer', () => {
    const series = (order: number): Graph =>
      graphOf([[3, 3]], ($, [x]) => {
        const along = $.constant(waves([3, 3]));
        return taylor($, graphOfOp(op, [3, 3]), [x!], [along], order).map((c) => c!);
      });
    for (const order of [1, 2, 12, 24]) {
      expect(functionsIn(series(order))).toBe(1);
      expect(largest(series(order))).toBe(9 * (order + 1));
    }
    expect(count(series(24)) - count(series(12))).toBeLessThanOrEqual(2 * (count(series(12)) - count(series(6))));
  });

  it.each([[[3, 3]], [[2, 2, 2]]])('are adjoint forward and in reverse, of second order too: %j', (shape) => {
    const second = tangentGraph(graphOfOp(op, shape), 1);
    const [x, dx, ct] = [regular(shape), waves(shape, 0.3), waves(shape, 1.1)];
    const [along, other] = [waves(shape, 2), waves(shape, 0.9)];
    const [dy] = interpret(second, [x, dx]);
    const [back] = interpret(cotangentGraph(graphOfOp(op, shape), 1), [x, ct]);
    expect(inner(ct, dy!)).toBeCloseTo(inner(back!, dx), 11);
    const [bend] = interpret(tangentGraph(second, 2), [x, dx, along, other]);
    const cts = interpret(cotangentGraph(second, 2), [x, dx, ct]);
    expect(inner(ct, bend!)).toBeCloseTo(inner(cts[0]!, along) + inner(cts[1]!, other), 11);
  });

  it('are those of differences at second order', () => {
    const shape = [3, 3];
    const [x, dx] = [regular(shape), waves(shape, 0.3)];
    const first = ([at]: readonly Tensor[]): Tensor => interpret(tangentGraph(graphOfOp(op, shape), 1), [at!, dx])[0]!;
    const second = tangentGraph(tangentGraph(graphOfOp(op, shape), 1), 1);
    expect(inputShapes(second)).toHaveLength(3);
    const [found] = interpret(second, [x, dx, dx]);
    const wanted = contracted(differences(first, [x], 0), shape, dx);
    expect(distance(found!, wanted)).toBeLessThan(1e-8);
  });
});

it('a root whose matrix stays singular has derivatives along what keeps it so', async () => {
  // sqrt(x) = 2 + (x - 4)/4 - (x - 4)^2/64
  expect(await valueOf(':taylor sqrtm([x, 0; 0, 0]) at x=4 order=2')).toEqual([
    [
      [2, 0],
      [0, 0],
    ],
    [
      [0.25, 0],
      [0, 0],
    ],
    [
      [-1 / 64, 0],
      [0, 0],
    ],
  ]);
});

it('coefficients of any size are right, for powers of t bear any scale', () => {
  const tiny = tensor([2, 2], [0, 1e-40, 0, 0]);
  const shift = tensor([2, 2], [1, 0, 0, 0]);
  const graph = graphOf([[2, 2]], ($, [x]) =>
    taylor($, graphOfOp(expm, [2, 2]), [x!], [$.constant(tiny)], 1).map((c) => c!),
  );
  const [, slope] = interpret(graph, [shift]);
  expect(slope!.data[1]! / (1e-40 * (Math.E - 1))).toBeCloseTo(1, 14);
});
