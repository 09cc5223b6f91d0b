import { opOf } from '../graph/builder.ts';
import type { Graph, OpNode } from '../graph/graph.ts';
import type { Op } from '../ops/op.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { sameData } from './backend.ts';
import { interpret } from './interpreter.ts';

/** What an op that is piecewise constant decided: a comparison, a sign, a whole part, an order. */
interface Decision {
  readonly op: Op;
  readonly args: readonly Tensor[];
  /** What every run goes on with. */
  readonly taken: Tensor;
  /** What the operands of another run would have led to. */
  swayed?: Tensor;
}

/** The decisions of a graph at its inputs: runs that move its results hold to them, and are asked whether they would decide otherwise. */
export type Decisions = ReadonlyMap<OpNode, Decision>;

/** Runs a graph for its decisions. */
export function decisionsOf(graph: Graph, inputs: readonly Tensor[]): Decisions {
  const found = new Map<OpNode, Decision>();
  interpret(graph, inputs, (node, op, args, value) => {
    if (op.jvp === undefined) found.set(node, { op, args, taken: value });
    return value;
  });
  return found;
}

/** What a run goes on with at a node that decides, where its own operands lead to `value`; undefined at any other node. */
export function held(decisions: Decisions, node: OpNode, value: Tensor): Tensor | undefined {
  const decision = decisions.get(node);
  if (!decision) return undefined;
  if (!sameData(decision.taken.data, value.data)) decision.swayed = value;
  return decision.taken;
}

/** Held scales and shifts move with what they are taken from, and nothing hangs on where they are. */
const matters = ({ op }: Decision): boolean => op.structure.kind !== 'gather';

/** The nodes at which a run would have decided otherwise. */
export const swayed = (decisions: Decisions): readonly OpNode[] =>
  [...decisions].flatMap(([node, decision]) => (decision.swayed && matters(decision) ? [node] : []));

/** The same decisions, but for those that `other` has taken otherwise; as if no run had been swayed. */
export const corrected = (decisions: Decisions, other: ReadonlyMap<OpNode, Tensor>): Decisions =>
  new Map([...decisions].map(([node, { op, args, taken }]) => [node, { op, args, taken: other.get(node) ?? taken }]));

/** Whether a decision fell at a tie of which a note tells: of the node, or of the one whose slope it is. */
export function isTied({ nodes }: Graph, decisions: Decisions, node: OpNode): boolean {
  const { op, args } = decisions.get(node)!;
  if (!((op.kinks?.(...args) ?? 0) > 0)) return false;
  return nodes.some(
    (one) => one.kind === 'op' && one.differentiated && opOf(one).kinks && node.args.every((a) => one.args.includes(a)),
  );
}

/** A graph's outputs where some nodes had decided otherwise. */
export const outputsWith = (
  graph: Graph,
  inputs: readonly Tensor[],
  decisions: Decisions,
  nodes: ReadonlySet<OpNode>,
): readonly Tensor[] =>
  interpret(graph, inputs, (node, _op, _args, value) =>
    nodes.has(node) ? (decisions.get(node)?.swayed ?? value) : value,
  );
