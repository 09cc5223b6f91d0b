import { hessianVectorGraph } from '../src/ad/products.ts';
import type { CommandCall } from '../src/lang/ast.ts';
import type { RecordContext } from '../src/command/command.ts';
import { declared } from '../src/command/declaration.ts';
import { along, layout, wrt } from '../src/command/options.ts';
import { functionAtPoint } from '../src/derive/point.ts';
import { required } from '../src/command/option.ts';
import { firstOutcome } from '../src/derive/derivative-result.ts';
import { recordingOf, scalarLocal, tangents } from '../src/derive/differentiation.ts';
import { assemble, run, shapesOf } from '../src/evaluate/derivative/local.ts';

/** `:hvp`: the Hessian times a direction. */
export const hvp = declared({
  name: 'hvp',
  group: 'derivatives',
  summary: 'The Hessian of a scalar function times a direction, H v, in the form of :grad, without forming H.',
  takes: functionAtPoint,
  options: { along: required(along), wrt, layout },
  examples: [{ lines: ['f(x, y) = x^2 + y^2 + x*y', ':hvp f(1, 2) along=(1, -1)'], answers: '[[1, -1]]' }],
  run: (call, context) => {
    const { point, local, derivative } = multiplied(call, context);
    return firstOutcome(context, call, 'Hessian times a direction', point, local, derivative);
  },
  record: (call, context) => {
    const { local, derivative } = multiplied(call, context);
    return recordingOf(derivative, local);
  },
});

function multiplied(call: CommandCall, context: RecordContext) {
  const { evaluator } = context;
  const { point, local } = scalarLocal(context, call);
  const along = tangents(context, call, local);
  const parts = run(evaluator, hessianVectorGraph(local.graph, local.by.length), [...local.inputs, ...along]);
  return { point, local, derivative: assemble(evaluator, parts, [], shapesOf(local).inputs) };
}
