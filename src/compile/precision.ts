import { Fault } from '../base/fault.ts';
import { prng } from '../base/prng.ts';
import type { Graph, GraphNode } from '../graph/graph.ts';
import { opOf } from '../graph/builder.ts';
import type { Op } from '../ops/op.ts';
import { productError, twoSum } from '../tensor/double-double.ts';
import { sizeOf, type Tensor } from '../tensor/tensor.ts';
import { interpret } from './interpreter.ts';

/** Where an output loses digits: how many of its entries, and the largest relative error that was estimated. */
export interface Loss {
  readonly output: number;
  readonly entries: number;
  readonly worst: number;
}

/** Errors up to this are ordinary rounding and are not mentioned. */
const TOLERATED = 5e-13;
/** Graphs with more entries than this are not estimated: it takes a few more runs. */
const MOST_ENTRIES = 500_000;
const SAMPLES = 4;

/**
 * Estimates how far rounding can have moved the outputs: runs the graph again with every rounded intermediate result
 * moved by a random part of a unit in its last place, and looks how far the outputs move. Results that are exact, such as
 * sums and products of small integers, are not moved.
 *
 * Source: Parker, Monte Carlo arithmetic (UCLA CSD-970002, 1997); Vignes, Discrete stochastic arithmetic (2004).
 */
export function losses(graph: Graph, inputs: readonly Tensor[], outputs: readonly Tensor[]): readonly Loss[] {
  let entries = 0;
  for (const node of graph.nodes) entries += sizeOf(node.shape);
  if (entries > MOST_ENTRIES) return [];
  const kept = new Map<GraphNode, Tensor>();
  interpret(graph, inputs, (node, op, _args, value) => {
    if (isStep(op)) kept.set(node, value);
    return value;
  });
  const random = prng(1);
  const moved = outputs.map((y) => new Float64Array(y.data.length));
  try {
    for (let s = 0; s < SAMPLES; s++) {
      const ys = interpret(graph, inputs, (node, op, args, value) => kept.get(node) ?? jitter(op, args, value, random));
      ys.forEach((y, k) => {
        const deviation = moved[k]!;
        y.data.forEach((v, i) => {
          deviation[i] = Math.max(deviation[i]!, Math.abs(v - outputs[k]!.data[i]!));
        });
      });
    }
  } catch (error) {
    // A matrix can turn singular when it is moved; then nothing can be said.
    if (error instanceof Fault && error.data.code !== 'interrupted') return [];
    throw error;
  }
  return outputs.flatMap((y, output) => {
    let count = 0;
    let worst = 0;
    y.data.forEach((v, i) => {
      const error = relative(v, moved[output]![i]!);
      if (!(error > TOLERATED)) return;
      count++;
      worst = Math.max(worst, error);
    });
    return count > 0 ? [{ output, entries: count, worst }] : [];
  });
}

/** Piecewise constant: it must take the same step in every run. */
const isStep = (op: Op): boolean => op.jvp === undefined;

/** The deviation relative to the entry, absolute at 0; at most 1. A margin of 2 makes up for the few samples. */
function relative(v: number, deviation: number): number {
  if (!Number.isFinite(v) || Number.isNaN(deviation)) return 0;
  return Math.min(1, (2 * deviation) / (v === 0 ? 1 : Math.abs(v)));
}

const HALF_ULP = 2 ** -53;

function jitter(op: Op, args: readonly Tensor[], value: Tensor, random: () => number): Tensor {
  if (op.exact) return value;
  const exact = exactness(op, args, value);
  const size = op.kind === 'elementwise' && op.name !== 'div' && op.name !== 'sqrt' ? 2 * HALF_ULP : HALF_ULP;
  const data = value.data.map((v, i) => (exact(i) ? v : v * (1 + size * (2 * random() - 1))));
  return { shape: value.shape, data };
}

/** Tells for each entry whether the op computed it without rounding. */
function exactness(op: Op, args: readonly Tensor[], value: Tensor): (i: number) => boolean {
  const [a, b] = args;
  if (b && a && (op.name === 'add' || op.name === 'sub' || op.name === 'mul') && sameSize(a, b, value)) {
    const at = (x: Tensor, i: number): number => (x.data.length === 1 ? x.data[0]! : x.data[i]!);
    if (op.name === 'mul') return (i) => !Number.isFinite(value.data[i]) || productError(at(a, i), at(b, i), value.data[i]!) === 0;
    const sign = op.name === 'add' ? 1 : -1;
    return (i) => twoSum(at(a, i), sign * at(b, i)).lo === 0;
  }
  const whole = args.every((x) => x.data.every(Number.isInteger));
  return whole ? (i) => Number.isSafeInteger(value.data[i]) : () => false;
}

const sameSize = (a: Tensor, b: Tensor, y: Tensor): boolean =>
  [a, b].every((x) => x.data.length === 1 || x.data.length === y.data.length);

/** Whether anything in the graph rounds at all. */
export const rounds = (graph: Graph): boolean => graph.nodes.some((n) => n.kind === 'op' && !opOf(n).exact);
