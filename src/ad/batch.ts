import type { Marks } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { broadcastTo } from '../ops/core.ts';
import type { Apply, Op } from '../ops/op.ts';
import { push } from './forward.ts';
import { pull } from './reverse.ts';

/** A value that may carry a leading axis, over which every op is mapped. */
export interface Batched<V> {
  readonly v: V;
  readonly batched: boolean;
}

/** An interpreter that does to `size` values at once, along a leading axis, what `$` does to one. */
export function batching<V>($: Apply<V> & Partial<Marks<V>>, size: number): Apply<Batched<V>> & Marks<Batched<V>> {
  const apply = (op: Op, ...args: Batched<V>[]): Batched<V> => {
    const vs = args.map((a) => a.v);
    const flags = args.map((a) => a.batched);
    return flags.includes(true)
      ? { v: op.batch($, { batched: flags, size }, ...vs), batched: true }
      : { v: $(op, ...vs), batched: false };
  };
  return Object.assign(apply, {
    constant: (value: Parameters<typeof $.constant>[0]) => ({ v: $.constant(value), batched: false }),
    shape: ({ v, batched }: Batched<V>) => (batched ? $.shape(v).slice(1) : $.shape(v)),
    mark: (...args: Parameters<Marks<V>['mark']>) => $.mark?.(...args),
    guard: (test: Batched<V>, value: Parameters<Marks<V>['guard']>[1]) => {
      if (!test.batched) $.guard?.(test.v, value);
    },
  });
}

/** The value with its leading axis of extent `size`, repeated if it had none. */
export const spreadBatch = <V>($: Apply<V>, { v, batched }: Batched<V>, size: number): V =>
  batched ? v : $(broadcastTo([size, ...$.shape(v)]), v);

type Interpreter<V> = Apply<V> & Partial<Marks<V>>;

const single = <V>(xs: readonly V[]): readonly Batched<V>[] => xs.map((v) => ({ v, batched: false }));

/** Tangents of all outputs, [count, ...output], along directions [count, ...input] of the inputs `by`; undefined: zero. */
export function tangents<V>(
  $: Interpreter<V>,
  graph: Graph,
  xs: readonly V[],
  by: readonly number[],
  directions: readonly V[],
  count: number,
): readonly (V | undefined)[] {
  const dxs = xs.map((_, i) => {
    const k = by.indexOf(i);
    return k < 0 ? undefined : { v: directions[k]!, batched: true };
  });
  const { dys } = push(batching($, count), graph, single(xs), dxs);
  return dys.map((dy) => dy && spreadBatch($, dy, count));
}

/** Adjoints of the inputs `by`, [count, ...input], for cotangents [count, ...output] of the outputs; undefined: zero. */
export function adjoints<V>(
  $: Interpreter<V>,
  graph: Graph,
  xs: readonly V[],
  by: readonly number[],
  cotangents: readonly V[],
  count: number,
): readonly (V | undefined)[] {
  const seeds = cotangents.map((v) => ({ v, batched: true }));
  const { cts } = pull(batching($, count), graph, single(xs), seeds, by);
  return cts.map((ct) => ct && spreadBatch($, ct, count));
}
