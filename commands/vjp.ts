import { cotangentGraph } from '../src/ad/products.ts';
import type { Command } from '../src/session/command.ts';
import { firstOutcome } from '../src/session/derivative-result.ts';
import { cotangent } from '../src/session/differentiation.ts';
import { assemble, run, shapesOf } from '../src/session/local.ts';
import { localiseAt, pointOf } from '../src/session/point.ts';

/** `:vjp`: a cotangent pulled back. */
export const vjp: Command = {
  name: 'vjp',
  group: 'derivatives',
  usage: ':vjp f(x, y) with=[1, 0] [wrt=x,y] [layout=numerator|denominator]',
  summary: 'A cotangent pulled back through a function, ct J, in the form of :grad: one reverse sweep.',
  options: ['wrt', 'with', 'layout'],
  operands: 'expressions',
  examples: [{ lines: ['f(x, y) = [x^2 + y^2, x*y]', ':vjp f(1, 2) with=[1, 10]'], answers: '[[22, 14]]' }],
  run: (call, context) => {
    const { machine } = context;
    const point = pointOf(context, call);
    const local = localiseAt(machine, point);
    const ct = cotangent(context, call, local);
    const parts = run(machine, cotangentGraph(local.graph, local.by.length), [...local.inputs, ct]);
    const { inputs } = shapesOf(local);
    return firstOutcome(context, call, 'Pulled-back cotangent', point, local, assemble(machine, parts, [], inputs), []);
  },
};
