import { invariant } from '../base/invariant.ts';
import { opOf } from '../graph/builder.ts';
import type { Graph, OpNode, Ref } from '../graph/graph.ts';
import { lastUses } from '../graph/live.ts';
import type { Op } from '../ops/op.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type Backend, guardFailed, sameData } from './backend.ts';
import { checkInterrupt } from '../base/interrupt.ts';

/** Sees every op as it is computed, and may answer another value in its place. */
export type Observer = (node: OpNode, op: Op, args: readonly Tensor[], value: Tensor) => Tensor;

/** Computes a graph node by node. */
export function interpret(graph: Graph, inputs: readonly Tensor[], observe?: Observer): readonly Tensor[] {
  return prepare(graph)(inputs, observe);
}

/** One op of a graph made ready: what it reads, and what nothing reads after it. */
interface ReadyOp {
  readonly node: OpNode;
  readonly op: Op;
  readonly ref: Ref;
  readonly done: readonly Ref[];
  readonly expected: Tensor | undefined;
}

function prepare(graph: Graph): (inputs: readonly Tensor[], observe?: Observer) => readonly Tensor[] {
  const last = lastUses(graph);
  const guards = new Map<Ref, Tensor>(graph.guards.map((g) => [g.ref, g.value]));
  const steps: ReadyOp[] = [];
  const start: (Tensor | undefined)[] = Array.from({ length: graph.nodes.length });
  graph.nodes.forEach((node, ref) => {
    if (node.kind === 'constant') start[ref] = node.value;
    else if (node.kind === 'op') {
      const done = node.args.filter((a) => last[a] === ref);
      steps.push({ node, op: opOf(node), ref, done, expected: guards.get(ref) });
    }
  });
  const asked = graph.inputs.flatMap((ref) => (guards.has(ref) ? [{ ref, expected: guards.get(ref)! }] : []));
  return (inputs, observe) => {
    const values = start.slice();
    graph.inputs.forEach((ref, i) => {
      values[ref] = inputs[i];
    });
    if (!observe && asked.some(({ ref, expected }) => !sameData(expected.data, values[ref]!.data))) throw guardFailed;
    for (const { node, op, ref, done, expected } of steps) {
      checkInterrupt();
      const args = node.args.map((a) => values[a]!);
      const computed = op.compute(...args);
      const value = observe ? observe(node, op, args, computed) : computed;
      if (expected && !observe && !sameData(expected.data, value.data)) throw guardFailed;
      values[ref] = value;
      for (const a of done) values[a] = undefined;
    }
    return graph.outputs.map((ref) => {
      const value = values[ref];
      invariant(value, 'an output is kept');
      return value;
    });
  };
}

/** The back end that runs anything, node by node. */
export const interpreter: Backend = {
  name: 'interpreter',
  compile: (graph) => {
    const run = prepare(graph);
    return (inputs) => run(inputs);
  },
};
