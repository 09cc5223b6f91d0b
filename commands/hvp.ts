import { hessianVectorGraph } from '../src/ad/products.ts';
import type { CommandCall } from '../src/lang/ast.ts';
import type { Command, RecordContext } from '../src/command/command.ts';
import { firstOutcome } from '../src/derive/derivative-result.ts';
import { recordingOf, scalarLocal, tangents } from '../src/derive/differentiation.ts';
import { assemble, run, shapesOf } from '../src/evaluate/derivative/local.ts';

/** `:hvp`: the Hessian times a direction. */
export const hvp: Command = {
  name: 'hvp',
  group: 'derivatives',
  usage: ':hvp f(x, y) along=(0.5, -1) [wrt=x,y] [layout=numerator|denominator]',
  summary: 'The Hessian of a scalar function times a direction, H v, in the form of :grad, without forming H.',
  options: ['wrt', 'along', 'layout'],
  operands: 'expressions',
  examples: [{ lines: ['f(x, y) = x^2 + y^2 + x*y', ':hvp f(1, 2) along=(1, -1)'], answers: '[[1, -1]]' }],
  run: (call, context) => {
    const { point, local, derivative } = multiplied(call, context);
    return firstOutcome(context, call, 'Hessian times a direction', point, local, derivative);
  },
  record: (call, context) => {
    const { local, derivative } = multiplied(call, context);
    return recordingOf(derivative, local);
  },
};

function multiplied(call: CommandCall, context: RecordContext) {
  const { evaluator } = context;
  const { point, local } = scalarLocal(context, call);
  const along = tangents(context, call, local);
  const parts = run(evaluator, hessianVectorGraph(local.graph, local.by.length), [...local.inputs, ...along]);
  return { point, local, derivative: assemble(evaluator, parts, [], shapesOf(local).inputs) };
}
