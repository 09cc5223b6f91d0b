import { invariant } from '../base/invariant.ts';
import { sameShape } from '../tensor/tensor.ts';
import { opOf } from './builder.ts';
import type { Graph } from './graph.ts';
import { asked } from './live.ts';

/** Holds a graph to its grammar: arguments before uses, shapes as the ops' rules say, inputs and outputs in range. */
export function check(graph: Graph): Graph {
  graph.nodes.forEach((node, ref) => {
    if (node.kind !== 'op') return;
    for (const a of node.args) invariant(a >= 0 && a < ref, `node ${ref} uses ${a} before it is there`);
    const shape = opOf(node).shape(...node.args.map((a) => graph.nodes[a]!.shape));
    invariant(sameShape(shape, node.shape), `node ${ref} (${node.key}) says shape [${node.shape}], its op [${shape}]`);
  });
  graph.inputs.forEach((ref, index) => {
    const node = graph.nodes[ref];
    invariant(node?.kind === 'input' && node.index === index, `input ${index} is not an input node`);
  });
  for (const ref of asked(graph)) {
    invariant(ref >= 0 && ref < graph.nodes.length, `output ${ref} is not a node`);
  }
  return graph;
}
