import { graphOf, inputShapes } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { literal, mul } from '../ops/core.ts';
import { full } from '../tensor/tensor.ts';
import { taylor } from './taylor.ts';

/** The mixed partial derivative of a graph's first output, `orders[i]` times by input i (a scalar), one input after the other. */
export function partialGraph(graph: Graph, orders: readonly number[]): Graph {
  return orders.reduce((g, order, i) => (order === 0 ? g : derivativeOfOrder(g, i, order)), graph);
}

/** f^(n) = n! times the n-th Taylor coefficient. */
function derivativeOfOrder(graph: Graph, input: number, order: number): Graph {
  return graphOf(inputShapes(graph), ($, xs) => {
    const one = $.constant(full([], 1));
    const coefficients = taylor(
      $,
      graph,
      xs,
      xs.map((_, i) => (i === input ? one : undefined)),
      order,
    );
    const c = coefficients[order];
    if (c === undefined) return [$.constant(full(graph.nodes[graph.outputs[0]!]!.shape, 0))];
    return [$(mul, literal($, factorial(order)), c)];
  });
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
