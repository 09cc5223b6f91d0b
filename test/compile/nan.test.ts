import { describe, expect, it } from 'vitest';
import { compileGraph } from '../../src/compile/compile.ts';
import { runtimeOf } from '../../src/compile/runtime.ts';
import { type Builder, graphOf } from '../../src/graph/builder.ts';
import type { Ref } from '../../src/graph/graph.ts';
import { functions } from '../../src/ops/functions.ts';
import { tensor } from '../../src/tensor/tensor.ts';
import { valueOf } from '../session/engine-fixture.ts';

const call = ($: Builder, name: string, ...x: Ref[]): Ref =>
  functions.get(name)!.call($ as never, ...(x as never[])) as Ref;

describe.each(['interpreter', 'javascript', 'wasm'] as const)('NaN by %s', (backend) => {
  const run = (name: string, ...vectors: readonly number[][]): number[] => {
    const inputs = vectors.map((v) => tensor([v.length], v));
    const graph = graphOf(
      inputs.map(({ shape }) => shape),
      ($, xs) => [call($, name, ...xs)],
    );
    return [...compileGraph(graph, runtimeOf({ backend })).run(inputs)[0]!.data];
  };
  /** Short ones are written out, long ones run in loops. */
  const vectors = [0, 1, 2, 40].flatMap((at) => [3, 5, 90].flatMap((n) => (at < n ? [[at, n] as const] : [])));

  it.each(['max', 'min', 'median', 'sum', 'prod', 'mean', 'std', 'mad', 'norm', 'logsumexp'])(
    'makes %s NaN wherever it stands',
    (name) => {
      for (const [at, n] of vectors) {
        const x = Array.from({ length: n }, (_, i) => (i === at ? NaN : (i * 7) % 11));
        expect([at, n, run(name, x)]).toEqual([at, n, [NaN]]);
      }
    },
  );

  it.each(['max', 'min'])('makes %s of two NaN, on either side', (name) => {
    expect(run(name, [NaN, 1, NaN, Infinity], [1, NaN, NaN, NaN])).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('comes last when sorted', () => {
    expect(run('sort', [3, NaN, 1, -Infinity, NaN, Infinity])).toEqual([-Infinity, 1, 3, Infinity, NaN, NaN]);
  });
});

describe('NaN in the derivative', () => {
  it.each(['max(x)', 'median(x)', 'quantile(x, 0.3)', 'mad(x)', 'max(x[1], x[2]) + x[3]'])(
    'of %s is NaN where the value is',
    async (f) => expect(((await valueOf(`:grad ${f} at x=[3, NaN, 1]`)) as number[][])[0]![1]).toBeNaN(),
  );

  it('of what sorts it last stays with its entry', async () => {
    expect(await valueOf(':grad sort(x)[1] at x=[3, NaN, 1]')).toEqual([[0, 0, 1]]);
    expect(await valueOf('sort([3, NaN, 1], "desc")')).toEqual([3, 1, NaN]);
  });

  it('of the most frequent numbers there are none', async () => {
    expect(await valueOf('mode([NaN, 1, 1])')).toEqual([NaN]);
  });
});
