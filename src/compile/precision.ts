import type { Apart } from '../base/note.ts';
import { prng } from '../base/prng.ts';
import { entryCount, opOf } from '../graph/builder.ts';
import type { Graph, GraphNode, OpNode } from '../graph/graph.ts';
import { sizeOf, type Tensor } from '../tensor/tensor.ts';
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
import { jitterDoubled, together } from './jitter.ts';
import { movedBeside, movedRun, spreadOf, valuesOf } from './moved-run.ts';

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
  /** The computation was too large for an estimate: nothing is known of lost digits. */
  readonly unestimated?: boolean;
}

const silent = (outputs: readonly Tensor[]): Assured => ({ outputs, losses: [], undecided: [] });

/** Errors up to this are ordinary rounding and are not mentioned. */
const TOLERATED = 5e-13;
/** Graphs with more entries than this are run compiled, and moved less often: what an array loses, many of its entries show. */
export const MOST_INTERPRETED = 500_000;
/** Of graphs with more entries than this not all values are kept, and a single run is moved. */
const MOST_KEPT = 4_000_000;
/** Graphs with more entries than this, or more operations on matrices, are not estimated: it would take minutes. */
const MOST_ESTIMATED = 200_000_000;
const MOST_WORK = 2e11;
/** Graphs with more entries than this are not computed again with twice the digits, which takes some fifty times as long. */
const MOST_DOUBLED = 1_000_000;
const MOST_DOUBLED_WORK = 1e8;
/** Of graphs with more entries than this, one result may have so many that are equal that their roundings add up. */
const FEW_EQUAL = 50_000;
/** Above this many entries, twice the digits are moved less often. */
const FEW_DOUBLED = 50_000;
/** Runs in which every result moves to a side of its own; in one more all move up. */
const SAMPLES = 4;
const FEW_SAMPLES = 1;

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
  const entries = entryCount(graph);
  const work = matrixWork(graph);
  if (entries > MOST_ESTIMATED || work > MOST_WORK) return { ...silent(outputs), unestimated: true };
  if (entries > MOST_KEPT && !known) {
    const random = prng(1);
    const moved = movedBeside(graph, inputs, () => together(random));
    return { ...silent(outputs), losses: lost(outputs, outputs.map(entriesOf), (k, i) => moved[k]![i]!) };
  }
  const samples = entries > MOST_INTERPRETED || (known && work > LITTLE_WORK) ? FEW_SAMPLES : SAMPLES;
  const values = known ?? valuesOf(graph, inputs);
  const decisions = decisionsOf(graph, values);
  const random = prng(1);
  const moved = spreadOf(outputs, random, samples, (move, up) =>
    movedRun(graph, values, decisions, () => (entries > FEW_EQUAL && !up ? together(random) : move)),
  );
  const doubts = outputs.map((y, k) => entriesOf(y).filter((i) => doubtful(y.data[i]!, moved[k]![i]!)));
  const open = swayed(decisions);
  const isFinite = outputs.every(({ data }) => data.every(Number.isFinite));
  if (open.length === 0 && isFinite && doubts.every((d) => d.length === 0))
    return { outputs, losses: [], undecided: [] };
  const mattering = (nodes: readonly OpNode[]): readonly OpNode[] =>
    nodes.length === 0 ? nodes : ofConsequence(graph, inputs, outputs, moved, decisions, nodes);
  if (entries > MOST_DOUBLED || work > MOST_DOUBLED_WORK) {
    const losses = lost(outputs, doubts, (k, i) => moved[k]![i]!);
    return { outputs, losses, undecided: mattering(open) };
  }

  const again = entries > FEW_DOUBLED ? FEW_SAMPLES : SAMPLES;
  const first = doubledRun(graph, inputs, decisions, open, random, again);
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
          again,
        );
  const best = outputs.map(({ shape, data }) => ({ shape, data: Float64Array.from(data) }));
  const distances = moved.map((far) => Float64Array.from(far));
  const take = (k: number, i: number, value: number, far: number): void => {
    best[k]!.data[i] = isError(value, far) ? 0 : value;
    distances[k]![i] = far;
  };
  const anew = run.others.size > 0;
  outputs.forEach((y, k) => {
    // Where something was decided otherwise every entry may be another.
    for (const i of anew ? entriesOf(y) : doubts[k]!) {
      const [value, far] = [run.values[k]!.data[i]!, run.moved[k]![i]!];
      const reach = Math.max(moved[k]![i]!, anew ? Math.abs(value - y.data[i]!) : 0);
      // Where twice the digits tell less, the plain value stays.
      if (Number.isFinite(value) && Number.isFinite(far) && !(far > reach)) take(k, i, value, far);
    }
  });
  const steps = new Map([...run.settled].map(([node, { taken }]) => [node, taken]));
  const asked = best.map((y, k) => entriesOf(y).filter((i) => !isSettled(y.data[i]!, distances[k]![i]!)));
  certain(graph, inputs, steps, asked, random, isFound).forEach((found, k) => {
    for (const [i, { value, distance }] of found) {
      const isNearer = Number.isFinite(best[k]!.data[i]!) ? distance <= distances[k]![i]! : Number.isFinite(distance);
      // Noise may be far below a value that is known.
      const isBetter = isNearer || (value !== 0 && isSettled(value, distance));
      // What is beyond the range of doubles stays as it is.
      if (isBetter && Number.isFinite(value)) take(k, i, value, distance);
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

/** Operations of the products and functions of matrices in a graph that moved runs compute again. */
export const matrixWork = ({ nodes }: Graph): number =>
  nodes.reduce((sum, node) => {
    if (node.kind !== 'op' || node.args.every((a) => nodes[a]!.kind === 'constant')) return sum;
    const { structure } = opOf(node);
    const shapes = node.args.map((a) => nodes[a]!.shape);
    if (structure.kind === 'product') return sum + 2 * sizeOf(node.shape) * shapes[0]!.at(-1)!;
    return structure.kind === 'whole' ? sum + structure.work(...shapes) : sum;
  }, 0);

const guardsOf = (graph: Graph): ReadonlySet<GraphNode> => new Set(graph.guards.map(({ ref }) => graph.nodes[ref]!));

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
  samples: number,
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
  const moved = spreadOf(values, random, samples, (move) =>
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

/** Less than this is nothing: an entry of 0 may have underflowed. */
const NOTHING = 2 ** -1022;

const doubtful = (v: number, moved: number): boolean =>
  Number.isFinite(v) && (v === 0 ? moved > NOTHING : relative(v, moved) > TOLERATED);

const isSettled = (v: number, moved: number): boolean => Number.isFinite(v) && !doubtful(v, moved);

const isFound = ({ value, distance }: Certain): boolean => isSettled(isError(value, distance) ? 0 : value, distance);

/** The deviation relative to the entry; 1 where that says nothing. */
function relative(v: number, moved: number): number {
  const error = v === 0 ? (moved > NOTHING ? 1 : 0) : moved / Math.abs(v);
  return Number.isFinite(error) ? error : 1;
}

/** Whether an entry is nothing but error: it is 0 then, which tells how far the true one may be from there. Below the normal numbers it stays. */
const isError = (v: number, moved: number): boolean => moved > NOTHING && Math.abs(v) <= 4 * moved;

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
