import { builder, graphOf, inputShapes } from '../graph/builder.ts';
import type { Graph, Ref } from '../graph/graph.ts';
import { full } from '../tensor/tensor.ts';
import { push } from './forward.ts';
import { pull } from './reverse.ts';

/** Products with derivatives as graphs: those of the first `count` inputs, whose directions are further inputs. */

const first = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** J v: inputs [...inputs, a tangent for each of the first `count`]; answers the first output's tangent. */
export function tangentGraph(graph: Graph, count: number): Graph {
  const shapes = inputShapes(graph);
  return graphOf([...shapes, ...shapes.slice(0, count)], ($, all) => {
    const xs = all.slice(0, shapes.length);
    const dxs = shapes.map((_, i): Ref | undefined => (i < count ? all[shapes.length + i]! : undefined));
    const { ys, dys } = push($, graph, xs, dxs);
    return [dys[0] ?? $.constant(full($.shape(ys[0]!), 0))];
  });
}

/** ct J: inputs [...inputs, the first output's cotangent]; answers an adjoint for each of the first `count` inputs. */
export function cotangentGraph(graph: Graph, count: number): Graph {
  const $ = builder();
  const xs = inputShapes(graph).map((s) => $.input(s));
  const ct = $.input(graph.nodes[graph.outputs[0]!]!.shape);
  const { cts } = pull($, graph, xs, [ct], first(count));
  return $.finish(cts.map((c, i) => c ?? $.constant(full($.shape(xs[i]!), 0))));
}

/** The gradient of a scalar graph by its first `count` inputs, each of its input's shape. */
export function gradientGraph(graph: Graph, count: number): Graph {
  return graphOf(inputShapes(graph), ($, xs) => {
    const { cts } = pull($, graph, xs, [$.constant(full([], 1))], first(count));
    return cts.map((c, i) => c ?? $.constant(full($.shape(xs[i]!), 0)));
  });
}

/** H v of a scalar graph, forward over reverse: inputs as for {@link tangentGraph}; an output for each of the first `count` inputs. */
export function hessianVectorGraph(graph: Graph, count: number): Graph {
  const gradient = gradientGraph(graph, count);
  const shapes = inputShapes(graph);
  return graphOf([...shapes, ...shapes.slice(0, count)], ($, all) => {
    const dxs = shapes.map((_, i): Ref | undefined => (i < count ? all[shapes.length + i]! : undefined));
    const { ys, dys } = push($, gradient, all.slice(0, shapes.length), dxs);
    return dys.map((d, i) => d ?? $.constant(full($.shape(ys[i]!), 0)));
  });
}
