import { invariant } from '../../base/invariant.ts';
import type { Ref } from '../../graph/graph.ts';
import type { Plan } from './plan.ts';
import { readBy, storedBy } from './steps.ts';

/** Holds a plan to its grammar: what a step reads is stored before, nothing is stored twice, outputs and guards are there. */
export function checkPlan(plan: Plan): Plan {
  const { graph, steps, outputs } = plan;
  const stored = new Set<Ref>();
  const isThere = (ref: Ref): boolean => graph.nodes[ref]!.kind !== 'op' || stored.has(ref);
  for (const step of steps) {
    for (const ref of readBy(step)) invariant(isThere(ref), `node ${ref} is read before it is stored`);
    for (const ref of storedBy(step)) {
      invariant(!stored.has(ref), `node ${ref} is stored twice`);
      stored.add(ref);
    }
  }
  for (const ref of outputs) invariant(isThere(ref), `output ${ref} is stored nowhere`);
  return plan;
}
