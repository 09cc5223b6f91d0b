import { opOf } from '../graph/builder.ts';
import type { Graph, OpNode } from '../graph/graph.ts';
import type { Op } from '../ops/op.ts';
import { equal, larger, smaller, unequal } from '../ops/scalar/comparison.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { sameData } from './backend.ts';
import { interpret } from './interpreter.ts';

/** What an op that is piecewise constant decided: a comparison, a sign, a whole part, an order. */
interface Decision {
  readonly op: Op;
  readonly args: readonly Tensor[];
  /** What every run goes on with. */
  readonly taken: Tensor;
  /** On which side of the step its operands are. */
  readonly sides: readonly Tensor[];
  /** What the operands of another run may have led to. */
  swayed?: Tensor;
}

/** The decisions of a graph at its inputs: runs that move its results hold to them, and are asked whether they would decide otherwise. */
export type Decisions = ReadonlyMap<OpNode, Decision>;

const isEquality = (op: Op): boolean => op === equal || op === unequal;

/** What tells the sides of a step: two numbers that are equal but for rounding differ in every run, now to this side and now to that. */
const sidesBy = (op: Op): readonly Op[] => (isEquality(op) ? [larger, smaller] : [op]);

/** The decisions of a graph whose nodes have these values. */
export function decisionsOf({ nodes }: Graph, values: readonly Tensor[]): Decisions {
  const found = new Map<OpNode, Decision>();
  nodes.forEach((node, ref) => {
    if (node.kind !== 'op') return;
    const op = opOf(node);
    if (op.jvp) return;
    const args = node.args.map((a) => values[a]!);
    const taken = values[ref]!;
    found.set(node, {
      op,
      args,
      taken,
      sides: isEquality(op) ? sidesBy(op).map((by) => by.compute(...args)) : [taken],
    });
  });
  return found;
}

/** What a run goes on with at a node that decides; `at` answers what an op makes of the run's own operands. Undefined at any other node. */
export function held(decisions: Decisions, node: OpNode, at: (op: Op) => Tensor): Tensor | undefined {
  const decision = decisions.get(node);
  if (!decision) return undefined;
  const { op, sides, taken } = decision;
  const found = sidesBy(op).map(at);
  if (found.some((side, k) => !sameData(sides[k]!.data, side.data))) {
    const differs = (i: number): boolean => found.some((side, k) => side.data[i] !== sides[k]!.data[i]);
    decision.swayed = isEquality(op)
      ? { shape: taken.shape, data: taken.data.map((v, i) => (differs(i) ? 1 - v : v)) }
      : found[0]!;
  }
  return taken;
}

/** Held scales and shifts move with what they are taken from, and nothing hangs on where they are. */
const matters = ({ op }: Decision): boolean => op.structure.kind !== 'gather';

/** The nodes at which a run would have decided otherwise. */
export const swayed = (decisions: Decisions): readonly OpNode[] =>
  [...decisions].flatMap(([node, decision]) => (decision.swayed && matters(decision) ? [node] : []));

/** What was taken at a node, and on which side: for decisions that are taken anew. */
export type Taken = Pick<Decision, 'taken' | 'sides'>;

/** A decision at a node by what ops make of other operands. */
export const takenBy = (decisions: Decisions, node: OpNode, at: (op: Op) => Tensor): Taken => {
  const { op } = decisions.get(node)!;
  const taken = at(op);
  return { taken, sides: isEquality(op) ? sidesBy(op).map(at) : [taken] };
};

/** The same decisions, but for those that `others` has; as if no run had been swayed. */
export const retaken = (decisions: Decisions, others: ReadonlyMap<OpNode, Taken>): Decisions =>
  new Map(
    [...decisions].map(([node, { op, args, taken, sides }]) => [
      node,
      { op, args, ...(others.get(node) ?? { taken, sides }) },
    ]),
  );

/** Whether a decision fell at a tie of which a note tells: of the node, or of the one whose slope it is. */
export function isTied({ nodes }: Graph, decisions: Decisions, node: OpNode): boolean {
  const { op, args } = decisions.get(node)!;
  if (!((op.kinks?.(...args) ?? 0) > 0)) return false;
  return nodes.some(
    (one) => one.kind === 'op' && one.differentiated && opOf(one).kinks && node.args.every((a) => one.args.includes(a)),
  );
}

/** A graph's outputs where a node had decided otherwise. */
export const outputsWith = (
  graph: Graph,
  inputs: readonly Tensor[],
  decisions: Decisions,
  swayedNode: OpNode,
): readonly Tensor[] =>
  interpret(graph, inputs, (node, _op, _args, value) =>
    node === swayedNode ? (decisions.get(node)?.swayed ?? value) : value,
  );
