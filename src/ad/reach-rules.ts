import type { Op } from '../ops/op.ts';
import { sourcesOf, targetsOf } from '../ops/positions.ts';
import { productIndices } from '../tensor/linear/batch.ts';
import { around, broadcastOffsets } from '../tensor/shape.ts';
import { sameShape, type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import type { Add, Collect, Reach } from './reach.ts';

/** An op with what is known of its operands. */
export interface Applied {
  readonly op: Op;
  /** For each operand what leads to its entries; undefined where nothing does. */
  readonly args: readonly (Reach | undefined)[];
  readonly shapes: readonly Shape[];
  readonly shape: Shape;
  /** The value of an operand that depends on no input of the graph. */
  readonly constant: (operand: number) => Tensor | undefined;
}

/** What leads to the entries of an op's result; undefined where nothing does smoothly. */
export function reachOf(applied: Applied, collect: Collect): Reach | undefined {
  const { op, args, shape } = applied;
  const active = args.filter((a) => a !== undefined);
  if (!op.jvp || active.length === 0) return undefined;
  if (sizeOf(shape) === 0) return { starts: new Int32Array(1), indices: new Int32Array(0) };
  const { structure } = op;
  switch (structure.kind) {
    case 'entry':
    case 'alias':
      return entrywise(applied, collect);
    case 'move':
    case 'join':
      return moved(applied, collect);
    case 'gather':
    case 'scatter':
      return grouped(structure, applied, collect);
    case 'scan':
      return running(structure.axis, applied, collect);
    case 'product':
      return product(applied, collect);
    case 'assembly':
    case 'whole':
      return mixed(applied, collect);
  }
}

/** An op that moves, copies or joins entries: where each comes from. */
function moved({ op, args, shapes, shape }: Applied, collect: Collect): Reach {
  const sources = sourcesOf(op, shapes);
  const [x] = args;
  if (x && args.length === 1 && sources.length === sizeOf(shapes[0]!) && sources.every((v, i) => v === i)) return x;
  const first = new Int32Array(shapes.length);
  shapes.forEach((_, k) => {
    if (k > 0) first[k] = first[k - 1]! + sizeOf(shapes[k - 1]!);
  });
  const owner = new Int32Array(first.at(-1)! + sizeOf(shapes.at(-1)!));
  first.forEach((start, k) => owner.fill(k, start));
  return collect(sizeOf(shape), (i, add) => {
    const from = sources[i]!;
    const k = owner[from] ?? 0;
    const reach = args[k];
    if (reach && from >= 0) add(reach, from - first[k]!);
  });
}

/** An op that adds entries up, or chooses among them. */
function grouped(
  structure: Parameters<typeof targetsOf>[0],
  { args, shapes, shape }: Applied,
  collect: Collect,
): Reach {
  const [x] = args as readonly [Reach];
  const targets = targetsOf(structure, shapes[0]!);
  const size = sizeOf(shape);
  const starts = new Int32Array(size + 1);
  for (const t of targets) starts[t + 1]!++;
  for (let i = 0; i < size; i++) starts[i + 1]! += starts[i]!;
  const members = new Int32Array(targets.length);
  const next = starts.slice(0, size);
  targets.forEach((t, from) => {
    members[next[t]!++] = from;
  });
  return collect(size, (i, add) => {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) add(x, members[k]!);
  });
}

/** Running sums: all that is before along the axis. */
function running(axis: number, { args, shape }: Applied, collect: Collect): Reach {
  const [x] = args as readonly [Reach];
  const [, extent, inner] = around(shape, axis);
  return collect(sizeOf(shape), (i, add) => {
    const along = Math.floor(i / inner) % extent;
    for (let back = along; back >= 0; back--) add(x, i - back * inner);
  });
}

/** An op that works entry by entry, with broadcasting; a factor that is 0 lets nothing through. */
function entrywise({ op, args, shapes, shape, constant }: Applied, collect: Collect): Reach {
  const reads = shapes.map((s) => (sameShape(s, shape) ? undefined : broadcastOffsets(s, shape)));
  const masks = args.map((a, k) => (a && op.algebra === 'bilinear' ? zeros(constant(1 - k)) : undefined));
  const used = args.flatMap((reach, k) =>
    reach ? [{ reach, read: reads[k], mask: masks[k], other: reads[1 - k] }] : [],
  );
  const [only] = used;
  if (used.every(({ reach, read, mask }) => reach === only!.reach && !read && !mask)) return only!.reach;
  return collect(sizeOf(shape), (i, add) => {
    for (const { reach, read, mask, other } of used) {
      if (mask?.[other ? other[i]! : i]) continue;
      add(reach, read ? read[i]! : i);
    }
  });
}

/** Which entries of a constant are 0; undefined where none is. */
const zeros = (value: Tensor | undefined): Uint8Array | undefined =>
  value?.data.includes(0) ? Uint8Array.from(value.data, (v) => (v === 0 ? 1 : 0)) : undefined;

/** Products of more multiplications are not searched for zeros. */
const MOST_SEARCHED = 50_000_000;

/** Row i of a product is led to by row i of the left factor, column j by column j of the right one. */
function product({ args, shapes, shape, constant }: Applied, collect: Collect): Reach {
  const [a, b] = args;
  const [sa, sb] = shapes as readonly [Shape, Shape];
  const { terms: k, apart, row, column, left, right } = productIndices(sa, sb);
  const searched = sizeOf(shape) * k <= MOST_SEARCHED;
  const rows = a && lines(a, b || !searched ? undefined : zeros(constant(1)), k, collect, sizeOf(sa) / k, left, 1);
  const columns =
    b && lines(b, a || !searched ? undefined : zeros(constant(0)), k, collect, sizeOf(sb) / k, right, apart);
  return collect(sizeOf(shape), (at, add) => {
    const [r, c] = [row(at), column(at)];
    const [start, top] = [left(r), right(c)];
    rows?.(add, r, (l) => top + l * apart);
    columns?.(add, c, (l) => start + l);
  });
}

/** Adds line r of a factor, of whose entries those count that meet no 0 of the other factor. */
type Line = (add: Add, r: number, meets: (l: number) => number) => void;

function lines(
  reach: Reach,
  mask: Uint8Array | undefined,
  k: number,
  collect: Collect,
  count: number,
  first: (r: number) => number,
  step: number,
): Line {
  if (mask) {
    return (add, r, meets) => {
      const start = first(r);
      for (let l = 0; l < k; l++) if (!mask[meets(l)]) add(reach, start + l * step);
    };
  }
  const whole = collect(count, (r, add) => {
    const start = first(r);
    for (let l = 0; l < k; l++) add(reach, start + l * step);
  });
  return (add, r) => add(whole, r);
}

/** Whatever leads to any entry of an operand leads to all of the result. */
function mixed({ args, shape }: Applied, collect: Collect): Reach {
  const all = collect(1, (_, add) => {
    for (const a of args) if (a) for (let r = 0; r + 1 < a.starts.length; r++) add(a, r);
  });
  return collect(sizeOf(shape), (_, add) => add(all, 0));
}
