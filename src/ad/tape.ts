import { graphOf, inputShapes, opOf } from '../graph/builder.ts';
import type { Graph, Ref } from '../graph/graph.ts';
import { eager } from '../ops/apply.ts';
import type { Op } from '../ops/op.ts';
import { full, type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import { dependents } from './depends.ts';
import { push } from './forward.ts';
import { jacobianOf } from './jacobian.ts';
import { pull } from './reverse.ts';

/** What the two sweeps carry through a graph, node by node: for showing them; nothing is computed with it. */

const allNodes = (graph: Graph): Graph => ({ ...graph, outputs: graph.nodes.map((_, ref) => ref) });

/** The tangent of every node along one direction, a tangent per input (undefined: zero), of the node's shape. */
export const tangentsAt = (
  graph: Graph,
  inputs: readonly Tensor[],
  along: readonly (Tensor | undefined)[],
): readonly (Tensor | undefined)[] => push(eager, allNodes(graph), inputs, along).dys;

/** The adjoint of every node for one cotangent of the first output, of the node's shape; undefined is zero. */
export const adjointsAt = (
  graph: Graph,
  inputs: readonly Tensor[],
  cotangent: Tensor,
  by: readonly number[],
): readonly (Tensor | undefined)[] => pull(eager, graph, inputs, [cotangent], by).adjoints;

/** What one use of a value adds to its adjoint: the user's adjoint times its derivative by that operand. */
export interface Share {
  readonly through: Ref;
  readonly operand: number;
  readonly ct: Tensor;
}

/** For each node, the shares that its uses add up to its adjoint, last use first, as the reverse sweep meets them. */
export function sharesAt(
  graph: Graph,
  values: readonly Tensor[],
  adjoints: readonly (Tensor | undefined)[],
  by: readonly number[],
): readonly (readonly Share[])[] {
  const active = dependents(graph, by);
  const shares: Share[][] = graph.nodes.map(() => []);
  for (let ref = graph.nodes.length - 1; ref >= 0; ref--) {
    const node = graph.nodes[ref]!;
    const ct = adjoints[ref];
    if (node.kind !== 'op' || ct === undefined || !active[ref]) continue;
    const wants = node.args.map((a) => active[a]!);
    const cts = opOf(node).vjp?.(eager, ct, wants, ...node.args.map((a) => values[a]!), values[ref]!) ?? [];
    node.args.forEach((a, operand) => {
      const share = cts[operand];
      if (wants[operand] && share) shares[a]!.push({ through: ref, operand, ct: share });
    });
  }
  return shares;
}

/** A local derivative. */
export interface Partial {
  /** True: one number per entry of the result, as each depends on one entry of the operand. False: [...result, ...operand]. */
  readonly entrywise: boolean;
  readonly value: Tensor;
}

/** Local derivatives with more entries are not worked out. */
const MOST = 400;

/** The derivative of an op's result by one operand; undefined where it has too many entries to be shown. */
export function partialAt(op: Op, args: readonly Tensor[], value: Tensor, operand: number): Partial | undefined {
  const x = args[operand]!;
  if (op.structure.kind === 'entry') {
    const ones = args.map((_, i) => (i === operand ? full(x.shape, 1) : undefined));
    return { entrywise: true, value: op.jvp?.(eager, ones, ...args, value) ?? full(value.shape, 0) };
  }
  if (x.data.length * value.data.length > MOST) return undefined;
  const graph = graphOf(
    args.map((a) => a.shape),
    ($, xs) => [$(op, ...xs)],
  );
  const [value_] = jacobianOf(
    eager,
    graph,
    args,
    [operand],
    sizeOf(value.shape) < sizeOf(x.shape) ? 'reverse' : 'forward',
  );
  return { entrywise: false, value: value_! };
}

/** Directions that together make the whole derivative: a unit tangent for each entry of each of the inputs `by`. */
export function unitDirections(graph: Graph, by: readonly number[]): readonly (readonly (Tensor | undefined)[])[] {
  const shapes = inputShapes(graph);
  return by.flatMap((i) => unitEntries(shapes[i]!).map((unit) => shapes.map((_, k) => (k === i ? unit : undefined))));
}

/** The arrays of a shape with one entry 1 and the others 0. */
export const unitEntries = (shape: Shape): readonly Tensor[] =>
  Array.from({ length: sizeOf(shape) }, (_, i) => {
    const unit = full(shape, 0);
    unit.data[i] = 1;
    return unit;
  });
