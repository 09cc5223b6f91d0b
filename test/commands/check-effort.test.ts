import { expect, test } from 'vitest';
import { differenceSlopes } from '../../commands/check/difference-slopes.ts';
import { effortFor, workOf } from '../../commands/check/effort.ts';
import { remainder } from '../../commands/check/remainder.ts';
import { samplesOf } from '../../commands/check/samples.ts';
import type { Nearby } from '../../src/derive/nearby.ts';
import { mul } from '../../src/ops/core.ts';
import { matmul } from '../../src/ops/matrix/matrix.ts';
import { graphOf } from '../../src/graph/builder.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';
import { answerOf } from '../session/engine-fixture.ts';

const squares = (n: number): Graph => graphOf([[n]], ($, [x]) => [$(mul, x!, x!)]);
const products = (n: number): Graph => graphOf([[n, n]], ($, [x]) => [$(matmul, x!, x!)]);

const vector = (...data: readonly number[]): Tensor => ({ shape: [data.length], data: Float64Array.from(data) });

/** Runs that differences and remainder take where a run is as long as one of the graph, of a cube that many numbers lie beside. */
function runsFor(graph: Graph, beside: number) {
  const effort = effortFor(graph);
  const runs = { doubled: 0, plain: 0 };
  const cube = ([x]: readonly Tensor[]): Tensor => vector(x!.data[0]! ** 3);
  const near: Nearby = {
    at: [vector(1.5, ...Array.from({ length: beside }, () => 2))],
    value: cube,
    along: cube,
    isDoubled: true,
    precisely: ([x]) => {
      runs.doubled++;
      return { hi: cube([x!.hi]) };
    },
    plainly: (args) => {
      runs.plain++;
      return cube(args);
    },
  };
  const exact = new Float64Array(beside + 1);
  exact[0] = 3 * 1.5 ** 2;
  const allowed = exact.map(() => 1e-9);
  const samples = samplesOf(near, 1, effort.isDoubled);
  const { scales } = differenceSlopes(near, 1, samples, exact, allowed, effort);
  remainder(samples, near.at, { shape: [1, exact.length], data: exact }, scales, allowed, effort);
  return runs;
}

test.each([
  ['entries', squares, 0],
  ['entries by many arguments', squares, 300],
  ['products', products, 0],
  ['products by many arguments', products, 300],
] as const)(
  'what a check of %s takes is bounded up to a size, and then grows like a single run',
  (_, graphFor, beside) => {
    for (let n = 64; n <= 2 ** 12; n *= 2) {
      const graph = graphFor(n);
      const { doubled, plain } = runsFor(graph, beside);
      // A run in doubles takes about 1/16 of one in twice the digits.
      const taken = (doubled + plain / 16) * workOf(graph);
      expect(taken).toBeLessThan(Math.max(1e7, 6 * workOf(graph)));
      expect(Math.min(doubled, plain)).toBe(0);
      expect(doubled + plain).toBeGreaterThan(20);
    }
  },
);

test('differences of large graphs are those of doubles, and it is said; a rule that is wrong is still found', async () => {
  const lines = ['A = ones(120, 120)', 'f(x) = sum((x*A)*A)/120^3'];
  const answer = await answerOf(...lines, ':check f(1)');
  if (!answer.ok || answer.result?.kind !== 'checks') throw new Error(JSON.stringify(answer));
  const { verdict, checks } = answer.result;
  expect(verdict).toBe('agree');
  expect(checks.find(({ name }) => name === 'differences')?.detail).toContain('of doubles');
  const wrong = await answerOf(...lines, ':check f(x) at x=1 against=1.00000001');
  expect(wrong).toMatchObject({ ok: true, result: { verdict: 'disagree' } });
});
