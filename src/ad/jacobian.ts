import { builder, inputShapes, type Marks, outputShapes } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { reshape } from '../ops/core.ts';
import { slice, transpose } from '../ops/array/moves.ts';
import type { Apply } from '../ops/op.ts';
import { checkedShape } from '../tensor/limits.ts';
import { full, type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import { batching, spreadBatch } from './batch.ts';
import { push } from './forward.ts';
import { pull } from './reverse.ts';

export type Mode = 'forward' | 'reverse';

/** The cheaper mode: sweeps cost the inputs' entries forward, the outputs' entries in reverse. */
export function cheaperMode(graph: Graph, by: readonly number[]): Mode {
  const [y] = outputShapes(graph) as [Shape];
  const n = by.reduce((sum, i) => sum + sizeOf(inputShapes(graph)[i]!), 0);
  return n <= sizeOf(y) ? 'forward' : 'reverse';
}

/**
 * The Jacobian of a graph's first output by each of the inputs `by`, of shapes [...output, ...input]: all directions are
 * carried through the graph at once, behind a leading axis.
 */
export function jacobianOf<V>(
  $: Apply<V> & Partial<Marks<V>>,
  graph: Graph,
  xs: readonly V[],
  by: readonly number[],
  mode: Mode,
): readonly V[] {
  const inputs = by.map((i) => inputShapes(graph)[i]!);
  const [output] = outputShapes(graph) as [Shape];
  const zeros = (s: Shape): V => $.constant(full([...output, ...s], 0));
  if (mode === 'reverse') {
    const m = sizeOf(output);
    const $m = batching($, m);
    const seed = { v: $.constant(identityRows(m, 0, m, output)), batched: true };
    const { cts } = pull(
      $m,
      graph,
      xs.map((v) => ({ v, batched: false })),
      [seed],
      by,
    );
    return cts.map((ct, k) => {
      const s = inputs[k]!;
      return ct === undefined ? zeros(s) : $(reshape([...output, ...s]), spreadBatch($, ct, m));
    });
  }
  const n = inputs.reduce((sum, s) => sum + sizeOf(s), 0);
  const $n = batching($, n);
  let start = 0;
  const dxs: ({ v: V; batched: boolean } | undefined)[] = xs.map(() => undefined);
  by.forEach((i, k) => {
    dxs[i] = { v: $.constant(identityRows(n, start, sizeOf(inputs[k]!), inputs[k]!)), batched: true };
    start += sizeOf(inputs[k]!);
  });
  const { dys } = push(
    $n,
    graph,
    xs.map((v) => ({ v, batched: false })),
    dxs,
  );
  const dy = dys[0];
  if (dy === undefined) return inputs.map(zeros);
  const rank = output.length;
  const last = $(transpose([...output.map((_, i) => i + 1), 0]), spreadBatch($, dy, n));
  start = 0;
  return inputs.map((s) => {
    const count = sizeOf(s);
    start += count;
    return $(reshape([...output, ...s]), $(slice(rank, start - count, count), last));
  });
}

/** Rows of an identity matrix: `n` seeds of the given shape, of which seeds start..start+size-1 are its basis. */
function identityRows(n: number, start: number, size: number, shape: Shape): Tensor {
  checkedShape([n, ...shape]);
  const data = new Float64Array(n * size);
  for (let i = 0; i < size; i++) data[(start + i) * size + i] = 1;
  return { shape: [n, ...shape], data };
}

/** A graph with the same inputs that answers {@link jacobianOf}, one output per input of `by`. */
export function jacobian(graph: Graph, by: readonly number[], mode: Mode = cheaperMode(graph, by)): Graph {
  const $ = builder();
  const xs = inputShapes(graph).map((s) => $.input(s));
  return $.finish(jacobianOf($, graph, xs, by, mode));
}
