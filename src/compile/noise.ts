import type { Graph } from '../graph/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type Doubled, interpretDoubled } from './doubled.ts';
import { interpret } from './interpreter.ts';
import { jitter, jitterDoubled, type Move } from './jitter.ts';

/**
 * Computes a graph in twice the digits with every rounded result moved as far as it may be off: by how much the outputs of several
 * runs differ is what is not known of them. What decides is decided by twice the digits, and not moved.
 */
export const interpretNoisy = (graph: Graph, inputs: readonly Doubled[], move: Move): readonly Doubled[] =>
  interpretDoubled(
    graph,
    inputs,
    () => undefined,
    (_node, op, args, value, uncertainty) => (op.jvp ? jitterDoubled(op, args, value, uncertainty, move) : value),
  );

/** The same in doubles. Throws where it is another branch that holds. */
export const interpretMoved = (graph: Graph, inputs: readonly Tensor[], move: Move): readonly Tensor[] =>
  interpret(graph, inputs, (_node, op, args, value) => (op.jvp ? jitter(op, args, value, move) : value));
