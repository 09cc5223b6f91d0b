import type { Graph } from './graph.ts';

/** For each node the last node that reads it, so that values are let go as soon as nothing needs them; outputs never are. */
export function lastUses(graph: Graph): Int32Array {
  const last = new Int32Array(graph.nodes.length).fill(-1);
  graph.nodes.forEach((node, ref) => {
    if (node.kind === 'op') for (const a of node.args) last[a] = ref;
  });
  for (const ref of graph.outputs) last[ref] = graph.nodes.length;
  return last;
}
