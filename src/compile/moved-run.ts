import { Fault } from '../base/fault.ts';
import { checkInterrupt } from '../base/interrupt.ts';
import { opOf } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { lastUses } from '../graph/live.ts';
import type { Op } from '../ops/op.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type Decisions, held } from './decisions.ts';
import { jitter, type Move, moves } from './jitter.ts';

/** Runs of a graph in which every rounded result is moved. */

/** The values of all nodes. */
export function valuesOf(graph: Graph, inputs: readonly Tensor[]): readonly Tensor[] {
  const values: Tensor[] = [];
  for (const node of graph.nodes) {
    checkInterrupt();
    if (node.kind === 'input') values.push(inputs[node.index]!);
    else if (node.kind === 'constant') values.push(node.value);
    else values.push(opOf(node).compute(...node.args.map((a) => values[a]!)));
  }
  return values;
}

/** The outputs where every rounded result is moved by `fresh` moves; what no move reaches is not computed again. */
export function movedRun(
  graph: Graph,
  values: readonly Tensor[],
  decisions: Decisions,
  fresh: () => Move,
): readonly Tensor[] {
  const moved = values.slice();
  graph.nodes.forEach((node, ref) => {
    if (node.kind !== 'op') return;
    checkInterrupt();
    const op = opOf(node);
    const args = node.args.map((a) => moved[a]!);
    const isStill = node.args.every((a) => moved[a] === values[a]);
    if (isStill && !op.jvp) return;
    const value = isStill ? values[ref]! : op.compute(...args);
    const at = (by: Op): Tensor => (by === op ? value : by.compute(...args));
    moved[ref] = held(decisions, node, at) ?? jitter(op, args, value, fresh());
  });
  return graph.outputs.map((ref) => moved[ref]!);
}

/**
 * How far each entry of the outputs moves in one run, whose results are computed beside those of a plain run and let go as soon as
 * nothing needs them: for graphs whose values are too many to be kept. Steps are those of the plain run.
 */
export function movedBeside(graph: Graph, inputs: readonly Tensor[], fresh: () => Move): readonly Float64Array[] {
  const last = lastUses(graph);
  const plain: (Tensor | undefined)[] = [];
  const moved: (Tensor | undefined)[] = [];
  graph.nodes.forEach((node, ref) => {
    checkInterrupt();
    if (node.kind !== 'op') {
      plain[ref] = node.kind === 'input' ? inputs[node.index]! : node.value;
      moved[ref] = plain[ref];
      return;
    }
    const op = opOf(node);
    const value = op.compute(...node.args.map((a) => plain[a]!));
    plain[ref] = value;
    if (!op.jvp) moved[ref] = value;
    else {
      const args = node.args.map((a) => moved[a]!);
      const isStill = node.args.every((a) => moved[a] === plain[a]);
      moved[ref] = jitter(op, args, isStill ? value : op.compute(...args), fresh());
    }
    for (const a of node.args) if (last[a] === ref) plain[a] = moved[a] = undefined;
  });
  return graph.outputs.map((ref) => {
    const [x, y] = [plain[ref]!.data, moved[ref]!.data];
    return x.map((v, i) => (Number.isNaN(v - y[i]!) ? Number.POSITIVE_INFINITY : Math.abs(v - y[i]!)));
  });
}

/** How far each entry moves in a few runs; as far as can be where a moved matrix turns singular. */
export function spreadOf(
  outputs: readonly Tensor[],
  random: () => number,
  samples: number,
  run: (move: Move, up: boolean) => readonly Tensor[],
): readonly Float64Array[] {
  const moved = outputs.map((y) => new Float64Array(y.data.length));
  try {
    for (let s = 0; s <= samples; s++) {
      const up = s === samples;
      run(moves(random, up), up).forEach((y, k) => {
        const most = moved[k]!;
        y.data.forEach((v, i) => {
          const distance = Math.abs(v - outputs[k]!.data[i]!);
          most[i] = Number.isNaN(distance) ? Number.POSITIVE_INFINITY : Math.max(most[i]!, distance);
        });
      });
    }
  } catch (error) {
    if (!(error instanceof Fault) || error.data.code === 'interrupted') throw error;
    for (const most of moved) most.fill(Number.POSITIVE_INFINITY);
  }
  return moved;
}
