import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import type { Op } from '../../ops/op.ts';
import { sizeOf, type Shape } from '../../tensor/tensor.ts';
import { formula } from '../formulas.ts';
import { type Access, type Box, joinedAccess, movedAccess, stretchedAccess } from './access.ts';
import { isMove, type Roles } from './roles.ts';
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

/** An operand of a demanded value: another one, or a number. */
type Operand = { readonly key: string } | { readonly number: number };

interface Asked extends Demand {
  operands: readonly Operand[];
}

const keyOf = ({ offset, strides }: Access): string => `${offset}:${strides.join(',')}`;

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
  const asked = collect(graph, roles, demands, box, own);
  const terms = new Terms();
  const values = new Map<string, TermRef>();
  const computed: Demand[] = [];
  const valueOf = (operand: Operand): TermRef =>
    'number' in operand ? terms.number(operand.number) : values.get(operand.key)!;
  for (let i = asked.length - 1; i >= 0; i--) {
    const { ref, access, operands } = asked[i]!;
    const node = graph.nodes[ref]!;
    const key = `${ref}@${keyOf(access)}`;
    if (node.kind !== 'op' || operands.length === 0) {
      values.set(
        key,
        node.kind === 'constant' && isUniform(node.value.data)
          ? terms.number(node.value.data[0]!)
          : terms.load(ref, access),
      );
      continue;
    }
    const op = opOf(node);
    if (isMove(op) || op.name === 'concat') values.set(key, valueOf(operands[0]!));
    else {
      const args = operands.map(valueOf);
      values.set(key, formula(terms, op, args) ?? terms.own(op.key, args));
      computed.push({ ref, access });
    }
  }
  return { terms, results: demands.map((d) => values.get(`${d.ref}@${keyOf(d.access)}`)!), computed };
}

/** All values that the demands need, each before what it is computed from. */
function collect(
  graph: Graph,
  roles: Roles,
  demands: readonly Demand[],
  box: Box,
  own: ReadonlySet<Ref>,
): readonly Asked[] {
  const waiting = new Map<Ref, Map<string, Asked>>();
  let top = -1;
  const ask = (ref: Ref, access: Access): Operand => {
    const key = keyOf(access);
    let at = waiting.get(ref);
    if (!at) waiting.set(ref, (at = new Map<string, Asked>()));
    if (!at.has(key)) at.set(key, { ref, access, operands: [] });
    top = Math.max(top, ref);
    return { key: `${ref}@${key}` };
  };
  for (const { ref, access } of demands) ask(ref, access);
  const found: Asked[] = [];
  for (let ref = top; ref >= 0; ref--) {
    for (const one of waiting.get(ref)?.values() ?? []) {
      const node = graph.nodes[ref]!;
      if (node.kind === 'op' && (own.has(ref) || !roles.stored(ref))) {
        one.operands = operandsOf(graph, opOf(node), node, one, box, ask);
      }
      found.push(one);
    }
  }
  return found;
}

function operandsOf(
  graph: Graph,
  op: Op,
  node: Graph['nodes'][number] & { kind: 'op' },
  { ref, access }: Demand,
  box: Box,
  ask: (ref: Ref, access: Access) => Operand,
): readonly Operand[] {
  const shapes: readonly Shape[] = node.args.map((a) => graph.nodes[a]!.shape);
  if (isMove(op)) {
    const moved = movedAccess(op, access, node.shape, shapes[0]!, box);
    if (moved === undefined) throw new OutOfReach(ref);
    return [moved === 'zero' ? { number: 0 } : ask(node.args[0]!, moved)];
  }
  if (op.name === 'concat') {
    const joined = joinedAccess(op, access, node.shape, shapes, box);
    if (!joined) throw new OutOfReach(ref);
    return [ask(node.args[joined.part]!, joined.access)];
  }
  return node.args.map((a, i) => {
    const stretched = stretchedAccess(access, node.shape, shapes[i]!, box);
    if (stretched === undefined) throw new OutOfReach(ref);
    return ask(a, sizeOf(shapes[i]!) === 1 ? { offset: 0, strides: access.strides.map(() => 0) } : stretched);
  });
}

/** The same bits everywhere. */
export const isUniform = (data: Float64Array): boolean => data.length > 0 && data.every((x) => Object.is(x, data[0]));
