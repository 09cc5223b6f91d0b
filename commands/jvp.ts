import { tangentGraph } from '../src/ad/products.ts';
import { present } from '../src/graph/trace.ts';
import type { RecordContext } from '../src/command/command.ts';
import { command } from '../src/command/declaration.ts';
import { arrayOutcome } from '../src/command/outcome.ts';
import { along, wrt } from '../src/command/options.ts';
import { type Listed, required } from '../src/command/option.ts';
import { axesOf, namesText } from '../src/derive/axes.ts';
import { tangents } from '../src/derive/differentiation.ts';
import { localise, run } from '../src/evaluate/derivative/local.ts';
import { functionAtPoint } from '../src/derive/point.ts';
import type { Point } from '../src/evaluate/derivative/point.ts';

/** `:jvp`: the derivative along a direction. */
export const jvp = command({
  name: 'jvp',
  group: 'derivatives',
  summary: "The derivative along a direction, J v, in the output's shape: one forward sweep.",
  takes: functionAtPoint(),
  options: { along: required(along), wrt },
  examples: [{ lines: ['f(x, y) = [x^2 + y^2, x*y]', ':jvp f(1, 2) along=(0.5, -1)'], answers: '[-3, 0]' }],
  run: (point, options, context) => {
    const { local, tangent } = pushed(point, options.along, context);
    const title = `Derivative of ${point.text} along a direction of ${namesText(local.by)}`;
    return arrayOutcome(present(tangent), { axes: axesOf(local.output), title });
  },
  record: (point, options, context) => ({ values: [pushed(point, options.along, context).tangent] }),
});

function pushed(point: Point, direction: Listed | undefined, context: RecordContext) {
  const { evaluator } = context;
  const local = localise(evaluator, point);
  const vectors = tangents(context, direction, local);
  const [tangent] = run(evaluator, tangentGraph(local.graph, local.by.length), [...local.inputs, ...vectors]);
  return { local, tangent: tangent! };
}
