import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import { mul } from '../../ops/core.ts';
import { sizeOf } from '../../tensor/tensor.ts';
import { type Access, type Box, identity, movedAccess, stretchedAccess } from './access.ts';
import { OutOfReach } from './body.ts';
import { fullRoot } from './kernel.ts';
import { readOf, roleOf, type Roles } from './roles.ts';

/** A matrix in memory: entry (i, j) is `offset + i row + j column` entries behind the start of a stored node. */
export interface Matrix {
  readonly ref: Ref;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}

/** Matrix products C = A B, [m, k] x [k, n], for each index of `repeats`; C's columns lie side by side. */
export interface Product {
  readonly ref: Ref;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Matrix;
  readonly b: Matrix;
  /** How far apart C's rows lie. */
  readonly row: number;
  readonly repeats: readonly { readonly extent: number; readonly a: number; readonly b: number; readonly c: number }[];
}

/** Sums of fewer products, and such with less in each, are loops like others. */
const LEAST_WORK = 8192;
const LEAST_TERMS = 4;

/** One axis of a contraction: how far its neighbours lie apart in the operands and in the result. */
interface Axis {
  readonly extent: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** The two operands that a node sums products of, read over the axes of the loop that would do it. */
interface Contraction {
  readonly a: Source;
  readonly b: Source;
  readonly axes: readonly Axis[];
}

/** A stored node and how it is read. */
interface Source {
  readonly ref: Ref;
  readonly access: Access;
}

/**
 * A matrix product, or a sum over products of two stretched operands, as work for the kernel for matrices; undefined where
 * it is small or of another form. Throws OutOfReach at what has to be stored first.
 */
export function productOf(graph: Graph, roles: Roles, ref: Ref): Product | undefined {
  const found = contractionOf(graph, roles, ref);
  if (!found) return undefined;
  const { axes } = found;
  const work = axes.reduce((n, x) => n * x.extent, 1);
  if (work < LEAST_WORK) return undefined;
  const inner = mergeAxes(
    axes.filter((x) => x.c === 0),
    'a',
  );
  const rows = mergeAxes(
    axes.filter((x) => x.c !== 0 && x.b === 0),
    'c',
  );
  const columns = mergeAxes(
    axes.filter((x) => x.c !== 0 && x.a === 0),
    'c',
  );
  const others = axes.filter((x) => x.c !== 0 && x.a !== 0 && x.b !== 0);
  if (inner.length !== 1 || inner[0]!.a === 0 || inner[0]!.b === 0 || inner[0]!.extent < LEAST_TERMS) return undefined;
  if (axes.some((x) => x.c !== 0 && x.a === 0 && x.b === 0)) return undefined;
  // The kernel writes rows whose entries lie side by side: where A's do, the product is turned round.
  const turned = !columns.some((x) => x.c === 1) && rows.some((x) => x.c === 1);
  const [first, second] = turned ? [columns, rows] : [rows, columns];
  const one: Axis = { extent: 1, a: 0, b: 0, c: 0 };
  const n = second.find((x) => x.c === 1) ?? one;
  const m = first.toSorted((x, y) => y.extent - x.extent)[0] ?? one;
  if (m.extent * n.extent < LEAST_TERMS) return undefined;
  const [k] = inner as [Axis];
  const repeats = [...others, ...first.filter((x) => x !== m), ...second.filter((x) => x !== n)];
  const left = (x: Axis): number => (turned ? x.b : x.a);
  const right = (x: Axis): number => (turned ? x.a : x.b);
  const [x, y] = turned ? [found.b, found.a] : [found.a, found.b];
  return {
    ref,
    m: m.extent,
    k: k.extent,
    n: n.extent,
    a: { ref: x.ref, offset: x.access.offset, row: left(m), column: left(k) },
    b: { ref: y.ref, offset: y.access.offset, row: right(k), column: right(n) },
    row: m.extent === 1 ? n.extent : m.c,
    repeats: repeats.map((axis) => ({ extent: axis.extent, a: left(axis), b: right(axis), c: axis.c })),
  };
}

function contractionOf(graph: Graph, roles: Roles, ref: Ref): Contraction | undefined {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op') return undefined;
  const role = roles.role[ref];
  if (role !== 'product' && role !== 'total') return undefined;
  const root = fullRoot(graph, roles, ref);
  const { extents, store } = root;
  if (sizeOf(extents) < LEAST_WORK) return undefined;
  const box = { low: extents.map(() => 0), high: extents };
  const factors = role === 'product' ? root.demands : factorsOf(graph, roles, node.args[0]!, extents);
  if (!factors) return undefined;
  const [a, b] = factors.map((d) => stored(graph, roles, d.ref, d.access, box));
  const axes = extents.flatMap((extent, i): Axis[] =>
    extent === 1 ? [] : [{ extent, a: a!.access.strides[i]!, b: b!.access.strides[i]!, c: store.strides[i]! }],
  );
  return { a: a!, b: b!, axes };
}

/** The factors of a product of stretched operands that is summed, if each lacks an axis of it. */
function factorsOf(
  graph: Graph,
  roles: Roles,
  ref: Ref,
  extents: readonly number[],
): readonly { readonly ref: Ref; readonly access: Access }[] | undefined {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op' || node.op !== mul.name || roles.stored(ref)) return undefined;
  const box = { low: extents.map(() => 0), high: extents };
  const factors = node.args.map((a) => {
    const { shape } = graph.nodes[a]!;
    const access = stretchedAccess(identity(node.shape), node.shape, shape, box);
    return access && { ref: a, access: sizeOf(shape) === 1 ? { ...access, strides: extents.map(() => 0) } : access };
  });
  const lacks = (f: (typeof factors)[number]): boolean =>
    f !== undefined &&
    followed(graph, roles, f.ref, f.access, box).access.strides.some((s, i) => s === 0 && extents[i]! > 1);
  return factors.every(lacks) ? factors.map((f) => f!) : undefined;
}

/** A node as the stored one that moves lead to. Throws OutOfReach where they lead to none. */
function stored(graph: Graph, roles: Roles, ref: Ref, access: Access, box: Box): Source {
  const source = followed(graph, roles, ref, access, box);
  if (!roles.stored(source.ref)) throw new OutOfReach(source.ref);
  return source;
}

/** Follows moves from a node as far as they lead. */
function followed(graph: Graph, roles: Roles, ref: Ref, access: Access, box: Box): Source {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op' || roles.stored(ref)) return { ref, access };
  const op = opOf(node);
  const read = readOf(op);
  if (roleOf(op) !== 'move' || read.by === 'placing') return { ref, access };
  const [arg] = node.args as [Ref];
  const moved = movedAccess(read, access, node.shape, graph.nodes[arg]!.shape, box);
  if (moved === undefined || moved === 'zero') return { ref, access };
  return followed(graph, roles, arg, moved, box);
}

/** Axes of one kind, those put together that run on from one another; ordered by their steps in `by`. */
function mergeAxes(axes: readonly Axis[], by: 'a' | 'c'): readonly Axis[] {
  const out: Axis[] = [];
  for (const inner of axes.toSorted((x, y) => x[by] - y[by])) {
    const last = out.at(-1);
    const runsOn = last && (['a', 'b', 'c'] as const).every((s) => inner[s] === last[s] * last.extent);
    if (runsOn) out[out.length - 1] = { ...last, extent: last.extent * inner.extent };
    else out.push(inner);
  }
  return out;
}
