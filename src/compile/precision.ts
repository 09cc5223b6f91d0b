import { Fault } from '../base/fault.ts';
import type { Apart } from '../base/note.ts';
import { prng } from '../base/prng.ts';
import { entryCount } from '../graph/builder.ts';
import type { Graph, OpNode } from '../graph/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { sameData } from './backend.ts';
import { type Certain, certain } from './certain.ts';
import { corrected, type Decisions, decisionsOf, held, isTied, outputsWith, swayed } from './decisions.ts';
import { type Decide, type Doubled, interpretDoubled } from './doubled.ts';
import { interpret } from './interpreter.ts';
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
export function assureDigits(graph: Graph, inputs: readonly Tensor[], outputs: readonly Tensor[]): Assured {
  const entries = entryCount(graph);
  if (entries > MOST_ESTIMATED) return { outputs, losses: [], undecided: [] };
  const decisions = decisionsOf(graph, inputs);
  const random = prng(1);
  const moved = spreadOf(outputs, random, (move) =>
    interpret(graph, inputs, (node, op, args, value) => held(decisions, node, value) ?? jitter(op, args, value, move)),
  );
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

  // What rounding may have decided is decided by twice the digits.
  const others = new Map<OpNode, Tensor>();
  const decide: Decide = (node, value) => {
    const decision = decisions.get(node)!;
    // Others may hang on one that is decided otherwise.
    if (others.size === 0 && !open.includes(node)) return decision.taken;
    const now = value();
    if (!sameData(now.data, decision.taken.data)) others.set(node, now);
    return now;
  };
  const exact = interpretDoubled(graph, inputs, decide, (_node, _op, _args, value) => value);
  const better = exact.map(numbersOf);
  const settled = corrected(decisions, others);
  const movedStill = spreadOf(better, random, (move) =>
    interpretDoubled(
      graph,
      inputs,
      (node, value) => (open.includes(node) ? held(settled, node, value()) : settled.get(node)!.taken),
      (_node, op, args, value, uncertainty) => jitterDoubled(op, args, value, uncertainty, move),
    ).map(numbersOf),
  );
  const best = outputs.map(({ shape, data }) => ({ shape, data: Float64Array.from(data) }));
  const distances = moved.map((far) => Float64Array.from(far));
  outputs.forEach((y, k) => {
    // Where something was decided otherwise every entry may be another.
    for (const i of others.size > 0 ? entriesOf(y) : doubts[k]!) {
      const [value, far] = [better[k]!.data[i]!, movedStill[k]![i]!];
      const reach = Math.max(moved[k]![i]!, others.size > 0 ? Math.abs(value - y.data[i]!) : 0);
      // Where twice the digits tell less, the plain value stays.
      if (!Number.isFinite(value) || !Number.isFinite(far) || far > reach) continue;
      best[k]!.data[i] = isError(value, far) ? 0 : value;
      distances[k]![i] = far;
    }
  });
  const steps = new Map([...settled].map(([node, { taken }]) => [node, taken]));
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
  const guards = new Set(graph.guards.map(({ ref }) => graph.nodes[ref]!));
  const undecided = [
    ...mattering(swayed(settled)),
    // Another branch would have to be recorded.
    ...[...others.keys()].filter((node) => guards.has(node) && !settled.get(node)!.swayed),
  ];
  return { outputs: best, losses: lost(best, outputs.map(entriesOf), (k, i) => distances[k]![i]!), undecided };
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
  const guards = new Set(graph.guards.map(({ ref }) => graph.nodes[ref]!));
  return nodes.filter((node) => {
    if (isTied(graph, decisions, node)) return false;
    if (guards.has(node)) return true;
    const others = outputsWith(graph, inputs, decisions, new Set([node]));
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
  run: (move: Move) => readonly Tensor[],
): readonly Float64Array[] {
  const moved = outputs.map((y) => new Float64Array(y.data.length));
  try {
    for (let s = 0; s <= SAMPLES; s++) {
      run(moves(random, s === SAMPLES)).forEach((y, k) => {
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
