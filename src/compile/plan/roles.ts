import { opOf } from '../../graph/builder.ts';
import type { Graph, Ref } from '../../graph/graph.ts';
import { asked } from '../../graph/live.ts';
import type { Op } from '../../ops/op.ts';
import type { Read } from '../../ops/structure.ts';
import { sizeOf } from '../../tensor/tensor.ts';

/** How a node is computed: by formula, by reading elsewhere, gathered, as a matrix product, or as a whole by its op. */
export type Role = 'leaf' | 'entry' | 'move' | 'join' | 'assembly' | 'total' | 'greatest' | 'product' | 'whole';

/** How an op's result can be computed where it is read, if it can; the exhaustive reading of its structure. */
export function roleOf({ structure }: Op): Role {
  switch (structure.kind) {
    case 'entry':
    case 'join':
    case 'assembly':
    case 'product':
      return structure.kind;
    case 'alias':
      return 'move';
    case 'move':
      return isWalk(structure.read) ? 'move' : 'whole';
    case 'gather':
      return structure.by === 'scale' ? 'whole' : structure.by;
    case 'scatter':
    case 'scan':
    case 'whole':
      return 'whole';
  }
}

/** Whether a move reads in equal strides, within a part of the result at least. */
const isWalk = (read: Read): boolean => (read.by === 'placing' ? read.step === 1 : !isListed(read));

const isListed = ({ by }: Read): boolean => by === 'indices' || by === 'scattering';

/** Whether an op picks or scatters single entries, each at most once, so that no walk in equal strides leads to them all. */
export const picks = ({ structure }: Op): boolean =>
  structure.kind === 'move' && (isListed(structure.read) || structure.read.by === 'placing');

/** Where a node with the role of a move reads its operand: what stands for it, or gathers single entries of it, in order. */
export const readOf = ({ structure }: Op): Read => (structure.kind === 'move' ? structure.read : { by: 'order' });

/** The operands that a node's value is made of. */
export function argsOf(graph: Graph, ref: Ref): readonly Ref[] {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op') return [];
  return opOf(node).structure.kind === 'alias' ? [node.args[0]!] : node.args;
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
      const gathers = role === 'total' || role === 'greatest';
      return gathers && sizeOf(node.shape) === sizeOf(graph.nodes[node.args[0]!]!.shape) ? 'move' : role;
    });
    for (const ref of asked(graph)) this.store(this.source(ref));
    graph.nodes.forEach((node, ref) => {
      if (node.kind === 'op' && this.role[ref] === 'whole') for (const a of node.args) this.store(this.source(a));
    });
  }

  /** Whether a node's entries lie in memory. */
  stored(ref: Ref): boolean {
    const role = this.role[ref]!;
    return (
      role === 'leaf' ||
      role === 'total' ||
      role === 'greatest' ||
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
    if (node.kind !== 'op' || this.kept.has(ref)) return ref;
    const { structure } = opOf(node);
    const isSame = structure.kind === 'alias' || (structure.kind === 'move' && structure.read.by === 'order');
    if (!isSame) return ref;
    return this.source(node.args[0]!);
  }

  size(ref: Ref): number {
    return sizeOf(this.graph.nodes[ref]!.shape);
  }
}
