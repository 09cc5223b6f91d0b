import { cotangentGraph } from '../src/ad/products.ts';
import { command } from '../src/command/declaration.ts';
import { cotangents, layout, wrt } from '../src/command/options.ts';
import { type Along, cotangent, differentiating } from '../src/derive/differentiation.ts';
import { namedValue } from '../src/evaluate/derivative/derivative.ts';
import { fromParts } from '../src/evaluate/derivative/differentiate.ts';
import { localise, run } from '../src/evaluate/derivative/local.ts';
import { functionAtPoint } from '../src/derive/point.ts';

/** `:vjp`: a cotangent pulled back. */
export const vjp = command({
  name: 'vjp',
  group: 'derivatives',
  summary: 'A cotangent pulled back through a function, ct J, in the form of :grad: one reverse sweep.',
  takes: functionAtPoint(),
  options: { with: cotangents, wrt, layout },
  examples: [{ lines: ['f(x, y) = [x^2 + y^2, x*y]', ':vjp f(1, 2) with=[1, 10]'], answers: '[[22, 14]]' }],
  ...differentiating('Pulled-back cotangent', (point, options: Along, context) => {
    const { evaluator } = context;
    const local = localise(evaluator, point);
    const ct = cotangent(context, options.with, local);
    const parts = run(evaluator, cotangentGraph(local.graph, local.by.length), [...local.inputs, ct]);
    const of = { order: 1, output: namedValue(point.name, []), by: local.by } as const;
    return { local, derivative: fromParts(evaluator, of, parts) };
  }),
});
