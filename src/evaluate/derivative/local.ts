import { assureDigits } from '../../compile/precision.ts';
import { evaluateGraph, type Watch } from '../../compile/evaluate.ts';
import { opOf, replay } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import { type Numeric, present, type Recorded, Traced } from '../../graph/trace.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { told } from '../digits.ts';
import type { Evaluator } from '../evaluator.ts';
import { namedValue, type Subject } from './derivative.ts';

/** A function recorded at a point: its value, and in order what it is differentiated by. */
export interface Local extends Pick<Subject, 'output' | 'by'> {
  readonly graph: Graph;
  /** The point: the values of `by`, then what the function read besides. */
  readonly inputs: readonly Numeric[];
}

/** A function at a point. */
export interface AtPoint {
  readonly name: string;
  /** What it is differentiated by, in order, with the values there. */
  readonly by: readonly { readonly name: string; readonly value: Numeric }[];
  /** The value for other values of `by`. */
  readonly body: (xs: readonly Numeric[]) => Numeric;
}

/** Records a function at a point. */
export function localise(evaluator: Evaluator, { name, by, body }: AtPoint): Local {
  const values = by.map((b) => b.value);
  const { graph, captured }: Recorded = evaluator.$.record(values, (xs) => [body(xs)]);
  const shape = (ref: Ref | undefined): Shape => graph.nodes[ref!]!.shape;
  return {
    graph,
    output: namedValue(name, shape(graph.outputs[0])),
    by: by.map((b, i) => ({ name: b.name, shape: shape(graph.inputs[i]) })),
    inputs: [...values, ...captured],
  };
}

export const inputIndices = (local: Local): readonly number[] => local.by.map((_, i) => i);

/** Whether some values are being recorded. */
export const isRecorded = (values: readonly Numeric[]): boolean => values.some((x) => x instanceof Traced);

/** Runs a graph at plain or recorded values; notes kinks, where NaN began, and loss of precision. */
export function run(evaluator: Evaluator, graph: Graph, inputs: readonly Numeric[]): readonly Numeric[] {
  if (isRecorded(inputs)) {
    const values = replay(evaluator.$, graph, inputs);
    return graph.outputs.map((ref) => values[ref]!);
  }
  const plain = inputs.map(present);
  const outputs = evaluateGraph(evaluator.runtime, graph, plain, watchOf(evaluator));
  return told(evaluator, assureDigits(graph, plain, outputs));
}

/** Gathers notes of an evaluation: kinks, where NaN and infinity began, a back end that is not used. */
export const watchOf = ({ notes }: Evaluator): Watch => ({
  op: (node, args, value) =>
    notes.observe({ op: opOf(node), args, value, origin: node.origin, differentiated: node.differentiated === true }),
  off: (reason) =>
    notes.add({ code: 'backend/off', message: `WebAssembly is not used (${reason}): this took longer than it might` }),
});
