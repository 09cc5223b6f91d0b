import { opOf, type Marks, replay } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import type { Apply } from '../ops/op.ts';
import { kinkMatters } from './depends.ts';

/** Values and tangents of a graph's outputs; an undefined tangent is zero because nothing depends on the inputs. */
export interface Pushed<V> {
  readonly ys: readonly V[];
  readonly dys: readonly (V | undefined)[];
}

/**
 * Forward mode: carries duals (x, dx) through the graph by each op's jvp rule. `dxs` has one tangent per input, of its
 * shape; undefined is zero.
 *
 * Source: Griewank & Walther, Evaluating Derivatives, 2nd ed., section 3.1.
 */
export function push<V>(
  $: Apply<V> & Partial<Marks<V>>,
  graph: Graph,
  xs: readonly V[],
  dxs: readonly (V | undefined)[],
): Pushed<V> {
  const by = dxs.flatMap((dx, i) => (dx === undefined ? [] : [i]));
  const values = replay($, graph, xs, kinkMatters(graph, by));
  const tangents: (V | undefined)[] = [];
  graph.nodes.forEach((node, ref) => {
    if (node.kind === 'input') tangents.push(dxs[node.index]);
    else if (node.kind === 'constant') tangents.push(undefined);
    else {
      const dargs = node.args.map((a) => tangents[a]);
      const op = opOf(node);
      if (!op.jvp || dargs.every((d) => d === undefined)) tangents.push(undefined);
      else {
        $.mark?.(node.origin, false);
        tangents.push(op.jvp($, dargs, ...node.args.map((a) => values[a]!), values[ref]!));
      }
    }
  });
  $.mark?.(undefined, false);
  return { ys: graph.outputs.map((r) => values[r]!), dys: graph.outputs.map((r) => tangents[r]) };
}
