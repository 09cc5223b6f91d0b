import { hessianVectorGraph } from '../src/ad/products.ts';
import { command } from '../src/command/declaration.ts';
import { along, layout, wrt } from '../src/command/options.ts';
import { functionAtPoint } from '../src/derive/point.ts';
import { required } from '../src/command/option.ts';
import { type Along, differentiating, scalarLocal, tangents } from '../src/derive/differentiation.ts';
import { fromParts } from '../src/evaluate/derivative/differentiate.ts';
import { run } from '../src/evaluate/derivative/local.ts';

/** `:hvp`: the Hessian times a direction. */
export const hvp = command({
  name: 'hvp',
  group: 'derivatives',
  summary: 'The Hessian of a scalar function times a direction, H v, in the form of :grad, without forming H.',
  takes: functionAtPoint(),
  options: { along: required(along), wrt, layout },
  examples: [{ lines: ['f(x, y) = x^2 + y^2 + x*y', ':hvp f(1, 2) along=(1, -1)'], answers: '[[1, -1]]' }],
  ...differentiating('Hessian times a direction', (point, options: Along, context) => {
    const { evaluator } = context;
    const local = scalarLocal(context, point);
    const vectors = tangents(context, options.along, local);
    const parts = run(evaluator, hessianVectorGraph(local.graph, local.by.length), [...local.inputs, ...vectors]);
    const of = { order: 1, output: local.output, by: local.by } as const;
    return { local, derivative: fromParts(evaluator, of, parts) };
  }),
});
