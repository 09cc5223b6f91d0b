import { entryCount, opOf } from '../../graph/builder.ts';
import type { Graph, OpNode, Ref } from '../../graph/graph.ts';
import { sourcesOf, targetsOf } from '../../ops/positions.ts';
import { productIndices } from '../../tensor/linear/batch.ts';
import { broadcastOffsets } from '../../tensor/shape.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { Terms, type TermRef } from '../plan/terms.ts';
import type { Op } from '../../ops/op.ts';

/** An op that takes whole arrays, called in between: its operands' entries, and where its result's entries are read. */
export interface WholeCall {
  readonly ref: Ref;
  readonly op: Op;
  readonly args: readonly { readonly shape: readonly number[]; readonly entries: readonly TermRef[] }[];
  /** Terms of this number on may read its result. */
  readonly at: TermRef;
}

/** A graph in single numbers. */
export interface Scalars {
  readonly terms: Terms;
  /** For each output and guard its entries. */
  readonly outputs: readonly (readonly TermRef[])[];
  readonly guards: readonly { readonly entries: readonly TermRef[]; readonly value: Tensor }[];
  readonly calls: readonly WholeCall[];
}

/** Takes a graph apart into single numbers; undefined where that makes more than `most` terms. */
export function scalarise(graph: Graph, most: number): Scalars | undefined {
  // Moves make no terms, but entries have to be told one by one.
  if (entryCount(graph) > 8 * most) return undefined;
  const terms = new Terms();
  const calls: WholeCall[] = [];
  const entries: (readonly TermRef[])[] = [];
  for (const [ref, node] of graph.nodes.entries()) {
    if (node.kind === 'constant') entries.push(Array.from(node.value.data, (x) => terms.number(x)));
    else if (node.kind === 'input') entries.push(loads(terms, ref, sizeOf(node.shape)));
    else {
      const args = node.args.map((a) => entries[a]!);
      const op = opOf(node);
      const found = entriesOf(terms, graph, node, op, args);
      if (found) entries.push(found);
      else {
        calls.push({
          ref,
          op,
          args: node.args.map((a, i) => ({ shape: graph.nodes[a]!.shape, entries: args[i]! })),
          at: terms.list.length,
        });
        entries.push(loads(terms, ref, sizeOf(node.shape)));
      }
    }
    if (terms.list.length > most) return undefined;
  }
  return {
    terms,
    outputs: graph.outputs.map((ref) => entries[ref]!),
    guards: graph.guards.map(({ ref, value }) => ({ entries: entries[ref]!, value })),
    calls,
  };
}

const loads = (terms: Terms, ref: Ref, size: number): readonly TermRef[] =>
  Array.from({ length: size }, (_, i) => terms.load(ref, { offset: i, strides: [] }));

function entriesOf(
  terms: Terms,
  graph: Graph,
  node: OpNode,
  op: Op,
  args: readonly (readonly TermRef[])[],
): readonly TermRef[] | undefined {
  const { shape } = node;
  const shapes = node.args.map((a) => graph.nodes[a]!.shape);
  const { structure } = op;
  switch (structure.kind) {
    case 'alias':
      return args[0];
    case 'move':
    case 'join': {
      const all = args.flat();
      return Array.from(sourcesOf(op, shapes), (p) => (p < 0 ? terms.number(0) : all[p]!));
    }
    case 'gather': {
      if (structure.by === 'scale') return undefined;
      return gathered(terms, structure.by, targetsOf(structure, shapes[0]!), sizeOf(shape), args[0]!);
    }
    case 'product':
      return product(terms, shape, shapes, args);
    case 'entry': {
      const reads = shapes.map((s) => broadcastOffsets(s, shape));
      return Array.from({ length: sizeOf(shape) }, (_, i) => {
        const x = args.map((a, k) => a[reads[k]![i]!]!);
        return terms.of(op, x);
      });
    }
    case 'assembly':
    case 'scatter':
    case 'scan':
    case 'whole':
      return undefined;
  }
}

function gathered(
  terms: Terms,
  by: 'total' | 'greatest',
  targets: Int32Array,
  size: number,
  x: readonly TermRef[],
): readonly TermRef[] {
  const parts: TermRef[][] = Array.from({ length: size }, () => []);
  x.forEach((term, i) => parts[targets[i]!]!.push(term));
  if (by === 'total') return parts.map((part) => total(terms, part));
  return parts.map((part) =>
    part.length === 0 ? terms.number(-Infinity) : part.reduce((most, term) => terms.max(most, term)),
  );
}

const plainTotal = (terms: Terms, parts: readonly TermRef[]): TermRef | undefined =>
  parts.reduce<TermRef | undefined>((sum, x) => (sum === undefined ? x : terms.add(sum, x)), undefined);

/**
 * A sum as in the other back ends: what each rounding lost (Knuth's TwoSum) is summed beside it. Two terms are rounded once
 * anyway.
 */
function total(terms: Terms, parts: readonly TermRef[]): TermRef {
  if (parts.length < 3) return plainTotal(terms, parts) ?? terms.number(0);
  let sum = parts[0]!;
  let lost: TermRef | undefined;
  for (const x of parts.slice(1)) {
    const next = terms.add(sum, x);
    const back = terms.sub(next, sum);
    const error = terms.add(terms.sub(sum, terms.sub(next, back)), terms.sub(x, back));
    lost = lost === undefined ? error : terms.add(lost, error);
    sum = next;
  }
  // Where the sum has overflowed, what was lost is NaN.
  return terms.select(terms.equal(lost!, lost!), terms.add(sum, lost!), sum);
}

function product(
  terms: Terms,
  shape: readonly number[],
  [sa, sb]: readonly (readonly number[])[],
  [a, b]: readonly (readonly TermRef[])[],
): readonly TermRef[] {
  const { terms: count, apart, row, column, left, right } = productIndices(sa!, sb!);
  // Inner products are sums like others; those within products of matrices are as fast as they can be.
  const isInner = sa!.at(-2) === 1 && sb!.at(-1) === 1;
  return Array.from({ length: sizeOf(shape) }, (_, at) => {
    const [p, q] = [left(row(at)), right(column(at))];
    const products = Array.from({ length: count }, (_, l) => terms.mul(a![p + l]!, b![q + l * apart]!));
    return isInner ? total(terms, products) : (plainTotal(terms, products) ?? terms.number(0));
  });
}
