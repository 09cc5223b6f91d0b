import { knownOperands, opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import { workOf } from '../../ops/numbers/counter.ts';
import type { Op } from '../../ops/op.ts';
import type { Kernel } from './kernel.ts';
import { argsOf, type Roles } from './roles.ts';

/** What storing an entry and loading it again cost, in additions. */
const TRAFFIC = 4;

/**
 * The nodes that are computed so often, in several loops or at several places of one, that storing them costs less; of a
 * chain of such the last one.
 */
export function worthStoring(graph: Graph, roles: Roles, kernels: readonly Kernel[]): readonly Ref[] {
  // One loop that runs once computes nothing twice.
  if (kernels.length <= 1 && kernels.every((k) => k.parts.length <= 1 && k.extents.every((n) => n === 1))) return [];
  const count = new Map<Ref, number>();
  const loops = new Map<Ref, number>();
  for (const kernel of kernels) {
    const rooted = new Set(kernel.roots.map((r) => r.ref));
    for (const { box, body } of kernel.parts) {
      for (const { ref, access } of body.computed) {
        if (rooted.has(ref)) continue;
        const deepest = access.strides.findLastIndex((s) => s !== 0);
        let times = 1;
        for (let a = 0; a <= deepest; a++) times *= box.high[a]! - box.low[a]!;
        count.set(ref, (count.get(ref) ?? 0) + times);
        loops.set(ref, (loops.get(ref) ?? 0) + 1);
      }
    }
  }
  if (count.size === 0) return [];
  const inline = inlineCosts(graph, roles);
  const excess = new Map<Ref, number>();
  for (const [ref, times] of count) {
    const size = Math.max(1, roles.size(ref));
    const cost = inline[ref]!;
    if (times * cost > size * (cost + TRAFFIC * (1 + loops.get(ref)!))) excess.set(ref, times / size);
  }
  if (excess.size === 0) return [];
  // The worst first: once they are stored, others may cost little.
  const worst = Math.max(...excess.values());
  for (const [ref, times] of excess) if (times < worst / 2) excess.delete(ref);
  const covered = new Map<Ref, number>();
  const chosen: Ref[] = [];
  for (let ref = graph.nodes.length - 1; ref >= 0; ref--) {
    const above = covered.get(ref) ?? 0;
    const own = excess.get(ref) ?? 0;
    if (own > above * 1.01) chosen.push(ref);
    const most = Math.max(own, above);
    if (most === 0 || roles.stored(ref)) continue;
    for (const a of argsOf(graph, ref)) covered.set(a, Math.max(covered.get(a) ?? 0, most));
  }
  return chosen;
}

/** Pieces that cost more per entry are computed before they are put together, for the parts of a loop share nothing. */
const DEAR = 64;

/** Stores what is put together of dear pieces: what these have in common is then computed once. */
export function storePieces(graph: Graph, roles: Roles): void {
  if (!roles.role.includes('join') && !roles.role.includes('assembly')) return;
  const costs = inlineCosts(graph, roles);
  graph.nodes.forEach((node, ref) => {
    if (node.kind !== 'op' || (roles.role[ref] !== 'join' && roles.role[ref] !== 'assembly')) return;
    for (const a of node.args) if (costs[a]! > DEAR) roles.store(roles.source(a));
  });
}

/** What computing an entry of each node costs where it is read, down to what is stored. */
function inlineCosts(graph: Graph, roles: Roles): Float64Array {
  const costs = new Float64Array(graph.nodes.length);
  graph.nodes.forEach((node, ref) => {
    if (node.kind !== 'op') return;
    let cost = roles.role[ref] === 'entry' ? costOf(opOf(node), knownOperands(graph, node)) : 0;
    for (const a of argsOf(graph, ref)) if (!roles.stored(a)) cost += costs[a]!;
    // Shared operands are counted once for each use; a long chain of them must not overflow.
    costs[ref] = Math.min(cost, 1e6);
  });
  return costs;
}

const costs = new WeakMap<Op, number>();

/** About how many additions an op costs, with what is known of its operands: what decides between storing and computing again. */
function costOf(op: Op, known: readonly (number | undefined)[]): number {
  if (op.cost) return op.cost(...known);
  let cost = costs.get(op);
  if (cost === undefined) costs.set(op, (cost = formulaCost(op)));
  return cost;
}

const FUNCTION = 19;
const QUOTIENT = 4;

/** By the dearest that the formula takes; without one a function is called. */
function formulaCost({ value, formula }: Op): number {
  const work = formula && workOf(formula, Array<undefined>(value!.length).fill(undefined));
  if (!work) return 1 + FUNCTION;
  const calls = work.calls.some((name) => name !== 'sqrt');
  const divides = work.quotients > 0 || work.calls.includes('sqrt');
  return 1 + (calls ? FUNCTION : 0) + (divides ? QUOTIENT : 0);
}
