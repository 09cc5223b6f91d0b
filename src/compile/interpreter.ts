import { invariant } from '../base/invariant.ts';
import { opOf } from '../graph/builder.ts';
import type { Graph, GraphNode, Ref } from '../graph/graph.ts';
import type { Op } from '../ops/op.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Backend } from './backend.ts';
import { checkInterrupt } from '../base/interrupt.ts';

/** Sees every op as it is computed, and may answer another value in its place. */
export type Observer = (node: GraphNode & { kind: 'op' }, op: Op, args: readonly Tensor[], value: Tensor) => Tensor;

/** A branch that the graph was traced through is not the one that these inputs take: trace again. */
export class GuardFailed extends Error {}

/** For each node the last node that reads it, so that values are let go as soon as nothing needs them. */
function lastUses(graph: Graph): Int32Array {
  const last = new Int32Array(graph.nodes.length).fill(-1);
  graph.nodes.forEach((node, ref) => {
    if (node.kind === 'op') for (const a of node.args) last[a] = ref;
  });
  for (const ref of graph.outputs) last[ref] = graph.nodes.length;
  return last;
}

/** Computes a graph node by node. */
export function interpret(graph: Graph, inputs: readonly Tensor[], observe?: Observer): readonly Tensor[] {
  return prepare(graph)(inputs, observe);
}

function prepare(graph: Graph): (inputs: readonly Tensor[], observe?: Observer) => readonly Tensor[] {
  const last = lastUses(graph);
  const ops = graph.nodes.map((node) => (node.kind === 'op' ? opOf(node) : undefined));
  const guards = new Map<Ref, Tensor>(graph.guards.map((g) => [g.ref, g.value]));
  return (inputs, observe) => {
    const values: (Tensor | undefined)[] = [];
    graph.nodes.forEach((node, ref) => {
      let value: Tensor;
      if (node.kind === 'input') value = inputs[node.index]!;
      else if (node.kind === 'constant') value = node.value;
      else {
        checkInterrupt();
        const op = ops[ref]!;
        const args = node.args.map((a) => values[a]!);
        value = op.compute(args);
        if (observe) value = observe(node, op, args, value);
        for (const a of node.args) if (last[a] === ref) values[a] = undefined;
      }
      const expected = guards.get(ref);
      if (expected && !observe && !sameData(expected, value)) throw new GuardFailed();
      values.push(value);
    });
    return graph.outputs.map((ref) => {
      const value = values[ref];
      invariant(value, 'an output is kept');
      return value;
    });
  };
}

/** A zero may have lost its sign where 0 was added to it: no branch is told by that. */
const sameData = (a: Tensor, b: Tensor): boolean => a.data.every((x, i) => x === b.data[i] || Object.is(x, b.data[i]));

/** The back end that runs anything, node by node. */
export const interpreter: Backend = {
  name: 'interpreter',
  compile: (graph) => {
    const run = prepare(graph);
    return (inputs) => run(inputs);
  },
};
