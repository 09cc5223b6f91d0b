import { taylor as expand } from '../src/ad/taylor.ts';
import { graphOf, inputShapes } from '../src/graph/builder.ts';
import type { Ref } from '../src/graph/graph.ts';
import { present } from '../src/graph/trace.ts';
import { reshape } from '../src/ops/core.ts';
import { concat } from '../src/ops/array/moves.ts';
import { axesOf, namesText } from '../src/derive/axes.ts';
import { command } from '../src/command/declaration.ts';
import { arrayOutcome } from '../src/command/outcome.ts';
import { along, wrt } from '../src/command/options.ts';
import { whole } from '../src/command/option.ts';
import { noteIndependence } from '../src/derive/independence.ts';
import { tangents } from '../src/derive/differentiation.ts';
import { localise, run } from '../src/evaluate/derivative/local.ts';
import { functionAtPoint } from '../src/derive/point.ts';
import { full, scalar } from '../src/tensor/tensor.ts';

/** `:taylor`: the coefficients of the Taylor polynomial. */
export const taylor = command({
  name: 'taylor',
  group: 'derivatives',
  summary:
    'The Taylor coefficients f^(k)/k!, k = 0..order, of a function at a point, or of t -> f(x + t v) with along=v.',
  takes: functionAtPoint(),
  options: {
    order: whole({ least: 0, most: 100, default: 5, summary: 'The highest power of t that is told.' }),
    along: { ...along, otherwise: '1, for a function of one number' },
    wrt,
  },
  examples: [
    { lines: ['f(x) = exp(x)', ':taylor f(0) order=4'], answers: '[1, 1, 1/2, 1/6, 1/24]' },
    { lines: [':taylor x*y at x=1, y=2 order=2 along=(1, 1)'], answers: '[2, 3, 1]' },
  ],
  run: (point, { order, along: direction }, context) => {
    const { evaluator } = context;
    const local = localise(evaluator, point);
    const { by, output } = local;
    noteIndependence(evaluator, local, point);
    const simple = by.length === 1 && by[0]!.shape.length === 0 && !direction;
    const vectors = simple ? [scalar(1)] : tangents(context, direction, local).map(present);
    const shapes = inputShapes(local.graph);
    const graph = graphOf([...shapes, ...vectors.map((v) => v.shape)], ($, all) => {
      const vs = shapes.map((_, i): Ref | undefined => (i < vectors.length ? all[shapes.length + i]! : undefined));
      const coefficients = expand($, local.graph, all.slice(0, shapes.length), vs, order);
      const rows = coefficients.map((c) => $(reshape([1, ...output.shape]), c ?? $.constant(full(output.shape, 0))));
      return [$(concat(0), ...rows)];
    });
    const [y] = run(evaluator, graph, [...local.inputs, ...vectors]);
    const powers = { name: 'k', labels: Array.from({ length: order + 1 }, (_, k) => `t^${k}`) };
    const title = `Taylor coefficients of ${point.text} at ${namesText(by)}`;
    return arrayOutcome(present(y!), { axes: [powers, ...axesOf(output)], title });
  },
});
