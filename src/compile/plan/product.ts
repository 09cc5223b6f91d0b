import type { Graph, Ref } from '../../graph/graph.ts';
import { opOf } from '../../graph/builder.ts';
import { broadcastStrides, strides as rowMajor } from '../../tensor/shape.ts';
import { type Access, movedAccess } from './access.ts';
import { OutOfReach } from './body.ts';
import { isMove, type Roles } from './roles.ts';

/** Where a matrix product reads an operand: entries at offset + batch + row + column steps of a stored node. */
export interface Matrices {
  readonly ref: Ref;
  readonly offset: number;
  readonly batch: readonly number[];
  readonly row: number;
  readonly column: number;
}

/** Matrix products [...lead, m, k] x [...lead, k, n], by a kernel of their own. */
export interface Product {
  readonly ref: Ref;
  readonly lead: readonly number[];
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Matrices;
  readonly b: Matrices;
}

/** Smaller products are loops like others. */
const LEAST_WORK = 8192;

/** Whether a product is large enough for a kernel of its own. */
export function isLarge(graph: Graph, ref: Ref): boolean {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op' || node.op !== 'matmul') return false;
  const [a, b] = node.args.map((arg) => graph.nodes[arg]!.shape);
  const [m, k, n] = [a!.at(-2)!, a!.at(-1)!, b!.at(-1)!];
  return m * k * n >= LEAST_WORK && Math.min(m, k, n) >= 4;
}

/** How a large product reads its operands. Throws OutOfReach at what has to be stored first. */
export function productOf(graph: Graph, roles: Roles, ref: Ref): Product {
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op') throw new OutOfReach(ref);
  const [sa, sb] = node.args.map((arg) => graph.nodes[arg]!.shape);
  const lead = node.shape.slice(0, -2);
  const operand = (arg: Ref, shape: readonly number[]): Matrices => {
    const size = shape.at(-2)! * shape.at(-1)!;
    const steps = broadcastStrides(shape.slice(0, -2), lead).map((s) => s * size);
    const extents = [...lead, shape.at(-2)!, shape.at(-1)!];
    const start: Access = { offset: 0, strides: [...steps, ...rowMajor(shape).slice(-2)] };
    const { ref: source, access } = stored(graph, roles, arg, start, extents);
    return {
      ref: source,
      offset: access.offset,
      batch: access.strides.slice(0, -2),
      row: access.strides.at(-2)!,
      column: access.strides.at(-1)!,
    };
  };
  return {
    ref,
    lead,
    m: sa!.at(-2)!,
    k: sa!.at(-1)!,
    n: sb!.at(-1)!,
    a: operand(node.args[0]!, sa!),
    b: operand(node.args[1]!, sb!),
  };
}

/** Follows moves from a node to a stored one. */
function stored(
  graph: Graph,
  roles: Roles,
  ref: Ref,
  access: Access,
  extents: readonly number[],
): { readonly ref: Ref; readonly access: Access } {
  if (roles.stored(ref)) return { ref, access };
  const node = graph.nodes[ref]!;
  if (node.kind !== 'op') return { ref, access };
  const op = opOf(node);
  if (!isMove(op) || op.name === 'place') throw new OutOfReach(ref);
  const [arg] = node.args as [Ref];
  const box = { low: extents.map(() => 0), high: extents };
  const moved = movedAccess(op, access, node.shape, graph.nodes[arg]!.shape, box);
  if (moved === undefined || moved === 'zero') throw new OutOfReach(ref);
  return stored(graph, roles, arg, moved, extents);
}
