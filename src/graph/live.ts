import type { Graph, Ref } from './graph.ts';

/** The operands of a node. */
const operandsOf = ({ nodes }: Graph, ref: Ref): readonly Ref[] => {
  const node = nodes[ref]!;
  return node.kind === 'op' ? node.args : [];
};

/** 1 for each of `roots` and for all that they are computed from, by what `argsOf` says that a node reads. */
export function live(graph: Graph, roots: readonly Ref[], argsOf = operandsOf): Uint8Array {
  const marks = new Uint8Array(graph.nodes.length);
  for (const ref of roots) marks[ref] = 1;
  for (let ref = marks.length - 1; ref >= 0; ref--) if (marks[ref]) for (const a of argsOf(graph, ref)) marks[a] = 1;
  return marks;
}

/** For each node the last node that reads it, so that values are let go as soon as nothing needs them; outputs never are. */
export function lastUses(graph: Graph): Int32Array {
  const last = new Int32Array(graph.nodes.length).fill(-1);
  graph.nodes.forEach((_, ref) => {
    for (const a of operandsOf(graph, ref)) last[a] = ref;
  });
  for (const ref of graph.outputs) last[ref] = graph.nodes.length;
  return last;
}

/** What a graph is asked for: its outputs and its guards. */
export const asked = ({ outputs, guards }: Graph): readonly Ref[] => [...outputs, ...guards.map((g) => g.ref)];
