import { opOf } from '../graph/builder.ts';
import type { Graph, OpNode } from '../graph/graph.ts';
import { eager } from '../ops/apply.ts';
import { broadcastTo } from '../ops/core.ts';
import { DOUBLED_ERROR, doubledOf } from '../ops/numbers/doubled.ts';
import { inv, matmul, solve } from '../ops/matrix/matrix.ts';
import type { Op } from '../ops/op.ts';
import { targetsOf } from '../ops/positions.ts';
import { add, type DoubleDouble, twoProduct, twoSum } from '../tensor/double-double.ts';
import { productIndices } from '../tensor/linear/batch.ts';
import { broadcastOffsets } from '../tensor/shape.ts';
import { sizeOf, type Tensor } from '../tensor/tensor.ts';

/** Numbers with what rounding left off them: entry i is hi.data[i] + lo[i], about 106 bits; without `lo` they are exact. */
export interface Doubled {
  readonly hi: Tensor;
  readonly lo?: Float64Array;
}

/** For each entry of a result the error that it may have been computed with. */
export type Uncertainty = (i: number) => number;

const EXACT: Uncertainty = () => 0;
const SINGLE_ERROR = 2 ** -52;
/** The relative error of a sum of two, beside what cancels in the sum of many. */
const SUM_ERROR = 2 ** -103;
/** Below this there is nothing left of a low part. */
const LAST_PLACE = 2 ** -1074;

/** Sees every result, and may answer another in its place. */
export type DoubledObserver = (
  node: OpNode,
  op: Op,
  args: readonly Doubled[],
  value: Doubled,
  uncertainty: Uncertainty,
) => Doubled;

/** What goes on at a node that decides; `at` answers what an op makes of its operands. Undefined at any other node. */
type Decide = (node: OpNode, at: (op: Op) => Tensor) => Tensor | undefined;

/** Computes a graph in twice the digits, where the ops allow it; `decide` is asked at ops without a derivative. */
export function interpretDoubled(
  graph: Graph,
  inputs: readonly (Tensor | Doubled)[],
  decide: Decide,
  observe: DoubledObserver,
): readonly Doubled[] {
  const values: Doubled[] = [];
  let left = MOST_PRECISE;
  const affords = (): boolean => left-- > 0;
  for (const node of graph.nodes) {
    if (node.kind === 'input') values.push(asDoubled(inputs[node.index]!));
    else if (node.kind === 'constant') values.push({ hi: node.value });
    else {
      const op = opOf(node);
      const args = node.args.map((a) => values[a]!);
      const step = op.jvp ? undefined : decide(node, (by) => compute(by, args, affords)[0].hi);
      if (step) {
        values.push({ hi: step });
        continue;
      }
      const [value, uncertainty] = compute(op, args, affords);
      values.push(observe(node, op, args, value, uncertainty));
    }
  }
  return graph.outputs.map((ref) => values[ref]!);
}

/** So many entries are computed with more than twice the digits where those do not hold them: it takes some hundred times as long. */
const MOST_PRECISE = 2000;

function compute(op: Op, args: readonly Doubled[], affords: () => boolean): readonly [Doubled, Uncertainty] {
  const [a, b] = args as [Doubled, Doubled];
  const { structure } = op;
  switch (structure.kind) {
    case 'move':
    case 'join':
      return [moved(op, args), EXACT];
    case 'product':
      return product(a, b);
    case 'gather':
      return structure.by === 'total' ? summed(op, structure, a) : corrected(op, args);
    case 'scatter':
      return summed(op, structure, a);
    case 'entry': {
      if (op.exact && op.algebra === 'linear') return [moved(op, args), EXACT];
      const entrywise = doubledOf(op, affords);
      return entrywise ? mapped(op, entrywise, args) : corrected(op, args);
    }
    case 'whole':
      if (op === inv) return inverse(op, a);
      return op === solve ? solution(op, a, b) : corrected(op, args);
    case 'alias':
    case 'assembly':
    case 'scan':
      return corrected(op, args);
  }
}

const asDoubled = (x: Tensor | Doubled): Doubled => ('hi' in x ? x : { hi: x });

/** Whether an op has twice the digits of its own, and not only those that its rule adds to a double's. */
export function hasTwin(op: Op): boolean {
  const { kind } = op.structure;
  if (kind === 'entry') return (op.exact && op.algebra === 'linear') || doubledOf(op) !== undefined;
  if (kind === 'gather') return op.structure.by === 'total';
  if (kind === 'whole') return op === inv || op === solve;
  return kind === 'move' || kind === 'join' || kind === 'product' || kind === 'scatter';
}

const tails = (x: Doubled): Tensor => ({ shape: x.hi.shape, data: x.lo ?? new Float64Array(x.hi.data.length) });

/** An op that moves entries moves their tails alike. */
function moved(op: Op, args: readonly Doubled[]): Doubled {
  const hi = op.compute(...args.map((a) => a.hi));
  return args.every((a) => !a.lo) ? { hi } : { hi, lo: op.compute(...args.map(tails)).data };
}

/** An op that adds entries up. */
function summed(op: Op, structure: Parameters<typeof targetsOf>[0], x: Doubled): readonly [Doubled, Uncertainty] {
  const shape = op.shape(x.hi.shape);
  const size = sizeOf(shape);
  const targets = targetsOf(structure, x.hi.shape);
  const hi = new Float64Array(size);
  const lo = new Float64Array(size);
  const error = new Float64Array(size);
  x.hi.data.forEach((v, i) => {
    const at = targets[i]!;
    const before = hi[at]!;
    const sum = add({ hi: before, lo: lo[at]! }, { hi: v, lo: x.lo?.[i] ?? 0 });
    hi[at] = sum.hi;
    lo[at] = finite(sum.lo);
    if (before !== 0 && v !== 0) error[at]! += errorOf(sum.hi);
  });
  return [{ hi: { shape, data: hi }, lo }, (i) => error[i]!];
}

/** How far the sum of two may be off; one that cancels to 0 is exact. */
const errorOf = (sum: number): number => (sum === 0 ? 0 : finite(Math.abs(sum)) * SUM_ERROR + LAST_PLACE);

function product(a: Doubled, b: Doubled): readonly [Doubled, Uncertainty] {
  const shape = matmul.shape(a.hi.shape, b.hi.shape);
  const { terms, apart, row, column, left, right } = productIndices(a.hi.shape, b.hi.shape);
  const hi = new Float64Array(sizeOf(shape));
  const lo = new Float64Array(hi.length);
  const error = new Float64Array(hi.length);
  const [al, bl] = [tails(a).data, tails(b).data];
  for (let at = 0; at < hi.length; at++) {
    const [start, top] = [left(row(at)), right(column(at))];
    let sum: DoubleDouble = { hi: 0, lo: 0 };
    for (let l = 0; l < terms; l++) {
      const [p, q] = [start + l, top + l * apart];
      const [x, y] = [a.hi.data[p]!, b.hi.data[q]!];
      const term = twoProduct(x, y);
      sum = add(sum, twoSum(term.hi, term.lo + (x * bl[q]! + al[p]! * y)));
      error[at]! += errorOf(term.hi) + errorOf(sum.hi);
    }
    hi[at] = sum.hi;
    lo[at] = finite(sum.lo);
  }
  return [{ hi: { shape, data: hi }, lo }, (i) => error[i]!];
}

/** X + X (I - A X) for an inverse X in doubles: the residual, which cancels, is taken in twice the digits. */
function inverse(op: Op, a: Doubled): readonly [Doubled, Uncertainty] {
  const hi = op.compute(a.hi);
  const n = hi.shape.at(-1)!;
  const [left] = product(a, { hi });
  const rest = left.hi.data.map((v, i) => Number((i % (n * n)) % (n + 1) === 0) - v - left.lo![i]!);
  const step = matmul.compute(hi, { shape: hi.shape, data: rest });
  return improved(hi, step.data);
}

/** X + A^-1 (B - A X) for a solution X in doubles. */
function solution(op: Op, a: Doubled, b: Doubled): readonly [Doubled, Uncertainty] {
  const hi = op.compute(a.hi, b.hi);
  const [left] = product(a, { hi });
  const right = moved(broadcastTo(hi.shape), [b]);
  const rest = left.hi.data.map((v, i) => right.hi.data[i]! - v - (left.lo![i]! - (right.lo?.[i] ?? 0)));
  const step = op.compute(a.hi, { shape: hi.shape, data: rest });
  return improved(hi, step.data);
}

function improved(hi: Tensor, step: Float64Array): readonly [Doubled, Uncertainty] {
  const better = stepped(hi, step);
  let most = 0;
  let largest = 0;
  step.forEach((d, i) => {
    most = Math.max(most, Math.abs(finite(d)));
    largest = Math.max(largest, Math.abs(hi.data[i]!));
  });
  // What is left is about the square of what the step made good, relative to the largest entry.
  const left = largest * (4 * (most / largest) ** 2 + 2 ** -98);
  return [better, () => left];
}

/** Entry by entry; an entry whose value in twice the digits is not known is the double's, corrected. */
function mapped(
  op: Op,
  f: NonNullable<ReturnType<typeof doubledOf>>,
  args: readonly Doubled[],
): readonly [Doubled, Uncertainty] {
  const shape = op.shape(...args.map((a) => a.hi.shape));
  const size = sizeOf(shape);
  const reads = args.map((a) => broadcastOffsets(a.hi.shape, shape));
  const hi = new Float64Array(size);
  const lo = new Float64Array(size);
  const known = new Uint8Array(size);
  let rest: readonly [Doubled, Uncertainty] | undefined;
  for (let i = 0; i < size; i++) {
    const y = f(...args.map((a, k) => ({ hi: a.hi.data[reads[k]![i]!]!, lo: a.lo?.[reads[k]![i]!] ?? 0 })));
    if (y && !Number.isNaN(y.hi)) {
      hi[i] = y.hi;
      lo[i] = finite(y.lo);
      known[i] = 1;
    } else {
      rest ??= corrected(op, args);
      hi[i] = rest[0].hi.data[i]!;
      lo[i] = rest[0].lo?.[i] ?? 0;
    }
  }
  const own = op.exact ? EXACT : (i: number): number => finite(Math.abs(hi[i]!)) * DOUBLED_ERROR + LAST_PLACE;
  return [{ hi: { shape, data: hi }, lo }, (i) => (known[i] ? own(i) : rest![1](i))];
}

/** f(hi + lo) = f(hi) + f'(hi) lo + .., by the op's own rule; what comes next is of the order of the square of what is added. */
function corrected(op: Op, args: readonly Doubled[]): readonly [Doubled, Uncertainty] {
  const xs = args.map((a) => a.hi);
  const hi = op.compute(...xs);
  const own = op.exact ? EXACT : (i: number): number => finite(Math.abs(hi.data[i]!)) * SINGLE_ERROR + LAST_PLACE;
  if (!op.jvp || args.every((a) => !a.lo)) return [{ hi }, own];
  const dy = op.jvp(
    eager,
    args.map((a) => a.lo && tails(a)),
    ...xs,
    hi,
  );
  if (!dy) return [{ hi }, own];
  return [stepped(hi, dy.data), (i) => own(i) + 4 * finite((dy.data[i]! / hi.data[i]!) * dy.data[i]!)];
}

/** hi + step, where the step is finite. */
const stepped = ({ shape, data }: Tensor, step: Float64Array): Doubled => ({
  hi: { shape, data: step.map((d, i) => twoSum(data[i]!, finite(d)).hi) },
  lo: step.map((d, i) => finite(twoSum(data[i]!, finite(d)).lo)),
});

const finite = (x: number): number => (Number.isFinite(x) ? x : 0);
