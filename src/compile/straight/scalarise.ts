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
  const out: (TermRef | undefined)[] = Array.from({ length: size });
  x.forEach((term, i) => {
    const at = targets[i]!;
    const before = out[at];
    if (before === undefined) out[at] = term;
    else out[at] = by === 'total' ? terms.add(before, term) : terms.max(before, term);
  });
  return out.map((term) => term ?? terms.number(by === 'total' ? 0 : -Infinity));
}

function product(
  terms: Terms,
  shape: readonly number[],
  [sa, sb]: readonly (readonly number[])[],
  [a, b]: readonly (readonly TermRef[])[],
): readonly TermRef[] {
  const { terms: count, apart, row, column, left, right } = productIndices(sa!, sb!);
  return Array.from({ length: sizeOf(shape) }, (_, at) => {
    const [p, q] = [left(row(at)), right(column(at))];
    let sum: TermRef | undefined;
    for (let l = 0; l < count; l++) {
      const term = terms.mul(a![p + l]!, b![q + l * apart]!);
      sum = sum === undefined ? term : terms.add(sum, term);
    }
    return sum ?? terms.number(0);
  });
}
