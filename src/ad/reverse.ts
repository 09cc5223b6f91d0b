import { opOf, type Marks, replay } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { add } from '../ops/core.ts';
import type { Apply } from '../ops/op.ts';
import { dependents, kinkMatters } from './depends.ts';

/** Values of a graph's outputs and the adjoints of the inputs `by`; an undefined adjoint is zero. */
export interface Pulled<V> {
  readonly ys: readonly V[];
  readonly cts: readonly (V | undefined)[];
  /** The adjoints of all nodes that the inputs `by` reach: what `:tape` shows. */
  readonly adjoints: readonly (V | undefined)[];
}

/**
 * Reverse mode: replays the graph, then walks the tape backwards and sums adjoints over each node's uses by the ops' vjp
 * rules. `seeds` has one cotangent per output, of its shape; undefined is zero.
 *
 * Source: Griewank & Walther, Evaluating Derivatives, 2nd ed., section 3.2.
 */
export function pull<V>(
  $: Apply<V> & Partial<Marks<V>>,
  graph: Graph,
  xs: readonly V[],
  seeds: readonly (V | undefined)[],
  by: readonly number[],
): Pulled<V> {
  const values = replay($, graph, xs, kinkMatters(graph, by));
  const active = dependents(graph, by);
  const adjoints: (V | undefined)[] = Array.from({ length: graph.nodes.length });
  const accumulate = (ref: number, ct: V | undefined): void => {
    if (ct === undefined) return;
    const sofar = adjoints[ref];
    adjoints[ref] = sofar === undefined ? ct : $(add, sofar, ct);
  };
  graph.outputs.forEach((ref, i) => accumulate(ref, seeds[i]));
  for (let ref = graph.nodes.length - 1; ref >= 0; ref--) {
    const node = graph.nodes[ref]!;
    const ct = adjoints[ref];
    if (ct === undefined || !active[ref] || node.kind !== 'op') continue;
    const op = opOf(node);
    if (!op.vjp) continue;
    $.mark?.(node.origin, false);
    const wants = node.args.map((a) => active[a]!);
    const cts = op.vjp($, ct, wants, ...node.args.map((a) => values[a]!), values[ref]!);
    node.args.forEach((a, i) => {
      if (wants[i]) accumulate(a, cts[i]);
    });
  }
  $.mark?.(undefined, false);
  return {
    ys: graph.outputs.map((r) => values[r]!),
    cts: by.map((i) => adjoints[graph.inputs[i]!]),
    adjoints,
  };
}
