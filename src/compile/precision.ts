import { Fault } from '../base/fault.ts';
import { prng } from '../base/prng.ts';
import { entryCount } from '../graph/builder.ts';
import type { Graph, GraphNode } from '../graph/graph.ts';
import { exactness } from '../ops/exactness.ts';
import type { Op } from '../ops/op.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type Doubled, interpretDoubled } from './doubled.ts';
import { interpret } from './interpreter.ts';

/** Where an output loses digits: how many of its entries, and the largest relative error that was estimated. */
export interface Loss {
  readonly output: number;
  readonly entries: number;
  readonly worst: number;
  /** Where all of them are 0: how far the true ones may be from there. */
  readonly within?: number;
}

/** Outputs in which what had lost digits was computed again with twice as many, and what is still lost. */
export interface Assured {
  readonly outputs: readonly Tensor[];
  readonly losses: readonly Loss[];
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
  if (entries > MOST_ESTIMATED) return { outputs, losses: [] };
  const steps = stepsOf(graph, inputs);
  const random = prng(1);
  const moved = spreadOf(outputs, random, (move) =>
    interpret(graph, inputs, (node, op, args, value) => steps.get(node) ?? jitter(op, args, value, move)),
  );
  const doubts = outputs.map((y, k) => entriesOf(y).filter((i) => doubtful(y.data[i]!, moved[k]![i]!)));
  if (doubts.every((d) => d.length === 0)) return { outputs, losses: [] };
  if (entries > MOST_DOUBLED) return { outputs, losses: lost(outputs, doubts, (k, i) => moved[k]![i]!) };

  const exact = interpretDoubled(graph, inputs, steps, (_node, _op, _args, value) => value);
  const better = exact.map(numbersOf);
  const movedStill = spreadOf(better, random, (move) =>
    interpretDoubled(graph, inputs, steps, (_node, op, args, value, uncertainty) =>
      jitterDoubled(op, args, value, uncertainty, move),
    ).map(numbersOf),
  );
  const best = outputs.map(({ shape, data }) => ({ shape, data: Float64Array.from(data) }));
  const distances = moved.map((far) => Float64Array.from(far));
  doubts.forEach((those, k) => {
    for (const i of those) {
      // Where twice the digits tell less, the plain value stays.
      const [y, far] = [better[k]!.data[i]!, movedStill[k]![i]!];
      if (!Number.isFinite(y) || far > moved[k]![i]!) continue;
      best[k]!.data[i] = isError(y, far) ? 0 : y;
      distances[k]![i] = far;
    }
  });
  return { outputs: best, losses: lost(best, doubts, (k, i) => distances[k]![i]!) };
}

const entriesOf = (x: Tensor): number[] => Array.from(x.data.keys());

const numbersOf = ({ hi, lo }: Doubled): Tensor =>
  lo ? { shape: hi.shape, data: hi.data.map((v, i) => v + lo[i]!) } : hi;

/** The results of ops that are piecewise constant: they must take the same step in every run. */
function stepsOf(graph: Graph, inputs: readonly Tensor[]): ReadonlyMap<GraphNode, Tensor> {
  const steps = new Map<GraphNode, Tensor>();
  interpret(graph, inputs, (node, op, _args, value) => {
    if (op.jvp === undefined) steps.set(node, value);
    return value;
  });
  return steps;
}

/** How far a result is moved, the next random number: within (-1, 1), but not near 0. */
type Move = () => number;

/** A move has at least this size: one that leaves a result where it was shows nothing. */
const LEAST_MOVE = 1 / 8;

/** Moves to either side, or all up. */
const moves =
  (random: () => number, up: boolean): Move =>
  () => {
    const u = up ? random() : 2 * random() - 1;
    return u < 0 ? (1 - LEAST_MOVE) * u - LEAST_MOVE : (1 - LEAST_MOVE) * u + LEAST_MOVE;
  };

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
    const found = those.filter((i) => relative(data[i]!, distance(output, i)) > TOLERATED);
    if (found.length === 0) return [];
    const most = (of: (i: number) => number): number => found.reduce((m, i) => Math.max(m, of(i)), 0);
    const worst = most((i) => relative(data[i]!, distance(output, i)));
    const within = most((i) => distance(output, i));
    return [{ output, entries: found.length, worst, ...(found.every((i) => data[i] === 0) ? { within } : {}) }];
  });
}

/**
 * A result moves by up to this part of itself: four to eight units in its last place, where rounding took half a unit and functions
 * one or two, so that a few moves of different sizes make up for the few runs.
 */
const FARTHEST = 2 ** -50;

function jitter(op: Op, args: readonly Tensor[], value: Tensor, move: Move): Tensor {
  if (op.exact) return value;
  const exact = exactness(op, args, value);
  const vanishes = vanishing(op, args);
  const data = value.data.map((v, i) => {
    if (!inRange(v)) return beyondRange(v, args, vanishes, i, move);
    return exact(i) ? v : v + v * FARTHEST * move();
  });
  return { shape: value.shape, data };
}

/** What is known to an uncertainty moves by up to so many of it: this makes up for the few runs. */
const MARGIN = 2;

function jitterDoubled(
  op: Op,
  args: readonly Doubled[],
  value: Doubled,
  uncertainty: (i: number) => number,
  move: Move,
): Doubled {
  if (op.exact) return value;
  const his = args.map((a) => a.hi);
  const vanishes = vanishing(op, his);
  const plain = args.every((a) => !a.lo);
  const exact = plain ? exactness(op, his, value.hi) : () => false;
  const hi = value.hi.data.map((v, i) => (inRange(v) ? v : beyondRange(v, his, vanishes, i, move)));
  const lo = hi.map((v, i) => {
    const tail = value.lo?.[i] ?? 0;
    return !Number.isFinite(v) || exact(i) ? tail : tail + v * MARGIN * uncertainty(i) * move();
  });
  return { hi: { shape: value.hi.shape, data: hi }, lo };
}

const LEAST_NORMAL = 2 ** -1022;

/** Whether a result has all its digits: it is neither infinite nor below the normal numbers. */
const inRange = (v: number): boolean => Math.abs(v) >= LEAST_NORMAL && v - v === 0;

/** Whether the op can answer 0 for operands that are not, because the result is too small for a double. */
const vanishing = (op: Op, args: readonly Tensor[]): boolean =>
  op.algebra !== 'linear' &&
  op.structure.kind !== 'product' &&
  args.every((a) => a.data.every((x) => x !== 0 && Number.isFinite(x)));

/** What overflowed may be any large number, and what vanished any small one: it matters only if the outputs move. */
function beyondRange(v: number, args: readonly Tensor[], vanishes: boolean, i: number, move: Move): number {
  if (Number.isNaN(v)) return v;
  if (Math.abs(v) < LEAST_NORMAL) return vanishes ? v + Number.MIN_VALUE * Math.round(8 * move()) : v;
  const began = args.every((a) => Number.isFinite(a.data.length === 1 ? a.data[0]! : (a.data[i] ?? 0)));
  return began ? (Math.sign(v) * Number.MAX_VALUE * (1 + move())) / 2 : v;
}
