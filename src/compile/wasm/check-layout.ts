import { invariant } from '../../base/invariant.ts';
import type { Ref } from '../../graph/graph.ts';
import { sizeOf } from '../../tensor/tensor.ts';
import type { Plan } from '../plan/plan.ts';
import { readBy, storedBy } from '../plan/steps.ts';
import type { MemoryLayout } from './layout.ts';

/** Holds a layout to its promise: nothing is written over that a later step, or whoever asked, still reads. */
export function checkLayout(plan: Plan, layout: MemoryLayout): MemoryLayout {
  const { graph, steps, outputs } = plan;
  const last = new Map<Ref, number>();
  steps.forEach((step, i) => {
    for (const ref of readBy(step)) last.set(ref, i);
  });
  for (const ref of [...outputs, ...graph.inputs]) last.set(ref, Number.POSITIVE_INFINITY);
  const span = (ref: Ref): readonly [from: number, to: number] => {
    const from = layout.address.get(ref);
    invariant(from !== undefined && from % 8 === 0, `node ${ref} has no place`);
    return [from, from + 8 * sizeOf(graph.nodes[ref]!.shape)];
  };
  const alive = new Set<Ref>([...graph.inputs, ...layout.constants]);
  steps.forEach((step, i) => {
    for (const ref of storedBy(step)) {
      const [from, to] = span(ref);
      invariant(to <= layout.end, `node ${ref} lies behind the end`);
      for (const other of alive) {
        const [start, end] = span(other);
        // What ends at this step may give its place to the result, entry by entry.
        const given = last.get(other) === i && start === from && graph.nodes[other]!.kind === 'op';
        invariant(to <= start || end <= from || given, `nodes ${ref} and ${other} share a place`);
      }
    }
    for (const ref of storedBy(step)) alive.add(ref);
    for (const ref of storedBy(step)) {
      const start = layout.lost.get(ref);
      if (start === undefined) continue;
      const end = start + 8 * sizeOf(graph.nodes[ref]!.shape);
      for (const other of alive) {
        const [from, to] = span(other);
        invariant(to <= start || end <= from, `what node ${ref} loses lies in the place of ${other}`);
      }
    }
    for (const ref of alive) if ((last.get(ref) ?? i) <= i && graph.nodes[ref]!.kind === 'op') alive.delete(ref);
  });
  return layout;
}
