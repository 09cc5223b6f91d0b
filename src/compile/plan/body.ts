import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import { sameShape, type Shape, sizeOf } from '../../tensor/tensor.ts';
import { type Access, assembledAccesses, type Box, joinedAccess, movedAccess, stretchedAccess } from './access.ts';
import { Descending } from './descending.ts';
import { readOf, type Roles } from './roles.ts';
import { Terms, type TermRef } from './terms.ts';

/** A node that a body cannot reach through the moves between: it has to be stored on its own. */
export class OutOfReach extends Error {
  readonly ref: Ref;

  constructor(ref: Ref) {
    super(`node ${ref} has no access here`);
    this.ref = ref;
  }
}

/** A value that a loop's body needs: a node, read at an access. */
export interface Demand {
  readonly ref: Ref;
  readonly access: Access;
}

/** A demanded value, with what it is computed from: others, or numbers. */
interface Asked extends Demand {
  operands: readonly (Asked | number)[];
  term: TermRef;
  /** The same node, read elsewhere. */
  next: Asked | undefined;
}

const sameAccess = (a: Access, b: Access): boolean =>
  a === b || (a.offset === b.offset && a.strides.every((s, i) => s === b.strides[i]));

const nothing: readonly never[] = [];

/** What is computed in the body of a loop over a box: `results` are the terms of the demands, in order. */
export interface Body {
  readonly terms: Terms;
  readonly results: readonly TermRef[];
  /** What is computed here and not loaded, for deciding what is better stored. */
  readonly computed: readonly Demand[];
}

/**
 * The terms of a loop's body: from the demands down to what is stored, through moves by their accesses. Throws a Cut where
 * the box must be divided, and OutOfReach.
 */
export function bodyOf(graph: Graph, roles: Roles, demands: readonly Demand[], box: Box, own: ReadonlySet<Ref>): Body {
  const { all, asked } = collect(graph, roles, demands, box, own);
  const terms = new Terms();
  const computed: Demand[] = [];
  const termOf = (operand: Asked | number): TermRef =>
    typeof operand === 'number' ? terms.number(operand) : operand.term;
  for (let i = all.length - 1; i >= 0; i--) {
    const one = all[i]!;
    const { ref, access, operands } = one;
    const node = graph.nodes[ref]!;
    if (node.kind !== 'op' || operands.length === 0) {
      const uniform = node.kind === 'constant' && isUniform(node.value.data);
      one.term = uniform ? terms.number(node.value.data[0]!) : terms.load(ref, access);
    } else if (roles.passes(ref)) one.term = termOf(operands[0]!);
    else if (roles.role[ref] === 'assembly') one.term = operands.map(termOf).reduce((sum, t) => terms.add(sum, t));
    else {
      const op = opOf(node);
      const args = operands.map(termOf);
      one.term = terms.of(op, args);
      computed.push(one);
    }
  }
  return { terms, results: asked.map((one) => one.term), computed };
}

/** All values that the demands need, each before what it is computed from. */
function collect(
  graph: Graph,
  roles: Roles,
  demands: readonly Demand[],
  box: Box,
  own: ReadonlySet<Ref>,
): { readonly all: readonly Asked[]; readonly asked: readonly Asked[] } {
  const waiting = new Map<Ref, Asked>();
  const refs = new Descending();
  const ask = (ref: Ref, access: Access): Asked => {
    const first = waiting.get(ref);
    for (let one = first; one; one = one.next) if (sameAccess(one.access, access)) return one;
    const added: Asked = { ref, access, operands: nothing, term: -1, next: undefined };
    if (first) {
      added.next = first.next;
      first.next = added;
    } else {
      waiting.set(ref, added);
      refs.push(ref);
    }
    return added;
  };
  const asked = demands.map(({ ref, access }) => ask(ref, access));
  const all: Asked[] = [];
  for (let ref = refs.pop(); ref !== undefined; ref = refs.pop()) {
    const node = graph.nodes[ref]!;
    const reaches = node.kind === 'op' && (own.has(ref) || !roles.stored(ref));
    for (let one = waiting.get(ref); one; one = one.next) {
      if (reaches) one.operands = operandsOf(graph, roles, node, one, box, ask);
      all.push(one);
    }
  }
  return { all, asked };
}

function operandsOf(
  graph: Graph,
  roles: Roles,
  node: Graph['nodes'][number] & { kind: 'op' },
  { ref, access }: Demand,
  box: Box,
  ask: (ref: Ref, access: Access) => Asked,
): readonly (Asked | number)[] {
  const op = opOf(node);
  const { structure } = op;
  const shapeOf = (a: Ref): Shape => graph.nodes[a]!.shape;
  if (roles.role[ref] === 'move') {
    const [a] = node.args as [Ref];
    const moved = movedAccess(readOf(op), access, node.shape, shapeOf(a), box);
    if (moved === undefined) throw new OutOfReach(ref);
    return [moved === 'zero' ? 0 : ask(a, moved)];
  }
  if (structure.kind === 'join') {
    const joined = joinedAccess(structure.axis, access, node.shape, node.args.map(shapeOf), box);
    if (!joined) throw new OutOfReach(ref);
    return [ask(node.args[joined.part]!, joined.access)];
  }
  if (structure.kind === 'assembly') {
    const parts = assembledAccesses(
      structure,
      access,
      node.shape,
      { list: node.args, shape: (part) => shapeOf(node.args[part]!) },
      box,
    );
    if (!parts) throw new OutOfReach(ref);
    return parts.length === 0 ? [0] : parts.map((p) => ask(node.args[p.part]!, p.access));
  }
  return node.args.map((a) => {
    const shape = shapeOf(a);
    if (sameShape(shape, node.shape)) return ask(a, access);
    if (sizeOf(shape) === 1) return ask(a, { offset: 0, strides: access.strides.map(() => 0) });
    const stretched = stretchedAccess(access, node.shape, shape, box);
    if (stretched === undefined) throw new OutOfReach(ref);
    return ask(a, stretched);
  });
}

/** The same bits everywhere. */
export const isUniform = (data: Float64Array): boolean => data.length > 0 && data.every((x) => Object.is(x, data[0]));
