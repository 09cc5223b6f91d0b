import { sum } from '../ops/core.ts';
import type { Apply, Op } from '../ops/op.ts';
import { around, broadcastStrides, offsets } from '../tensor/shape.ts';
import { counting } from '../tensor/sparse.ts';
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

const eager: Apply<Tensor> = Object.assign((op: Op, ...args: Tensor[]) => op.compute(...args), {
  constant: (value: Tensor) => value,
  shape: (value: Tensor) => value.shape,
});

/** What leads to the entries of an op's result; undefined where nothing does smoothly. */
export function reachOf(applied: Applied, collect: Collect): Reach | undefined {
  const { op, args, shape } = applied;
  const active = args.filter((a) => a !== undefined);
  if (!op.jvp || active.length === 0) return undefined;
  if (sizeOf(shape) === 0) return { starts: new Int32Array(1), indices: new Int32Array(0) };
  if (op.name === 'poison') return active[0];
  if (op.name === 'concat') return joined(applied, collect);
  if (op.name === 'cumsum') return running(applied, collect);
  if (op.name === 'max') return grouped(sum(op.attrs['axes'] as readonly number[]), applied, collect);
  if (op.kind === 'linear' && args.length === 1) {
    return op.exact ? moved(applied, collect) : grouped(op, applied, collect);
  }
  if (op.name === 'matmul') return product(applied, collect);
  if (op.kind === 'elementwise' || ['add', 'sub', 'mul', 'undecided'].includes(op.name)) {
    return entrywise(applied, collect);
  }
  return mixed(applied, collect);
}

/** Positions by size: those of one size are asked for again and again. */
const counts = new Map<number, Float64Array>();

/** The positions 1, 2, .. of an array's entries, so that an op can be seen to move them; 0 is nowhere. */
function numbered(shape: Shape): Tensor {
  const size = sizeOf(shape);
  let data = counts.get(size);
  if (!data) {
    if (counts.size > 16) counts.clear();
    counts.set(size, (data = counting(new Float64Array(size), 1)));
  }
  return { shape, data };
}

/** An op that moves or copies entries: where each comes from. */
function moved({ op, args, shapes, shape }: Applied, collect: Collect): Reach {
  const [x] = args as readonly [Reach];
  const source = op.compute(numbered(shapes[0]!)).data;
  if (source.length === sizeOf(shapes[0]!) && source.every((v, i) => Math.abs(v) === i + 1)) return x;
  return collect(sizeOf(shape), (i, add) => {
    const from = Math.abs(source[i]!);
    if (from !== 0) add(x, from - 1);
  });
}

/** An op that adds entries up: its transpose, applied to the result's positions, tells which entry goes where. */
function grouped(op: Op, { args, shapes, shape }: Applied, collect: Collect): Reach {
  const [x] = args as readonly [Reach];
  const empty: Tensor = { shape: shapes[0]!, data: new Float64Array(0) };
  const target = op.vjp!(eager, numbered(shape), [true], empty, empty)[0]!.data;
  const size = sizeOf(shape);
  const starts = new Int32Array(size + 1);
  for (const t of target) starts[t]!++;
  for (let i = 0; i < size; i++) starts[i + 1]! += starts[i]!;
  const members = new Int32Array(target.length);
  const next = starts.slice(0, size);
  target.forEach((t, from) => {
    members[next[t - 1]!++] = from;
  });
  return collect(size, (i, add) => {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) add(x, members[k]!);
  });
}

/** Running sums: all that is before along the axis. */
function running({ op, args, shape }: Applied, collect: Collect): Reach {
  const [x] = args as readonly [Reach];
  const [, extent, inner] = around(shape, op.attrs['axis'] as number);
  return collect(sizeOf(shape), (i, add) => {
    const along = Math.floor(i / inner) % extent;
    for (let back = along; back >= 0; back--) add(x, i - back * inner);
  });
}

/** Entries of several operands, one behind the other. */
function joined({ op, args, shapes, shape }: Applied, collect: Collect): Reach {
  const sizes = shapes.map(sizeOf);
  const total = sizes.reduce((a, b) => a + b, 0);
  const owner = new Int32Array(total);
  const first = new Int32Array(sizes.length);
  let start = 0;
  const parts = shapes.map((s, k): Tensor => {
    first[k] = start;
    owner.fill(k, start, start + sizes[k]!);
    const data = counting(new Float64Array(sizes[k]!), start);
    start += sizes[k]!;
    return { shape: s, data };
  });
  const source = op.compute(...parts).data;
  return collect(sizeOf(shape), (i, add) => {
    const k = owner[source[i]!]!;
    const reach = args[k];
    if (reach) add(reach, source[i]! - first[k]!);
  });
}

/** An op that works entry by entry, with broadcasting; a factor that is 0 lets nothing through. */
function entrywise({ op, args, shapes, shape, constant }: Applied, collect: Collect): Reach {
  const reads = shapes.map((s) => (sameShape(s, shape) ? undefined : offsets(shape, broadcastStrides(s, shape))));
  const masks = args.map((a, k) => (a && op.name === 'mul' ? zeros(constant(1 - k)) : undefined));
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
  const [m, k, n] = [shape.at(-2)!, sa.at(-1)!, shape.at(-1)!];
  const searched = sizeOf(shape) * k <= MOST_SEARCHED;
  const lead = shape.slice(0, -2);
  const of = (s: Shape): Int32Array => offsets(lead, broadcastStrides(s.slice(0, -2), lead));
  const [ia, ib] = [of(sa), of(sb)];
  const left =
    a && lines(a, b || !searched ? undefined : zeros(constant(1)), k, collect, sizeOf(sa) / k, (r, l) => r * k + l);
  const right =
    b &&
    lines(b, a || !searched ? undefined : zeros(constant(0)), k, collect, sizeOf(sb) / k, (r, l) => {
      return (Math.floor(r / n) * k + l) * n + (r % n);
    });
  return collect(sizeOf(shape), (at, add) => {
    const batch = Math.floor(at / (m * n));
    const i = Math.floor(at / n) % m;
    const j = at % n;
    left?.(add, ia[batch]! * m + i, (l) => (ib[batch]! * k + l) * n + j);
    right?.(add, ib[batch]! * n + j, (l) => (ia[batch]! * m + i) * k + l);
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
  at: (r: number, l: number) => number,
): Line {
  if (mask) {
    return (add, r, meets) => {
      for (let l = 0; l < k; l++) if (!mask[meets(l)]) add(reach, at(r, l));
    };
  }
  const whole = collect(count, (r, add) => {
    for (let l = 0; l < k; l++) add(reach, at(r, l));
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
