import { opOf } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';

/** For each node, whether its value depends smoothly on one of the inputs `by`: whether a tangent can reach it. */
export function dependents(graph: Graph, by: readonly number[]): readonly boolean[] {
  const active: boolean[] = [];
  for (const node of graph.nodes) {
    if (node.kind === 'input') active.push(by.includes(node.index));
    else active.push(node.kind === 'op' && opOf(node).jvp !== undefined && node.args.some((a) => active[a]));
  }
  return active;
}

/** For each node, whether its value depends on one of the inputs `by` in any way, be it in steps only. */
export function reachedNodes(graph: Graph, by: readonly number[]): readonly boolean[] {
  const hit: boolean[] = [];
  for (const node of graph.nodes) {
    if (node.kind === 'input') hit.push(by.includes(node.index));
    else hit.push(node.kind === 'op' && node.args.some((a) => hit[a]));
  }
  return hit;
}

/** Nodes whose kinks matter to a derivative by `by`: they, or for tests their operands, depend on it. */
export function kinkMatters(graph: Graph, by: readonly number[]): (ref: number) => boolean {
  const active = dependents(graph, by);
  return (ref) => {
    const node = graph.nodes[ref]!;
    return node.kind === 'op' && node.args.some((a) => active[a]);
  };
}
