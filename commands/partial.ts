import { partialGraph } from '../src/ad/partial.ts';
import { fail } from '../src/base/fault.ts';
import { present } from '../src/graph/trace.ts';
import { axesOf } from '../src/derive/axes.ts';
import { command } from '../src/command/declaration.ts';
import { arrayOutcome } from '../src/command/outcome.ts';
import type { OptionType } from '../src/command/command.ts';
import { required } from '../src/command/option.ts';
import { wrt } from '../src/command/options.ts';
import type { Name } from '../src/lang/ast.ts';
import { noteIndependence } from '../src/derive/independence.ts';
import { localise, run } from '../src/evaluate/derivative/local.ts';
import { functionAtPoint } from '../src/derive/point.ts';

const HIGHEST = 40;

/** By what, a name for each differentiation. */
const order: OptionType<readonly Name[]> = {
  ...required(wrt),
  usage: 'x,x,y',
  summary: 'What to differentiate by, a name for each time, as in wrt=x,x,y.',
  read: (option, context) =>
    wrt.read(option, context) ??
    fail('option/missing', ':partial needs to know by what', {
      span: context.command.span,
      help: 'Say wrt=x,x,y: one name for each differentiation.',
    }),
};

/** `:partial`: one mixed partial derivative of any order. */
export const partial = command({
  name: 'partial',
  group: 'derivatives',
  summary: 'One partial derivative of any order: each name in wrt is one differentiation.',
  takes: functionAtPoint({ repeats: true }),
  options: { wrt: order },
  examples: [
    { lines: ['f(x, y) = x^3*y^2', ':partial f(1, 2) wrt=x,x,y'], answers: '24' },
    { lines: [':partial sin(t) at t=0 wrt=t,t,t'], answers: '-1' },
  ],
  run: (point, { wrt: named }, { evaluator }) => {
    const names = named.map((n) => n.name);
    if (names.length > HIGHEST)
      fail('option/value', `orders above ${HIGHEST} are not taken`, {
        span: named[HIGHEST]!.span,
        help: ':taylor answers high orders along a line.',
      });
    const distinct = point.by.filter((b, i) => point.by.findIndex((c) => c.name === b.name) === i);
    const local = localise(evaluator, {
      ...point,
      by: distinct,
      body: (xs) => point.body(point.by.map((b) => xs[distinct.findIndex((d) => d.name === b.name)]!)),
    });
    local.by.forEach(({ name, shape }) => {
      if (shape.length > 0) {
        fail('shape/not-scalar', `:partial differentiates by numbers; ${name} is an array [${shape.join(',')}]`, {
          span: named.find((n) => n.name === name)!.span,
          help: 'Give the function one parameter per number, or use :jac and :hess.',
        });
      }
    });
    noteIndependence(evaluator, local, point);
    const orders = local.by.map(({ name }) => names.filter((n) => n === name).length);
    const [y] = run(evaluator, partialGraph(local.graph, orders), local.inputs);
    const title = `Partial derivative of ${point.text} by ${names.join(', ')}`;
    return arrayOutcome(present(y!), { axes: axesOf(local.output), title });
  },
});
