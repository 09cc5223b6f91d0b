import { entryCount, opOf } from '../graph/builder.ts';
import type { Graph, OpNode, Ref } from '../graph/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { compiledGraph } from './compile.ts';
import { interpret, type Observer } from './interpreter.ts';
import { MOST_INTERPRETED } from './precision.ts';
import type { Runtime } from './runtime.ts';

/** What is told of an evaluation. */
export interface Watch {
  /** An op, its operands and its value. */
  op(node: OpNode, args: readonly Tensor[], value: Tensor): void;
  /** A back end is not used, because of the reason. */
  off(reason: string): void;
}

/**
 * Computes a graph once, at the point at which it was recorded, and shows `watch` what notes are made of. Small graphs are
 * interpreted, op by op. Large ones are compiled, and only what lies at kinks is looked at, unless an output is not finite.
 */
export function evaluateGraph(
  runtime: Runtime,
  graph: Graph,
  inputs: readonly Tensor[],
  watch: Watch,
): readonly Tensor[] {
  const { backend, ran } = runtime;
  const observer: Observer = (node, _op, args, value) => {
    watch.op(node, args, value);
    return value;
  };
  const isSmall = entryCount(graph) <= MOST_INTERPRETED;
  if (backend === 'interpreter' || (backend === 'auto' && isSmall)) {
    ran.add('interpreter');
    return interpret(graph, inputs, observer);
  }
  const kinked = graph.nodes.flatMap((node) =>
    node.kind === 'op' && node.differentiated && opOf(node).kinks ? [node] : [],
  );
  const seen = [...new Set(kinked.flatMap((node) => node.args))];
  const count = graph.outputs.length;
  const compiled = compiledGraph({ ...graph, outputs: [...graph.outputs, ...seen], guards: [] }, runtime);
  ran.add(compiled.backend);
  if (compiled.off) watch.off(compiled.off);
  const values = compiled.run(inputs);
  const isFinite = values.slice(0, count).every(({ data }) => data.every(Number.isFinite));
  if (!isFinite) return interpret(graph, inputs, observer);
  const at = new Map<Ref, Tensor>(seen.map((ref, i) => [ref, values[count + i]!]));
  for (const node of kinked) {
    const args = node.args.map((ref) => at.get(ref)!);
    // Its own value is finite or leaves no trace: nothing is to be said of it.
    watch.op(node, args, args[0]!);
  }
  return values.slice(0, count).map(({ shape, data }) => ({ shape, data: data.slice() }));
}
