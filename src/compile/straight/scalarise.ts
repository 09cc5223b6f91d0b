import { opOf } from '../../graph/builder.ts';
import type { Graph, GraphNode, Ref } from '../../graph/graph.ts';
import { broadcastStrides, offsets } from '../../tensor/shape.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { formula } from '../formulas.ts';
import { positionsOf } from '../plan/positions.ts';
import { isMove, reducedAxes, roleOf } from '../plan/roles.ts';
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
  if (graph.nodes.reduce((n, node) => n + sizeOf(node.shape), 0) > 8 * most) return undefined;
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

type OpNode = GraphNode & { kind: 'op' };

function entriesOf(
  terms: Terms,
  graph: Graph,
  node: OpNode,
  op: Op,
  args: readonly (readonly TermRef[])[],
): readonly TermRef[] | undefined {
  const { shape } = node;
  const shapes = node.args.map((a) => graph.nodes[a]!.shape);
  if (op.name === 'undecided') return args[0];
  if (isMove(op)) {
    return Array.from(positionsOf(op, shapes[0]!), (p) => (p < 0 ? terms.number(0) : args[0]![p]!));
  }
  switch (roleOf(op)) {
    case 'join': {
      const positions = op.compute(...numbered(shapes));
      const all = args.flat();
      return Array.from(positions.data, (p) => all[p]!);
    }
    case 'sum':
      return gathered(
        op,
        shapes[0]!,
        sizeOf(shape),
        args[0]!,
        (a, b) => terms.add(a, b),
        () => terms.number(0),
      );
    case 'max':
      return gathered(
        op,
        shapes[0]!,
        sizeOf(shape),
        args[0]!,
        (a, b) => terms.max(a, b),
        () => terms.number(-Infinity),
      );
    case 'product':
      return product(terms, shape, shapes, args);
    case 'entry': {
      const reads = shapes.map((s) => offsets(shape, broadcastStrides(s, shape)));
      return Array.from({ length: sizeOf(shape) }, (_, i) => {
        const x = args.map((a, k) => a[reads[k]![i]!]!);
        return formula(terms, op, x) ?? terms.own(op.key, x);
      });
    }
    default:
      return undefined;
  }
}

/** Operands whose entries are their positions, counted through all of them. */
function numbered(shapes: readonly (readonly number[])[]): readonly Tensor[] {
  let next = 0;
  return shapes.map((shape) => ({ shape, data: Float64Array.from({ length: sizeOf(shape) }, () => next++) }));
}

/** For each entry of a reduction the operand's entries that it gathers. */
function gathered(
  op: Op,
  from: readonly number[],
  size: number,
  x: readonly TermRef[],
  join: (a: TermRef, b: TermRef) => TermRef,
  none: () => TermRef,
): readonly TermRef[] {
  const axes = reducedAxes(op, from);
  const kept = from.map((d, i) => (axes.includes(i) ? 1 : d));
  const target = offsets(from, broadcastStrides(kept, from));
  const out: (TermRef | undefined)[] = Array.from({ length: size });
  x.forEach((term, i) => {
    const at = target[i]!;
    out[at] = out[at] === undefined ? term : join(out[at], term);
  });
  return out.map((term) => term ?? none());
}

function product(
  terms: Terms,
  shape: readonly number[],
  [sa, sb]: readonly (readonly number[])[],
  [a, b]: readonly (readonly TermRef[])[],
): readonly TermRef[] {
  const [m, k, n] = [sa!.at(-2)!, sa!.at(-1)!, sb!.at(-1)!];
  const lead = shape.slice(0, -2);
  const starts = (s: readonly number[], size: number): Int32Array =>
    offsets(lead, broadcastStrides(s.slice(0, -2), lead)).map((p) => p * size);
  const [ia, ib] = [starts(sa!, m * k), starts(sb!, k * n)];
  return Array.from({ length: sizeOf(shape) }, (_, at) => {
    const batch = Math.floor(at / (m * n));
    const [i, j] = [Math.floor(at / n) % m, at % n];
    let sum: TermRef | undefined;
    for (let l = 0; l < k; l++) {
      const term = terms.mul(a![ia[batch]! + i * k + l]!, b![ib[batch]! + l * n + j]!);
      sum = sum === undefined ? term : terms.add(sum, term);
    }
    return sum ?? terms.number(0);
  });
}
