import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import type { Op } from '../../ops/op.ts';
import { broadcastStrides, strides as rowMajor } from '../../tensor/shape.ts';
import { type Access, type Box, Cut, identity } from './access.ts';
import { bodyOf, type Body, type Demand, OutOfReach } from './body.ts';
import type { Roles } from './roles.ts';

/** What one node needs of a loop: the values to read, how they are combined, gathered over which axes, stored where. */
export interface Root {
  readonly ref: Ref;
  readonly extents: readonly number[];
  readonly demands: readonly Demand[];
  readonly gather: 'none' | 'total' | 'greatest';
  /** Axes of the loop that are gathered over. */
  readonly axes: readonly number[];
  readonly store: Access;
}

/** A part of a loop in which all reads are plain. `results` are the terms of each root's demands. */
export interface Part {
  readonly box: Box;
  readonly body: Body;
}

/** Nested loops over `extents` that compute several nodes at once. */
export interface Kernel {
  readonly extents: readonly number[];
  readonly roots: readonly Root[];
  readonly parts: readonly Part[];
}

/** A loop is cut into at most so many parts, besides those of an assembly; what cuts it further is stored on its own. */
const MOST_PARTS = 48;

/** What a stored node needs of a loop, whose axes all have more than one entry: so loops meet that differ in nothing else. */
export function rootOf(graph: Graph, roles: Roles, ref: Ref): Root {
  const { extents, demands, axes, store, ...rest } = fullRoot(graph, roles, ref);
  const long = extents.flatMap((d, a) => (d === 1 ? [] : [a]));
  if (long.length === extents.length) return { extents, demands, axes, store, ...rest };
  const shortened = ({ offset, strides }: Access): Access => ({ offset, strides: long.map((a) => strides[a]!) });
  return {
    ...rest,
    extents: long.map((a) => extents[a]!),
    demands: demands.map((d) => ({ ref: d.ref, access: shortened(d.access) })),
    axes: axes.flatMap((a) => (long.includes(a) ? [long.indexOf(a)] : [])),
    store: shortened(store),
  };
}

/** {@link rootOf} over all axes of the node or its operand. */
export function fullRoot(graph: Graph, roles: Roles, ref: Ref): Root {
  const node = graph.nodes[ref]!;
  const role = roles.role[ref]!;
  const access = identity(node.shape);
  const plain: Root = { ref, extents: node.shape, demands: [{ ref, access }], gather: 'none', axes: [], store: access };
  if (node.kind !== 'op') return plain;
  const [a, b] = node.args.map((arg) => graph.nodes[arg]!.shape);
  if (role === 'product') {
    const [m, k, n] = [a!.at(-2)!, a!.at(-1)!, b!.at(-1)!];
    const lead = node.shape.slice(0, -2);
    const leads = (s: readonly number[], size: number): number[] =>
      broadcastStrides(s.slice(0, -2), lead).map((step) => step * size);
    return {
      ref,
      extents: [...lead, m, n, k],
      demands: [
        { ref: node.args[0]!, access: { offset: 0, strides: [...leads(a!, m * k), k, 0, 1] } },
        { ref: node.args[1]!, access: { offset: 0, strides: [...leads(b!, k * n), 0, 1, n] } },
      ],
      gather: 'total',
      axes: [lead.length + 2],
      store: { offset: 0, strides: [...rowMajor(node.shape), 0] },
    };
  }
  const { structure } = opOf(node);
  if (structure.kind !== 'gather' || (role !== 'total' && role !== 'greatest')) return plain;
  const axes = structure.axes(a!);
  const kept = rowMajor(a!.filter((_, i) => !axes.includes(i)));
  let next = 0;
  return {
    ref,
    extents: a!,
    demands: [{ ref: node.args[0]!, access: identity(a!) }],
    gather: role,
    axes,
    store: { offset: 0, strides: a!.map((_, i) => (axes.includes(i) ? 0 : kept[next++]!)) },
  };
}

/** The loop of some roots over the same extents, cut where operands begin and end. Throws OutOfReach. */
export function kernelOf(graph: Graph, roles: Roles, roots: readonly Root[]): Kernel {
  const { extents } = roots[0]!;
  const demands = roots.flatMap((r) => r.demands);
  const assembled = roots.some((r) => graph.nodes[r.ref]!.kind === 'op' && roles.role[r.ref] === 'assembly');
  const own = new Set(roots.filter((r) => r.gather === 'none').map((r) => r.ref));
  const parts: Part[] = [];
  const waiting: Box[] = [{ low: extents.map(() => 0), high: extents }];
  for (let box = waiting.pop(); box; box = waiting.pop()) {
    try {
      parts.push({ box, body: bodyOf(graph, roles, demands, box, own) });
    } catch (cut) {
      if (!(cut instanceof Cut)) throw cut;
      if (!assembled && parts.length + waiting.length >= MOST_PARTS) throw new OutOfReach(cutter(graph, roles, roots));
      const [low, high] = [box.low.slice(), box.high.slice()];
      low[cut.axis] = cut.at;
      high[cut.axis] = cut.at;
      waiting.push({ low, high: box.high }, { low: box.low, high });
    }
  }
  return { extents, roots, parts };
}

/** A node behind which pieces are put together, to be stored because too many meet in one loop. */
function cutter(graph: Graph, roles: Roles, roots: readonly Root[]): Ref {
  const own = new Set(roots.map((r) => r.ref));
  const waiting = roots.flatMap((r) => r.demands.map((d) => d.ref));
  const seen = new Set<Ref>();
  let found = -1;
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    const node = graph.nodes[ref]!;
    if (node.kind !== 'op' || (roles.stored(ref) && !own.has(ref))) continue;
    if (!own.has(ref) && putsTogether(opOf(node))) found = Math.max(found, ref);
    waiting.push(...node.args);
  }
  if (found < 0) throw new Error('a loop is cut by nothing');
  return found;
}

const putsTogether = ({ structure }: Op): boolean =>
  structure.kind === 'join' ||
  structure.kind === 'assembly' ||
  (structure.kind === 'move' && structure.read.by === 'placing');
