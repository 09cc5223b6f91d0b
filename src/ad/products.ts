import { type Builder, graphOf, inputShapes } from '../graph/builder.ts';
import type { Graph, Ref } from '../graph/graph.ts';
import { full } from '../tensor/tensor.ts';
import { push } from './forward.ts';
import { pull } from './reverse.ts';

/** Products with derivatives as graphs: those of the first `count` inputs, whose directions are further inputs. */

/** Derivatives, each of the shape of one of `like`, with zeros where nothing depends on the inputs. */
const filled = ($: Builder, parts: readonly (Ref | undefined)[], like: readonly Ref[]): readonly Ref[] =>
  parts.map((part, i) => part ?? $.constant(full($.shape(like[i]!), 0)));

/** J v: inputs [...inputs, a tangent for each of the first `count`]; answers the tangent of each output. */
export function tangentGraph(graph: Graph, count: number): Graph {
  const shapes = inputShapes(graph);
  return graphOf([...shapes, ...shapes.slice(0, count)], ($, all) => {
    const xs = all.slice(0, shapes.length);
    const dxs = shapes.map((_, i): Ref | undefined => (i < count ? all[shapes.length + i]! : undefined));
    const { ys, dys } = push($, graph, xs, dxs);
    return filled($, dys, ys);
  });
}

/** Adjoints of the first `count` inputs for a cotangent of the first output. */
function adjoints($: Builder, graph: Graph, xs: readonly Ref[], ct: Ref, count: number): readonly Ref[] {
  const { cts } = pull($, graph, xs, [ct], [...xs.keys()].slice(0, count));
  return filled($, cts, xs);
}

/** ct J: inputs [...inputs, the first output's cotangent]; answers an adjoint for each of the first `count` inputs. */
export const cotangentGraph = (graph: Graph, count: number): Graph =>
  graphOf([...inputShapes(graph), graph.nodes[graph.outputs[0]!]!.shape], ($, all) =>
    adjoints($, graph, all.slice(0, -1), all.at(-1)!, count),
  );

/** The gradient of a scalar graph by its first `count` inputs, each of its input's shape. */
export const gradientGraph = (graph: Graph, count: number): Graph =>
  graphOf(inputShapes(graph), ($, xs) => adjoints($, graph, xs, $.constant(full([], 1)), count));

/** H v of a scalar graph, forward over reverse: inputs as for {@link tangentGraph}; an output for each of the first `count` inputs. */
export const hessianVectorGraph = (graph: Graph, count: number): Graph =>
  tangentGraph(gradientGraph(graph, count), count);
