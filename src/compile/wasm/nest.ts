import type { Access } from '../plan/access.ts';
import type { Kernel, Part, Root } from '../plan/kernel.ts';

/** One loop of a nest, outermost first; `axis` counts the nest's own axes. */
export interface Loop {
  readonly axis: number;
  readonly extent: number;
  /** Two entries at once, side by side. */
  readonly vector: boolean;
}

/** A part of a kernel as nested loops from 0, with axes joined that run on from one another. */
export interface Nest {
  readonly loops: readonly Loop[];
  /** The loops that nothing is gathered over come first: so many. For roots that gather over everything it is 0. */
  readonly kept: number;
  /** An access of the part in the nest's axes. */
  place(access: Access): Access;
}

/** The loops of a part: in which order, and which of them is taken two entries at once. */
export function nestOf(kernel: Kernel, { box, body }: Part): Nest {
  const { roots } = kernel;
  const loads = body.terms.list.flatMap((t) => (t.kind === 'load' ? [t.access] : []));
  const all = [...loads, ...roots.map((r) => r.store)];
  const groups = loopGroups(kernel, box, all, roots);
  const extents = groups.map((axes) => axes.reduce((n, a) => n * (box.high[a]! - box.low[a]!), 1));
  const place = ({ offset, strides }: Access): Access => ({
    offset: offset + strides.reduce((sum, s, a) => sum + s * box.low[a]!, 0),
    strides: groups.map((axes) => strides[axes.at(-1)!]!),
  });
  const partly = roots.find((r) => r.gather !== 'none' && r.axes.length < kernel.extents.length);
  const gathered = groups.map((axes) => partly !== undefined && partly.axes.includes(axes[0]!));
  const order = [...groups.keys()].filter((g) => !gathered[g]).concat([...groups.keys()].filter((g) => gathered[g]));
  const kept = partly ? gathered.filter((g) => !g).length : 0;
  const score = (g: number): number =>
    loads.reduce((sum, { strides }) => {
      const s = strides[groups[g]!.at(-1)!]!;
      return sum + (s === 1 ? 1 : s === 0 ? 0.5 : -1);
    }, 0);
  let vector = order.at(-1) ?? -1;
  const lastKept = kept > 0 && kept < order.length ? order[kept - 1]! : -1;
  if (lastKept >= 0 && extents[lastKept]! > 1 && score(lastKept) > score(vector)) vector = lastKept;
  const loops = order.map((g): Loop => ({ axis: g, extent: extents[g]!, vector: g === vector && extents[g]! > 1 }));
  return { loops, kept, place };
}

/** Axes in groups that one loop can run through, extents of 1 left out. */
function loopGroups(
  kernel: Kernel,
  box: Part['box'],
  accesses: readonly Access[],
  roots: readonly Root[],
): readonly (readonly number[])[] {
  const { extents } = kernel;
  const length = (a: number): number => box.high[a]! - box.low[a]!;
  const alike = (a: number, b: number): boolean =>
    roots.every((r) => r.gather === 'none' || r.axes.includes(a) === r.axes.includes(b));
  const groups: number[][] = [];
  for (let a = 0; a < extents.length; a++) {
    if (length(a) === 1) continue;
    const last = groups.at(-1);
    const b = last?.at(-1);
    const runsOn =
      b !== undefined && alike(a, b) && accesses.every(({ strides }) => strides[b] === strides[a]! * length(a));
    if (runsOn) last!.push(a);
    else groups.push([a]);
  }
  return groups;
}
