import { jacobian, type Mode } from '../../ad/jacobian.ts';
import { assured, type Loss } from '../../compile/precision.ts';
import { evaluateGraph, type Watch } from '../../compile/evaluate.ts';
import { opOf, replay } from '../../graph/builder.ts';
import type { Graph } from '../../graph/graph.ts';
import { type Numeric, present, type Recorded, Traced } from '../../graph/trace.ts';
import { reshape } from '../../ops/core.ts';
import { concat } from '../../ops/array/moves.ts';
import { where } from '../../ops/scalar/choice.ts';
import { type Shape, sizeOf } from '../../tensor/tensor.ts';
import type { Evaluator } from '../evaluator.ts';
import { withStructuralZeros } from './structural.ts';

/** A function recorded at a point: `by` are the names of what it is differentiated by, in order. */
export interface Local {
  readonly graph: Graph;
  readonly by: readonly string[];
  /** The point: the values of `by`, then what the function read besides. */
  readonly inputs: readonly Numeric[];
}

/** Records `body` at the given values. */
export function localise(
  evaluator: Evaluator,
  by: readonly { readonly name: string; readonly value: Numeric }[],
  body: (xs: readonly Numeric[]) => Numeric,
): Local {
  const values = by.map((b) => b.value);
  const { graph, captured }: Recorded = evaluator.$.record(values, (xs) => [body(xs)]);
  return { graph, by: by.map((b) => b.name), inputs: [...values, ...captured] };
}

/** The shapes of the point and of the value. */
export const shapesOf = ({ graph, by }: Local): { readonly inputs: readonly Shape[]; readonly output: Shape } => ({
  inputs: by.map((_, i) => graph.nodes[graph.inputs[i]!]!.shape),
  output: graph.nodes[graph.outputs[0]!]!.shape,
});

export const inputIndices = (local: Local): readonly number[] => local.by.map((_, i) => i);

/** Runs a graph at plain or recorded values; notes kinks, where NaN began, and loss of precision. */
export function run(evaluator: Evaluator, graph: Graph, inputs: readonly Numeric[]): readonly Numeric[] {
  if (inputs.some((x) => x instanceof Traced)) {
    const values = replay(evaluator.$, graph, inputs);
    return graph.outputs.map((ref) => values[ref]!);
  }
  const plain = inputs.map(present);
  const outputs = evaluateGraph(evaluator.runtime, graph, plain, watchOf(evaluator));
  const { outputs: better, losses } = assured(graph, plain, outputs);
  noteLosses(evaluator, losses);
  return better;
}

/** Gathers notes of an evaluation: kinks, where NaN and infinity began, a back end that is not used. */
export const watchOf = ({ notes }: Evaluator): Watch => ({
  op: (node, args, value) =>
    notes.observe({ op: opOf(node), args, value, origin: node.origin, differentiated: node.differentiated === true }),
  off: (reason) =>
    notes.add({ code: 'backend/off', message: `WebAssembly is not used (${reason}): this took longer than it might` }),
});

function noteLosses(evaluator: Evaluator, found: readonly Loss[]): void {
  if (found.length === 0) return;
  const worst = Math.max(...found.map((l) => l.worst));
  const entries = found.reduce((n, l) => n + l.entries, 0);
  const digits = Math.max(0, Math.floor(-Math.log10(worst)));
  evaluator.notes.add({
    code: 'precision/loss',
    message: `rounding leaves about ${digits} right digits (estimated relative error ${worst.toExponential(0)})`,
    entries,
  });
}

/** The derivative by each of `by`, of shapes [...output, ...input]. */
export function jacobianParts(evaluator: Evaluator, local: Local, mode?: Mode): readonly Numeric[] {
  const { graph, inputs } = local;
  const by = inputIndices(local);
  return inMode(local, mode, (m) => {
    const parts = run(evaluator, m ? jacobian(graph, by, m) : jacobian(graph, by), inputs);
    return withStructuralZeros(() => graph, by, inputs, parts);
  });
}

/**
 * What `derive` answers in the mode that was asked for; else in that of its own choice, or forward where that says more:
 * backwards, the branch that an entry did not take can leave 0 times NaN, while forward its tangents are not looked at.
 */
export function inMode(
  { graph }: Local,
  mode: Mode | undefined,
  derive: (mode: Mode | undefined) => readonly Numeric[],
): readonly Numeric[] {
  const parts = derive(mode);
  if (mode || !chooses(graph) || countNaN(parts) === 0) return parts;
  const forward = derive('forward');
  return countNaN(forward) < countNaN(parts) ? forward : parts;
}

/** Whether entries are chosen: backwards, those that were not taken leave 0 times what they are. */
export const chooses = (graph: Graph): boolean =>
  graph.nodes.some((node) => node.kind === 'op' && node.op === where.name);

const countNaN = (parts: readonly Numeric[]): number =>
  parts.reduce((n, p) => n + present(p).data.filter(Number.isNaN).length, 0);

/** A derivative as one array, or as one part per argument where arguments are of different kinds. */
export type Assembled =
  { readonly kind: 'one'; readonly value: Numeric } | { readonly kind: 'parts'; readonly values: readonly Numeric[] };

/** Numerator layout of a first derivative: output axes, then input axes; a scalar by a vector is a row. */
export function assemble(
  evaluator: Evaluator,
  parts: readonly Numeric[],
  output: Shape,
  inputs: readonly Shape[],
): Assembled {
  const { $ } = evaluator;
  if (inputs.every((s) => s.length === 0)) {
    const k = inputs.length;
    const column = parts.map((p) => $(reshape([...output, 1]), p));
    const all = k === 1 ? column[0]! : $(concat(output.length), ...column);
    if (output.length === 0) return { kind: 'one', value: $(reshape(k === 1 ? [] : [1, k]), all) };
    return { kind: 'one', value: k === 1 && output.length > 1 ? $(reshape(output), all) : all };
  }
  const arranged = parts.map((p, i) => arrangePart(evaluator, p, output, inputs[i]!));
  return arranged.length === 1 ? { kind: 'one', value: arranged[0]! } : { kind: 'parts', values: arranged };
}

/** One argument's part in numerator layout. */
export function arrangePart({ $ }: Evaluator, part: Numeric, output: Shape, input: Shape): Numeric {
  if (output.length === 0 && input.length === 1) return $(reshape([1, ...input]), part);
  if (output.length === 1 && input.length === 0) return $(reshape([...output, 1]), part);
  return part;
}

/** Second derivatives: parts by pairs of arguments, of shapes [...output, ...input i, ...input j]. */
export function assembleSecond(
  evaluator: Evaluator,
  parts: readonly (readonly Numeric[])[],
  output: Shape,
  inputs: readonly Shape[],
): Assembled {
  const { $ } = evaluator;
  if (inputs.every((s) => s.length === 0)) {
    const k = inputs.length;
    if (k === 1 && output.length === 0) return { kind: 'one', value: parts[0]![0]! };
    const flat = parts.flat().map((p) => $(reshape([sizeOf(output), 1]), p));
    const all = flat.length === 1 ? flat[0]! : $(concat(1), ...flat);
    return { kind: 'one', value: $(reshape([...output, k, k]), all) };
  }
  if (inputs.length === 1) return { kind: 'one', value: parts[0]![0]! };
  return { kind: 'parts', values: parts.flat() };
}
