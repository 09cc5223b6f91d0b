import { Fault } from '../base/fault.ts';
import { checkInterrupt } from '../base/interrupt.ts';
import type { Apart } from '../base/note.ts';
import { prng } from '../base/prng.ts';
import { entryCount, opOf } from '../graph/builder.ts';
import type { Graph, GraphNode, OpNode } from '../graph/graph.ts';
import type { Op } from '../ops/op.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { sameData } from './backend.ts';
import { type Certain, certain } from './certain.ts';
import {
  type Decisions,
  decisionsOf,
  held,
  isTied,
  outputsWith,
  retaken,
  swayed,
  type Taken,
  takenBy,
} from './decisions.ts';
import { type Doubled, interpretDoubled } from './doubled.ts';
import { jitter, jitterDoubled, type Move, moves } from './jitter.ts';

/** Where an output loses digits: how many of its entries, and the largest relative error that was estimated. */
export interface Loss {
  readonly output: number;
  readonly entries: number;
  readonly worst: number;
  /** Where all of them are 0: how far the true ones may be from there. */
  readonly within?: number;
  readonly apart: Apart;
}

/** Outputs in which what had lost digits was computed again with twice as many, and what is still lost. */
export interface Assured {
  readonly outputs: readonly Tensor[];
  readonly losses: readonly Loss[];
  /** Where rounding may have decided a comparison, or another step, on which the outputs hang. */
  readonly undecided: readonly OpNode[];
}

/** Errors up to this are ordinary rounding and are not mentioned. */
const TOLERATED = 5e-13;
/** Graphs with more entries than this are not estimated: it takes a few more runs. */
export const MOST_ESTIMATED = 500_000;
/** Graphs with more entries than this are not computed again with twice the digits, which takes some fifty times as long. */
const MOST_DOUBLED = 50_000;
/** Runs in which every result moves to a side of its own; in one more all move up. */
const SAMPLES = 4;

/**
 * Estimates how far rounding can have moved the outputs, and computes the entries that it moved too far with twice the
 * digits.
 *
 * The estimate runs the graph a few times again with every rounded intermediate result moved by a few units in its last place, and
 * looks how far the outputs move. Each moves by a size of its own: moves of one size would undo each other where two roundings
 * meet. Results that are exact, such as sums and products of small integers, are not moved. The same is asked of what has
 * twice the digits.
 *
 * Source: Parker, Monte Carlo arithmetic (UCLA CSD-970002, 1997); Vignes, Discrete stochastic arithmetic (2004).
 */
export function assureDigits(
  graph: Graph,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  known?: readonly Tensor[],
): Assured {
  const samples = known && matrixWork(graph, known) > LITTLE_WORK ? 1 : SAMPLES;
  const entries = entryCount(graph);
  if (entries > MOST_ESTIMATED) return { outputs, losses: [], undecided: [] };
  const values = known ?? valuesOf(graph, inputs);
  const decisions = decisionsOf(graph, values);
  const random = prng(1);
  const moved = spreadOf(outputs, random, samples, (move) => movedRun(graph, values, decisions, move));
  const doubts = outputs.map((y, k) => entriesOf(y).filter((i) => doubtful(y.data[i]!, moved[k]![i]!)));
  const open = swayed(decisions);
  const isFinite = outputs.every(({ data }) => data.every(Number.isFinite));
  if (open.length === 0 && isFinite && doubts.every((d) => d.length === 0))
    return { outputs, losses: [], undecided: [] };
  const mattering = (nodes: readonly OpNode[]): readonly OpNode[] =>
    nodes.length === 0 ? nodes : ofConsequence(graph, inputs, outputs, moved, decisions, nodes);
  if (entries > MOST_DOUBLED) {
    const losses = lost(outputs, doubts, (k, i) => moved[k]![i]!);
    return { outputs, losses, undecided: mattering(open) };
  }

  const first = doubledRun(graph, inputs, decisions, open, random);
  // What twice the digits do not decide stays as it was.
  const unsettled = first.undecided;
  const run =
    unsettled.length === 0
      ? first
      : doubledRun(
          graph,
          inputs,
          decisions,
          open.filter((node) => !unsettled.includes(node)),
          random,
        );
  const best = outputs.map(({ shape, data }) => ({ shape, data: Float64Array.from(data) }));
  const distances = moved.map((far) => Float64Array.from(far));
  const anew = run.others.size > 0;
  outputs.forEach((y, k) => {
    // Where something was decided otherwise every entry may be another.
    for (const i of anew ? entriesOf(y) : doubts[k]!) {
      const [value, far] = [run.values[k]!.data[i]!, run.moved[k]![i]!];
      const reach = Math.max(moved[k]![i]!, anew ? Math.abs(value - y.data[i]!) : 0);
      // Where twice the digits tell less, the plain value stays.
      if (!Number.isFinite(value) || !Number.isFinite(far) || far > reach) continue;
      best[k]!.data[i] = isError(value, far) ? 0 : value;
      distances[k]![i] = far;
    }
  });
  const steps = new Map([...run.settled].map(([node, { taken }]) => [node, taken]));
  const asked = best.map((y, k) => entriesOf(y).filter((i) => !isSettled(y.data[i]!, distances[k]![i]!)));
  certain(graph, inputs, steps, asked, random, isFound).forEach((found, k) => {
    for (const [i, { value, distance }] of found) {
      const isBetter = Number.isFinite(best[k]!.data[i]!) ? distance <= distances[k]![i]! : Number.isFinite(distance);
      // What is beyond the range of doubles stays as it is.
      if (!isBetter || !Number.isFinite(value)) continue;
      best[k]!.data[i] = isError(value, distance) ? 0 : value;
      distances[k]![i] = distance;
    }
  });
  const guards = guardsOf(graph);
  // Another branch would have to be recorded.
  const strayed = [...run.others.keys()].filter((node) => guards.has(node));
  return {
    outputs: best,
    losses: lost(best, outputs.map(entriesOf), (k, i) => distances[k]![i]!),
    undecided: [...mattering(unsettled), ...strayed],
  };
}

/** Functions of matrices that take more operations than this are tried less often for a value, which is expected at once. */
const LITTLE_WORK = 1e5;

/** Operations of the functions of matrices in a graph that moved runs compute again. */
const matrixWork = ({ nodes }: Graph, values: readonly Tensor[]): number =>
  nodes.reduce((sum, node) => {
    if (node.kind !== 'op' || node.args.every((a) => nodes[a]!.kind === 'constant')) return sum;
    const { structure } = opOf(node);
    return structure.kind === 'whole' ? sum + structure.work(...node.args.map((a) => values[a]!.shape)) : sum;
  }, 0);

const guardsOf = (graph: Graph): ReadonlySet<GraphNode> => new Set(graph.guards.map(({ ref }) => graph.nodes[ref]!));

/** The values of all nodes. */
function valuesOf(graph: Graph, inputs: readonly Tensor[]): readonly Tensor[] {
  const values: Tensor[] = [];
  for (const node of graph.nodes) {
    checkInterrupt();
    if (node.kind === 'input') values.push(inputs[node.index]!);
    else if (node.kind === 'constant') values.push(node.value);
    else values.push(opOf(node).compute(...node.args.map((a) => values[a]!)));
  }
  return values;
}

/** The outputs where every rounded result is moved; what no move reaches is not computed again. */
function movedRun(graph: Graph, values: readonly Tensor[], decisions: Decisions, move: Move): readonly Tensor[] {
  const moved = values.slice();
  graph.nodes.forEach((node, ref) => {
    if (node.kind !== 'op') return;
    checkInterrupt();
    const op = opOf(node);
    const args = node.args.map((a) => moved[a]!);
    const isStill = node.args.every((a) => moved[a] === values[a]);
    if (isStill && !op.jvp) return;
    const value = isStill ? values[ref]! : op.compute(...args);
    const at = (by: Op): Tensor => (by === op ? value : by.compute(...args));
    moved[ref] = held(decisions, node, at) ?? jitter(op, args, value, move);
  });
  return graph.outputs.map((ref) => moved[ref]!);
}

/** A run in twice the digits. */
interface DoubledRun {
  readonly values: readonly Tensor[];
  /** How far each entry still moves. */
  readonly moved: readonly Float64Array[];
  /** What was decided otherwise than in doubles. */
  readonly others: ReadonlyMap<OpNode, Taken>;
  readonly settled: Decisions;
  /** Where its own rounding may have decided. */
  readonly undecided: readonly OpNode[];
}

/** Runs a graph in twice the digits, which decide at the nodes that are `open`. */
function doubledRun(
  graph: Graph,
  inputs: readonly Tensor[],
  decisions: Decisions,
  open: readonly OpNode[],
  random: () => number,
): DoubledRun {
  const retakenAt = new Map<OpNode, Taken>();
  const others = new Map<OpNode, Taken>();
  const exact = interpretDoubled(
    graph,
    inputs,
    (node, at) => {
      const { taken } = decisions.get(node)!;
      // Others may hang on one that is decided otherwise.
      if (others.size === 0 && !open.includes(node)) return taken;
      const now = takenBy(decisions, node, at);
      retakenAt.set(node, now);
      if (!sameData(now.taken.data, taken.data)) others.set(node, now);
      return now.taken;
    },
    (_node, _op, _args, value) => value,
  );
  const values = exact.map(numbersOf);
  const settled = retaken(decisions, retakenAt);
  const moved = spreadOf(values, random, SAMPLES, (move) =>
    interpretDoubled(
      graph,
      inputs,
      (node, at) => (retakenAt.has(node) ? held(settled, node, at) : settled.get(node)!.taken),
      (_node, op, args, value, uncertainty) => jitterDoubled(op, args, value, uncertainty, move),
    ).map(numbersOf),
  );
  return { values, moved, others, settled, undecided: swayed(settled) };
}

/** Those of the nodes that rounding may have decided on which the outputs hang, beyond what rounding moves them by, and no tie is noted. */
function ofConsequence(
  graph: Graph,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  moved: readonly Float64Array[],
  decisions: Decisions,
  nodes: readonly OpNode[],
): readonly OpNode[] {
  const guards = guardsOf(graph);
  return nodes.filter((node) => {
    if (isTied(graph, decisions, node)) return false;
    if (guards.has(node)) return true;
    const others = outputsWith(graph, inputs, decisions, node);
    return outputs.some(({ data }, k) =>
      data.some((v, i) => {
        const distance = Math.abs(others[k]!.data[i]! - v);
        return distance > 4 * moved[k]![i]! && distance > TOLERATED * Math.abs(v);
      }),
    );
  });
}

const entriesOf = (x: Tensor): number[] => Array.from(x.data.keys());

const numbersOf = ({ hi, lo }: Doubled): Tensor =>
  lo ? { shape: hi.shape, data: hi.data.map((v, i) => v + lo[i]!) } : hi;

/** How far each entry moves in a few runs; as far as can be where a moved matrix turns singular. */
function spreadOf(
  outputs: readonly Tensor[],
  random: () => number,
  samples: number,
  run: (move: Move) => readonly Tensor[],
): readonly Float64Array[] {
  const moved = outputs.map((y) => new Float64Array(y.data.length));
  try {
    for (let s = 0; s <= samples; s++) {
      run(moves(random, s === samples)).forEach((y, k) => {
        const most = moved[k]!;
        y.data.forEach((v, i) => {
          const distance = Math.abs(v - outputs[k]!.data[i]!);
          most[i] = Number.isNaN(distance) ? Number.POSITIVE_INFINITY : Math.max(most[i]!, distance);
        });
      });
    }
  } catch (error) {
    if (!(error instanceof Fault) || error.data.code === 'interrupted') throw error;
    for (const most of moved) most.fill(Number.POSITIVE_INFINITY);
  }
  return moved;
}

/** Less than this is nothing: an entry of 0 may have underflowed. */
const NOTHING = 1e-300;

const doubtful = (v: number, moved: number): boolean =>
  Number.isFinite(v) && (v === 0 ? moved > NOTHING : relative(v, moved) > TOLERATED);

const isSettled = (v: number, moved: number): boolean => Number.isFinite(v) && !doubtful(v, moved);

const isFound = ({ value, distance }: Certain): boolean => isSettled(isError(value, distance) ? 0 : value, distance);

/** The deviation relative to the entry; 1 where that says nothing. */
function relative(v: number, moved: number): number {
  const error = v === 0 ? (moved > NOTHING ? 1 : 0) : moved / Math.abs(v);
  return Number.isFinite(error) ? error : 1;
}

/** Whether an entry is nothing but error: it is 0 then, which tells how far the true one may be from there. */
const isError = (v: number, moved: number): boolean => Math.abs(v) <= 4 * moved;

function lost(
  values: readonly { readonly data: Float64Array }[],
  doubts: readonly (readonly number[])[],
  distance: (output: number, i: number) => number,
): readonly Loss[] {
  return doubts.flatMap((those, output) => {
    const { data } = values[output]!;
    const found = those.filter((i) => doubtful(data[i]!, distance(output, i)));
    if (found.length === 0) return [];
    const most = (of: (i: number) => number): number => found.reduce((m, i) => Math.max(m, of(i)), 0);
    const worst = most((i) => relative(data[i]!, distance(output, i)));
    const within = most((i) => distance(output, i));
    const apart = {
      part: most((i) => (data[i] === 0 ? 0 : relative(data[i]!, distance(output, i)))),
      zeros: most((i) => (data[i] === 0 ? distance(output, i) : 0)),
    };
    return [{ output, entries: found.length, worst, apart, ...(found.every((i) => data[i] === 0) ? { within } : {}) }];
  });
}
