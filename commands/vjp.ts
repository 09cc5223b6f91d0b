import { cotangentGraph } from '../src/ad/products.ts';
import type { CommandCall } from '../src/lang/ast.ts';
import type { RecordContext } from '../src/command/command.ts';
import { declared } from '../src/command/declaration.ts';
import { cotangents, layout, wrt } from '../src/command/options.ts';
import { firstOutcome } from '../src/derive/derivative-result.ts';
import { cotangent, recordingOf } from '../src/derive/differentiation.ts';
import { assemble, run, shapesOf } from '../src/evaluate/derivative/local.ts';
import { functionAtPoint, localiseAt, pointOf } from '../src/derive/point.ts';

/** `:vjp`: a cotangent pulled back. */
export const vjp = declared({
  name: 'vjp',
  group: 'derivatives',
  summary: 'A cotangent pulled back through a function, ct J, in the form of :grad: one reverse sweep.',
  takes: functionAtPoint,
  options: { with: cotangents, wrt, layout },
  examples: [{ lines: ['f(x, y) = [x^2 + y^2, x*y]', ':vjp f(1, 2) with=[1, 10]'], answers: '[[22, 14]]' }],
  run: (call, context) => {
    const { point, local, derivative } = pulled(call, context);
    return firstOutcome(context, call, 'Pulled-back cotangent', point, local, derivative, []);
  },
  record: (call, context) => {
    const { local, derivative } = pulled(call, context);
    return recordingOf(derivative, local);
  },
});

function pulled(call: CommandCall, context: RecordContext) {
  const { evaluator } = context;
  const point = pointOf(context, call);
  const local = localiseAt(evaluator, point);
  const ct = cotangent(context, call, local);
  const parts = run(evaluator, cotangentGraph(local.graph, local.by.length), [...local.inputs, ct]);
  return { point, local, derivative: assemble(evaluator, parts, [], shapesOf(local).inputs) };
}
