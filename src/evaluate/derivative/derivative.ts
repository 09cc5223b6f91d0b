import { hessian } from '../../ad/hessian.ts';
import { jacobian, type Mode } from '../../ad/jacobian.ts';
import type { Effort } from '../../answer/result.ts';
import { invariant } from '../../base/invariant.ts';
import type { Graph } from '../../graph/graph.ts';
import { type Numeric, present } from '../../graph/trace.ts';
import { concat } from '../../ops/array/moves.ts';
import { reshape } from '../../ops/core.ts';
import { where } from '../../ops/scalar/choice.ts';
import { type Pattern, type Sparse, sparse, subpattern } from '../../tensor/sparse.ts';
import { sameShape, type Shape, sizeOf, type Tensor, tensor } from '../../tensor/tensor.ts';
import type { Evaluator } from '../evaluator.ts';
import { inputIndices, type Local, run, shapesOf } from './local.ts';
import { firstShapes, secondShapes } from './shape.ts';
import { isInReach, plansOf, type SparsePlan, valuesBy, type Wanted } from './sparse.ts';
import { withStructuralZeros } from './structural.ts';

/** An array of a derivative: an argument, or the value. */
export interface Named {
  readonly name: string;
  readonly shape: Shape;
  /** What a function answers: it has no name to be indexed by, and a vector's entries are its components `f1`, `f2`. */
  readonly isValue?: true;
}

export type Order = 1 | 2;

/** One array of a derivative, in numerator layout: its axes are the value's, then for each differentiation its arguments'. */
export interface Place {
  /** For each differentiation the arguments that it is by: one, or all of them where they are numbers. */
  readonly by: readonly (readonly Named[])[];
  readonly shape: Shape;
}

/** Entries at the positions of a pattern; all others are 0. */
export interface SparseEntries {
  readonly shape: Shape;
  readonly pattern: Pattern;
  /** One for each position, [n]. */
  readonly values: Numeric;
}

/** An array of a derivative with its entries: all of them, or those that can be other than 0. */
export interface Block extends Place {
  readonly entries: Numeric | SparseEntries;
}

/** The first or second derivative of a function at a point: one array where its arguments are alike, else one for each, or each pair. */
export interface Derivative {
  readonly order: Order;
  readonly output: Named;
  readonly by: readonly Named[];
  readonly blocks: readonly Block[];
  /** The passes that told it, where it is sparse. */
  readonly effort?: Effort;
}

/** A function's value in a derivative. */
export const namedValue = (name: string, shape: Shape): Named => ({ name, shape, isValue: true });

/** The arguments that are differentiated by. */
export const namedInputs = (local: Local): readonly Named[] => {
  const { inputs } = shapesOf(local);
  return local.by.map((name, i) => ({ name, shape: inputs[i]! }));
};

/** The arguments that share an array: all of them if they are numbers, else each its own. */
const groupsOf = (by: readonly Named[]): readonly (readonly Named[])[] =>
  by.every(({ shape }) => shape.length === 0) ? [by] : by.map((argument) => [argument]);

/** The arrays that a derivative has. */
export function placesOf(order: Order, output: Named, by: readonly Named[]): readonly Place[] {
  const groups = groupsOf(by);
  const inputs = by.map(({ shape }) => shape);
  const shapes = order === 1 ? firstShapes(output.shape, inputs) : secondShapes(output.shape, inputs);
  const sides = order === 1 ? groups.map((g) => [g]) : groups.flatMap((a) => groups.map((b) => [a, b]));
  return sides.map((side, k) => ({ by: side, shape: shapes[k]! }));
}

/** A derivative from its parts by each argument, or each pair, of shapes [..output, ..input] or [..output, ..input i, ..input j]. */
export function fromParts(
  { $ }: Evaluator,
  order: Order,
  output: Named,
  by: readonly Named[],
  parts: readonly Numeric[],
): Derivative {
  const shaped = (shape: Shape, part: Numeric): Numeric =>
    sameShape($.shape(part), shape) ? part : $(reshape(shape), part);
  const places = placesOf(order, output, by);
  const each = parts.length / places.length;
  const blocks = places.map((place, k): Block => {
    const own = parts.slice(k * each, (k + 1) * each);
    const columns = each === 1 ? own : own.map((part) => shaped([sizeOf(output.shape), 1], part));
    const all = each === 1 ? own[0]! : $(concat(1), ...columns);
    return { ...place, entries: shaped(place.shape, all) };
  });
  return { order, output, by, blocks };
}

type Range = readonly [from: number, to: number];

const sizeOfAll = (group: readonly Named[]): number => group.reduce((n, { shape }) => n + sizeOf(shape), 0);

/** Ranges of the given sizes, one behind the other. */
function ranges(sizes: readonly number[]): readonly Range[] {
  let start = 0;
  return sizes.map((size): Range => [start, (start += size)]);
}

/** A derivative from the values at the positions of its pattern, which has all outputs by all arguments as one matrix. */
function fromPlan(
  evaluator: Evaluator,
  order: Order,
  output: Named,
  by: readonly Named[],
  local: Local,
  plan: SparsePlan,
): Derivative {
  const { pattern, effort } = plan;
  const values = valuesBy(evaluator, local, plan);
  const columns = ranges(groupsOf(by).map(sizeOfAll));
  const rows: readonly Range[] = order === 1 ? [[0, pattern.rows]] : columns;
  const places = placesOf(order, output, by);
  const blocks = places.map((place, k): Block => {
    if (places.length === 1) return { ...place, entries: { shape: place.shape, pattern, values } };
    const { data } = present(values);
    const part = subpattern(pattern, rows[Math.floor(k / columns.length)]!, columns[k % columns.length]!);
    const found = tensor(
      [part.from.length],
      Float64Array.from(part.from, (i) => data[i]!),
    );
    return { ...place, entries: { shape: place.shape, pattern: part.pattern, values: found } };
  });
  return { order, output, by, blocks, effort };
}

/** The parts of a dense derivative, by each argument or each pair of them. */
function denseParts(evaluator: Evaluator, order: Order, local: Local, mode: Mode | undefined): readonly Numeric[] {
  const { graph, inputs } = local;
  const by = inputIndices(local);
  if (order === 1) {
    const parts = run(evaluator, mode ? jacobian(graph, by, mode) : jacobian(graph, by), inputs);
    return withStructuralZeros(() => graph, by, inputs, parts);
  }
  return hessian(graph, by, mode).flatMap((second, i) => {
    const first = () => {
      const all = jacobian(graph, by, mode ?? 'reverse');
      return { ...all, outputs: [all.outputs[i]!] };
    };
    return withStructuralZeros(first, by, inputs, run(evaluator, second, inputs));
  });
}

/**
 * The derivative of a recorded function: sparse where few products tell all of it, or where that is wanted, else dense. In the
 * mode that is wanted; else in that of its own choice, or forward where that says more: backwards, the branch that an entry
 * did not take can leave 0 times NaN, while forward its tangents are not looked at.
 */
export function derivativeOf(
  evaluator: Evaluator,
  local: Local,
  { order, name, ...wanted }: Wanted & { readonly order: Order; readonly name: string },
): Derivative {
  const output = namedValue(name, shapesOf(local).output);
  const by = namedInputs(local);
  const dense = (mode: Mode | undefined): Derivative =>
    fromParts(evaluator, order, output, by, denseParts(evaluator, order, local, mode));
  const planned = plansOf(order, local, wanted);
  const take = (mode: Mode | undefined): Derivative | undefined => {
    if (!planned) return dense(mode);
    const plan = planned(mode);
    if (plan) return fromPlan(evaluator, order, output, by, local, plan);
    return wanted.storage === undefined && isInReach(order, local) ? dense(mode) : undefined;
  };
  const found = take(wanted.mode)!;
  if (wanted.mode || !chooses(local.graph) || found.effort?.reverse === 0 || countNaN(found) === 0) return found;
  const forward = take('forward');
  return forward && countNaN(forward) < countNaN(found) ? forward : found;
}

/** Whether entries are chosen: backwards, those that were not taken leave 0 times what they are. */
const chooses = (graph: Graph): boolean => graph.nodes.some((node) => node.kind === 'op' && node.op === where.name);

const countNaN = ({ blocks }: Derivative): number =>
  blocks.reduce(
    (n, { entries }) => n + present('values' in entries ? entries.values : entries).data.filter(Number.isNaN).length,
    0,
  );

/** Whether entries are those at the positions of a pattern. */
export const isPatterned = (entries: Block['entries']): entries is SparseEntries => 'pattern' in entries;

/** A block's entries as a value. */
export const valueOf = ({ entries }: Block): Tensor | Sparse =>
  isPatterned(entries) ? sparse(entries.shape, entries.pattern, present(entries.values).data) : present(entries);

/** A block of a dense derivative, which has all its entries. */
export function wholeOf({ entries }: Block): Numeric {
  invariant(!isPatterned(entries), 'a dense derivative has all its entries');
  return entries;
}

/** The entries of a dense derivative, one block's after the other's. */
export const entriesOf = ({ blocks }: Derivative): Float64Array =>
  Float64Array.from(blocks.flatMap((block) => Array.from(present(wholeOf(block)).data)));

/**
 * A dense derivative as one matrix: a column for each entry of its arguments, and a row for each of the value; of the second derivative
 * of a scalar function a row for each entry of its arguments.
 */
export function matrixOf({ order, output, by, blocks }: Derivative): Tensor {
  const n = sizeOfAll(by);
  const rows = sizeOf(output.shape) * (order === 1 ? 1 : n);
  if (blocks.length === 1) return tensor([rows, n], present(wholeOf(blocks[0]!)).data);
  const columns = ranges(groupsOf(by).map(sizeOfAll));
  const data = new Float64Array(rows * n);
  blocks.forEach((block, k) => {
    const [start, end] = columns[k % columns.length]!;
    const top = order === 1 ? 0 : columns[Math.floor(k / columns.length)]![0];
    const part = present(wholeOf(block)).data;
    const width = end - start;
    for (let i = 0; i * width < part.length; i++) {
      data.set(part.subarray(i * width, (i + 1) * width), (top + i) * n + start);
    }
  });
  return tensor([rows, n], data);
}
