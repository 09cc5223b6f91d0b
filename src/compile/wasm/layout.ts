import type { Ref } from '../../graph/graph.ts';
import { sizeOf } from '../../tensor/tensor.ts';
import type { Plan } from '../plan/plan.ts';
import { readBy, type Step, storedBy } from '../plan/steps.ts';

/** Where the stored nodes of a plan lie in memory, in bytes. */
export interface MemoryLayout {
  readonly address: ReadonlyMap<Ref, number>;
  /** Where what rounding lost of sums that several parts of a loop gather lies while that loop runs. */
  readonly lost: ReadonlyMap<Ref, number>;
  /** Constants that are written once. */
  readonly constants: readonly Ref[];
  readonly end: number;
}

const ALIGNMENT = 16;

/** Lays nodes out from `start`, first fit; a node's place is used again after the last step that reads it. */
export function layoutOf(plan: Plan, start: number): MemoryLayout {
  const { graph, steps, outputs } = plan;
  const bytes = (ref: Ref): number => Math.ceil((8 * sizeOf(graph.nodes[ref]!.shape)) / ALIGNMENT) * ALIGNMENT;
  const last = new Map<Ref, number>();
  steps.forEach((step, i) => {
    for (const ref of [...readBy(step), ...storedBy(step)]) last.set(ref, i);
  });
  for (const ref of outputs) last.set(ref, Number.POSITIVE_INFINITY);
  const address = new Map<Ref, number>();
  const constants: Ref[] = [];
  let end = start;
  const atEnd = (ref: Ref): void => {
    address.set(ref, end);
    end += bytes(ref);
  };
  for (const ref of graph.inputs) atEnd(ref);
  for (const ref of last.keys()) {
    const node = graph.nodes[ref]!;
    if (node.kind !== 'constant') continue;
    constants.push(ref);
    atEnd(ref);
  }
  const free: { start: number; size: number }[] = [];
  const room = (size: number): number => {
    const hole = free.find((f) => f.size >= size);
    const at = hole ? hole.start : end;
    if (hole) {
      hole.start += size;
      hole.size -= size;
    } else end += size;
    return at;
  };
  const lost = new Map<Ref, number>();
  steps.forEach((step, i) => {
    const ends = (ref: Ref): boolean => last.get(ref) === i && graph.nodes[ref]!.kind === 'op';
    const given = giverOf(step, (ref) => ends(ref) && bytes(ref) === bytes(storedBy(step)[0]!));
    for (const ref of storedBy(step)) {
      if (given === undefined) address.set(ref, room(bytes(ref)));
      else address.set(ref, address.get(given)!);
    }
    const beside = totalsInParts(step);
    for (const ref of beside) lost.set(ref, room(bytes(ref)));
    for (const ref of beside) release(free, lost.get(ref)!, bytes(ref));
    for (const ref of new Set([...readBy(step), ...storedBy(step)])) {
      if (ends(ref) && ref !== given) release(free, address.get(ref)!, bytes(ref));
    }
  });
  return { address, lost, constants, end };
}

/** The sums that several parts of a step's loop gather. */
function totalsInParts(step: Step): readonly Ref[] {
  if (step.kind !== 'loop' || step.kernel.parts.length < 2) return [];
  return step.kernel.roots.flatMap(({ ref, gather }) => (gather === 'total' ? [ref] : []));
}

/**
 * The node whose place a loop's only result can take: nothing needs it afterwards, and each of its entries is read just where
 * the result's entry is written.
 */
function giverOf(step: Step, ends: (ref: Ref) => boolean): Ref | undefined {
  if (step.kind !== 'loop') return undefined;
  const [root, ...others] = step.kernel.roots;
  if (!root || others.length > 0 || root.gather !== 'none') return undefined;
  const loads = step.kernel.parts.flatMap((p) => p.body.terms.list.flatMap((t) => (t.kind === 'load' ? [t] : [])));
  const { offset, strides } = root.store;
  const alike = (source: Ref): boolean =>
    loads.every(
      ({ source: other, access }) =>
        other !== source || (access.offset === offset && access.strides.every((s, a) => s === strides[a])),
    );
  return loads.map((t) => t.source).find((source) => ends(source) && alike(source));
}

/** Gives a place back, joined with the free places beside it. */
function release(free: { start: number; size: number }[], start: number, size: number): void {
  if (size === 0) return;
  let [from, to] = [start, start + size];
  for (let i = free.length - 1; i >= 0; i--) {
    const hole = free[i]!;
    if (hole.start !== to && hole.start + hole.size !== from) continue;
    from = Math.min(from, hole.start);
    to = Math.max(to, hole.start + hole.size);
    free.splice(i, 1);
  }
  free.push({ start: from, size: to - from });
  free.sort((a, b) => a.start - b.start);
}
