import { invariant } from '../../base/invariant.ts';
import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import { asked, live } from '../../graph/live.ts';
import { sourcesOf } from '../../ops/positions.ts';
import { gatherParts } from './gather-parts.ts';
import { OutOfReach } from './body.ts';
import { storePieces, worthStoring } from './cost.ts';
import { kernelOf, type Root, rootOf } from './kernel.ts';
import { productOf } from './product.ts';
import { argsOf, picks, Roles } from './roles.ts';
import type { Step } from './steps.ts';
import { unitSeeds } from './unit-seeds.ts';

/** A graph as steps over stored nodes. */
export interface Plan {
  readonly graph: Graph;
  readonly steps: readonly Step[];
  /** Where each output's entries are: a stored node with as many entries in the same order. */
  readonly outputs: readonly Ref[];
}

/** Planning ends here even if something more would be worth storing. */
const MOST_ROUNDS = 24;

/** Plans a graph: what is stored, what is computed together, in which order. */
export function planOf(recorded: Graph): Plan {
  const graph = gatherParts(unitSeeds(recorded));
  const roles = new Roles(graph);
  storePieces(graph, roles);
  for (let round = 0; ; round++) {
    invariant(round < 10_000, 'planning ends');
    const { staged, unreachable } = stagedSteps(graph, roles);
    if (unreachable.size > 0) {
      for (const ref of unreachable)
        if (roles.stored(ref)) roles.leaveWhole(ref);
        else roles.store(ref);
      continue;
    }
    const kernels = staged.flatMap(({ step }) => (step.kind === 'loop' ? [step.kernel] : []));
    const more = round < MOST_ROUNDS ? worthStoring(graph, roles, kernels) : [];
    if (more.length > 0) {
      for (const ref of more) roles.store(ref);
      continue;
    }
    const steps = staged.toSorted((a, b) => a.stage - b.stage).map((s) => s.step);
    return { graph, steps, outputs: graph.outputs.map((ref) => roles.source(ref)) };
  }
}

interface Staged {
  readonly stage: number;
  readonly step: Step;
}

function stagedSteps(
  graph: Graph,
  roles: Roles,
): { readonly staged: readonly Staged[]; readonly unreachable: ReadonlySet<Ref> } {
  const unreachable = new Set<Ref>();
  const reaching = <T>(body: () => T): T | undefined => {
    try {
      return body();
    } catch (error) {
      if (!(error instanceof OutOfReach)) throw error;
      unreachable.add(error.ref);
      return undefined;
    }
  };
  const { stage, ready, needed } = stages(graph, roles);
  const staged: Staged[] = [];
  const groups: { stage: number; roots: Root[] }[] = [];
  const open = new Map<string, { stage: number; roots: Root[] }>();
  graph.nodes.forEach((node, ref) => {
    if (!needed[ref] || !roles.stored(ref) || node.kind !== 'op') return;
    const role = roles.role[ref]!;
    if (role === 'whole') {
      const args = node.args.map((a) => roles.source(a));
      const op = opOf(node);
      const step: Step = picks(op)
        ? { kind: 'pick', ref, from: args[0]!, positions: sourcesOf(op, [graph.nodes[node.args[0]!]!.shape]) }
        : { kind: 'whole', ref, op, args };
      staged.push({ stage: stage[ref]!, step });
    } else {
      const before = unreachable.size;
      const product = reaching(() => productOf(graph, roles, ref));
      if (product) staged.push({ stage: stage[ref]!, step: { kind: 'product', product } });
      if (product || unreachable.size > before) return;
      const root = rootOf(graph, roles, ref);
      const key = `${stage[ref]}|${root.extents.join(',')}|${groupKey(root)}`;
      const group = open.get(key);
      if (group && (group.roots.length < MOST_ROOTS || root.extents.length === 0)) group.roots.push(root);
      else {
        const next = { stage: stage[ref]!, roots: [root] };
        open.set(key, next);
        groups.push(next);
      }
    }
  });
  for (const { stage: at, roots } of groups) {
    const kernel = reaching(() => kernelOf(graph, roles, roots));
    if (kernel) staged.push({ stage: at, step: { kind: 'loop', kernel } });
  }
  for (const { ref, value } of graph.guards) {
    const source = roles.source(ref);
    staged.push({ stage: ready[source]! - 0.5, step: { kind: 'guard', ref: source, value } });
  }
  return { staged, unreachable };
}

/** Roots of one loop share its loads and its registers. */
const MOST_ROOTS = 8;

/** Roots with equal keys may share a loop: those that gather over the last axes do so with those that gather nothing. */
function groupKey({ gather, axes, extents, demands }: Root): string {
  if (demands.length > 1) return `product ${demands.map((d) => d.access.strides.join(',')).join(' ')}`;
  if (gather === 'none') return '';
  const first = extents.length - axes.length;
  return axes.every((a) => a >= first) && first === 0 ? '' : axes.join(',');
}

/** In which stage each stored node can be computed (all before it is stored earlier), and which nodes are needed. */
function stages(graph: Graph, roles: Roles) {
  const n = graph.nodes.length;
  const roots = asked(graph).map((ref) => roles.source(ref));
  const needed = live(graph, roots, argsOf);
  const stage = new Float64Array(n);
  const ready = new Float64Array(n);
  for (let ref = 0; ref < n; ref++) {
    let first = 0;
    for (const a of argsOf(graph, ref)) first = Math.max(first, ready[a]!);
    stage[ref] = first;
    const node = graph.nodes[ref]!;
    ready[ref] = node.kind === 'op' && roles.stored(ref) ? first + 1 : first;
  }
  return { stage, ready, needed };
}
