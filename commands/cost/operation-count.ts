import { knownOperands, opOf } from '../../src/graph/builder.ts';
import type { Graph, OpNode, Ref } from '../../src/graph/graph.ts';
import { live } from '../../src/graph/live.ts';
import { workOf } from '../../src/ops/numbers/counter.ts';
import type { Op } from '../../src/ops/op.ts';
import { isMove, type Structure } from '../../src/ops/structure.ts';
import { poison } from '../../src/ops/undecided.ts';
import { type Shape, sizeOf } from '../../src/tensor/tensor.ts';

/** Operations on numbers that a computation takes. */
export interface Operations {
  /** All of them: sums, products, quotients and function values; signs, tests and moves of entries are free. */
  readonly total: number;
  /** Values of elementary functions among them, by name: `exp`, `sqrt`. */
  readonly functions: ReadonlyMap<string, number>;
}

/** What one node takes, and the functions whose values are among it. */
interface NodeWork {
  readonly operations: number;
  readonly functions: readonly string[];
}

const nothing: readonly string[] = [];

/** Of one node: an entrywise op takes for each entry what its formula counts, a matrix product 2 k - 1, and a move nothing. */
function workOfNode(graph: Graph, node: OpNode): NodeWork {
  const op = opOf(node);
  const size = sizeOf(node.shape);
  if (op.structure.kind !== 'entry') {
    return {
      operations: gathered(
        op.structure,
        node.args.map((a) => graph.nodes[a]!.shape),
        node.shape,
      ),
      functions: nothing,
    };
  }
  const { operations, functions } = entryWork(op, knownOperands(graph, node));
  return { operations: size * operations, functions };
}

/** Of one entry, by the op's formula; a member of a family, which has no name that users know, by its identity too. */
function entryWork(op: Op, known: readonly (number | undefined)[]): NodeWork {
  if (op === poison) return { operations: 0, functions: nothing };
  const isMember = Object.keys(op.attrs).length > 0;
  const work =
    (op.formula && workOf(op.formula, known)) ?? (isMember && op.identity ? workOf(op.identity, known) : undefined);
  if (!work) return { operations: 1, functions: [op.name] };
  const { products, quotients, calls } = work;
  return {
    operations: Math.max(1, products + quotients + calls.length),
    functions: calls.filter((name) => name !== 'pow'),
  };
}

/** Operations that an op takes for results which are no functions of single entries. */
function gathered(structure: Exclude<Structure, { kind: 'entry' }>, operands: readonly Shape[], shape: Shape): number {
  const size = sizeOf(shape);
  const added = operands.reduce((n, s) => n + sizeOf(s), 0);
  switch (structure.kind) {
    case 'alias':
    case 'move':
    case 'join':
      return 0;
    case 'gather':
      return Math.max(0, added - size);
    case 'scatter':
      return added - (size / structure.extent) * new Set(structure.indices).size;
    case 'assembly':
      return added;
    case 'scan':
      return size - size / Math.max(1, shape[structure.axis]!);
    case 'product':
      return size * (2 * operands[0]!.at(-1)! - 1);
    case 'whole':
      return structure.work(...operands);
  }
}

/** Counts what a graph's outputs take, each node `times` it is computed: once where results are shared. */
function count(graph: Graph, times: (ref: Ref) => number): Operations {
  let total = 0;
  const functions = new Map<string, number>();
  graph.nodes.forEach((node, ref) => {
    const n = times(ref);
    if (n === 0 || node.kind !== 'op') return;
    const work = workOfNode(graph, node);
    total += work.operations * n;
    for (const name of work.functions) functions.set(name, (functions.get(name) ?? 0) + sizeOf(node.shape) * n);
  });
  return { total, functions };
}

/** Operations of a graph as it is run: what is used several times is computed once. */
export function operationsOf(graph: Graph): Operations {
  const marks = live(graph, graph.outputs);
  return count(graph, (ref) => marks[ref]!);
}

/** Operations of a graph written out as one expression: what is used several times is computed as often. */
export function expandedOperations(graph: Graph): Operations {
  const times = new Float64Array(graph.nodes.length);
  for (const ref of graph.outputs) times[ref]! += 1;
  for (let ref = graph.nodes.length - 1; ref >= 0; ref--) {
    const node = graph.nodes[ref]!;
    if (node.kind === 'op') for (const a of node.args) times[a]! += times[ref]!;
  }
  return count(graph, (ref) => times[ref]!);
}

/** Multiplications and additions of local derivatives, one per edge of the graph (moves are no steps of their own). */
export interface ChainCost {
  /** Ways from an input to an answer. */
  readonly paths: number;
  /** Every path multiplied out by itself, and the products added up. */
  readonly naive: { readonly multiplications: number; readonly additions: number };
  /** One adjoint for each value, which all that it is computed from reuse. */
  readonly reuse: { readonly multiplications: number; readonly additions: number };
}

/**
 * What the chain rule costs by the sum over all paths, and by one reverse sweep.
 *
 * Source: Griewank & Walther, Evaluating Derivatives, 2nd ed., chapter 9 (Bauer's formula).
 */
export function chainCost(graph: Graph, active: readonly boolean[]): ChainCost {
  // From the answers back: the paths on from a node, and the edges on them in all.
  const size = graph.nodes.length;
  const paths = new Float64Array(size);
  const steps = new Float64Array(size);
  const marks = live(graph, graph.outputs);
  for (const ref of graph.outputs) if (active[ref]) paths[ref] = 1;
  let multiplications = 0;
  let additions = 0;
  const uses = new Float64Array(size);
  // An answer's adjoint is 1, so that its edges take no multiplication; moves pass that on.
  const isSeed = new Uint8Array(size);
  for (const ref of graph.outputs) isSeed[ref] = 1;
  let total = 0;
  let length = 0;
  for (let ref = size - 1; ref >= 0; ref--) {
    const node = graph.nodes[ref]!;
    if (!marks[ref] || !active[ref]) continue;
    if (uses[ref]! > 1) additions += uses[ref]! - 1;
    if (node.kind === 'input') {
      total += paths[ref]!;
      length += steps[ref]!;
      continue;
    }
    if (node.kind !== 'op') continue;
    const step = isMove(opOf(node)) ? 0 : 1;
    for (const a of node.args) {
      if (!active[a]) continue;
      paths[a]! += paths[ref]!;
      steps[a]! += steps[ref]! + step * paths[ref]!;
      uses[a]! += 1;
      if (step === 1 && !isSeed[ref]) multiplications += 1;
      if (step === 0 && isSeed[ref] && !graph.outputs.includes(a)) isSeed[a] = 1;
    }
  }
  return {
    paths: total,
    naive: {
      multiplications: Math.max(0, length - total),
      additions: Math.max(0, total - inputsReached(graph, paths)),
    },
    reuse: { multiplications, additions },
  };
}

const inputsReached = (graph: Graph, paths: Float64Array): number =>
  graph.inputs.filter((ref) => paths[ref]! > 0).length;
