import { push } from '../../src/ad/forward.ts';
import { graphOf, inputShapes, replay } from '../../src/graph/builder.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { eager } from '../../src/ops/apply.ts';
import { literal } from '../../src/ops/core.ts';
import type { Apply, Op } from '../../src/ops/op.ts';
import { scalar } from '../../src/tensor/tensor.ts';

/** The derivative of a graph of scalars by its input `by`, as a graph. */
const partial = (graph: Graph, by: number): Graph =>
  graphOf(inputShapes(graph), ($, xs) => {
    const seeds = xs.map((_, i) => (i === by ? literal($, 1) : undefined));
    return [push($, graph, xs, seeds).dys[0] ?? literal($, 0)];
  });

const answer = (graph: Graph, x: readonly number[]): number =>
  replay(eager, graph, x.map(scalar))[graph.outputs[0]!]!.data[0]!;

/** A function of numbers that answers f, f_x, f_y, f_xx, f_xy, f_yy, ... to an order, by the rules of the ops in `f`. */
export function derivatives(
  arity: number,
  order: number,
  f: <V>($: Apply<V>, x: readonly V[]) => V,
): (...x: number[]) => readonly number[] {
  let level = [graphOf(Array<readonly []>(arity).fill([]), ($, xs) => [f($, xs)])];
  const all = [...level];
  for (let n = 1; n <= order; n++) {
    const last = level.at(-1)!;
    level = [...level.map((g) => partial(g, 0)), ...(arity === 2 ? [partial(last, 1)] : [])];
    all.push(...level);
  }
  return (...x) => all.map((graph) => answer(graph, x));
}

/** The derivatives of one op. */
export const derivativesOf = (op: Op, order: number): ((...x: number[]) => readonly number[]) =>
  derivatives(op.value!.length, order, ($, x) => $(op, ...x));
