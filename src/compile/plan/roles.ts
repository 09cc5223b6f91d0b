import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import type { Op } from '../../ops/op.ts';
import { sizeOf } from '../../tensor/tensor.ts';
import { isEntrywise } from '../formulas.ts';

/** How a node is computed: by formula, by reading elsewhere, as a reduction, as a matrix product, or as a whole by its op. */
export type Role = 'leaf' | 'entry' | 'move' | 'join' | 'assembly' | 'sum' | 'max' | 'product' | 'whole';

const moves: ReadonlySet<string> = new Set([
  'reshape',
  'broadcastTo',
  'stretch',
  'spread',
  'transpose',
  'slice',
  'place',
  'undecided',
]);

/** Whether an op's result holds entries of its first operand (or zeros), each where an access says. */
export const isMove = (op: Op): boolean => moves.has(op.name) && !(op.name === 'place' && op.attrs['step'] !== 1);

export function roleOf(op: Op): Role {
  if (isMove(op)) return 'move';
  if (op.name === 'concat') return 'join';
  if (op.name === 'assemble') return 'assembly';
  if (op.name === 'sum' || op.name === 'sumTo' || op.name === 'sumKeeping') return 'sum';
  if (op.name === 'max' || op.name === 'heldGreatest') return 'max';
  if (op.name === 'matmul') return 'product';
  return isEntrywise(op) ? 'entry' : 'whole';
}

/** The operands that a node's value is made of. */
export function argsOf(graph: Graph, ref: Ref): readonly Ref[] {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op') return [];
  return node.op === 'undecided' ? [node.args[0]!] : node.args;
}

/** The axes (from 0) that a reduction of an operand of the given shape gathers. */
export function reducedAxes(op: Op, operand: readonly number[]): readonly number[] {
  if (op.name !== 'sumTo') return op.attrs['axes'] as readonly number[];
  const shape = op.attrs['shape'] as readonly number[];
  const lead = operand.length - shape.length;
  return operand.flatMap((d, i) => (i < lead || (shape[i - lead] === 1 && d !== 1) ? [i] : []));
}

/** The nodes' roles, and which of them are stored: the others are computed where they are read. */
export class Roles {
  readonly role: Role[];
  private readonly graph: Graph;
  private readonly kept = new Set<Ref>();

  constructor(graph: Graph) {
    this.graph = graph;
    this.role = graph.nodes.map((node) => {
      if (node.kind !== 'op') return 'leaf';
      const role = roleOf(opOf(node));
      // What gathers single entries moves them.
      const gathers = role === 'sum' || role === 'max';
      return gathers && sizeOf(node.shape) === sizeOf(graph.nodes[node.args[0]!]!.shape) ? 'move' : role;
    });
    for (const ref of [...graph.outputs, ...graph.guards.map((g) => g.ref)]) this.store(this.source(ref));
    graph.nodes.forEach((node, ref) => {
      if (node.kind === 'op' && this.role[ref] === 'whole') for (const a of node.args) this.store(this.source(a));
    });
  }

  /** Whether a node's entries lie in memory. */
  stored(ref: Ref): boolean {
    const role = this.role[ref]!;
    return (
      role === 'leaf' ||
      role === 'sum' ||
      role === 'max' ||
      role === 'product' ||
      role === 'whole' ||
      this.kept.has(ref)
    );
  }

  /** Whether a node's entries are those of an operand. */
  passes(ref: Ref): boolean {
    const role = this.role[ref];
    return role === 'move' || role === 'join';
  }

  /** Keeps a node in memory. */
  store(ref: Ref): void {
    this.kept.add(ref);
  }

  /** Leaves a node to its op as a whole. */
  leaveWhole(ref: Ref): void {
    this.role[ref] = 'whole';
    for (const a of argsOf(this.graph, ref)) this.store(this.source(a));
  }

  /** The node whose entries, in the same order, those of `ref` are. */
  source(ref: Ref): Ref {
    const node = this.graph.nodes[ref]!;
    if (node.kind !== 'op' || this.kept.has(ref) || (node.op !== 'reshape' && node.op !== 'undecided')) return ref;
    return this.source(node.args[0]!);
  }

  size(ref: Ref): number {
    return sizeOf(this.graph.nodes[ref]!.shape);
  }
}
