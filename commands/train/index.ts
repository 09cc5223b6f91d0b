import { fail } from '../../src/base/fault.ts';
import { present } from '../../src/graph/trace.ts';
import { command } from '../../src/command/declaration.ts';
import { lr, steps, wrt } from '../../src/command/options.ts';
import { functionAtPoint } from '../../src/derive/point.ts';
import { scalarLocal } from '../../src/derive/differentiation.ts';
import { bind } from '../../src/evaluate/session.ts';
import { trainRetracing } from './training.ts';
import { scalar } from '../../src/tensor/tensor.ts';

const MOST_STEPS = 1_000_000_000_000;

/** `:train`: gradient descent on the session's names. */
export const train = command({
  name: 'train',
  group: 'optimising',
  summary: 'Gradient descent on a scalar loss: the names in the call are the parameters, updated in the session.',
  details:
    'Arguments that are not names stay constant; wrt=W,b leaves the other names constant. ' +
    'Ctrl-C ends the training and keeps the parameters reached. ans is the final loss.',
  takes: { ...functionAtPoint({ sessionNames: true }), usage: 'loss(W, b)' },
  options: { steps: steps(1000, MOST_STEPS), lr, wrt: { ...wrt, usage: 'W,b', otherwise: 'all names in the call' } },
  examples: [
    { lines: ['w = 3', 'loss(w) = (w - 1)^2', ':train loss(w) steps=1 lr=0.25', 'w'], answers: '2' },
    { lines: ['w = 0', 'loss(w) = (w - 1)^2', ':train loss(w) steps=200 lr=0.25', 'round(w, 9)'], answers: '1' },
    { lines: ['f(x) = [x, x]', 'w = 1', ':train f(w)'], fault: 'shape/not-scalar' },
  ],
  run: async (point, options, context) => {
    const { evaluator } = context;
    const local = scalarLocal(context, point);
    local.by.forEach((name) => {
      if (!context.session.names.has(name))
        fail('wrt/unknown', `${name} is not stored in the session`, { span: point.span });
    });
    const outcome = await trainRetracing(context, point, local, options.steps, {
      name: 'descent',
      options: { lr: options.lr },
    });
    if (outcome.stopped === 'diverged') {
      evaluator.notes.add({
        code: 'training/diverged',
        message: `the loss left the numbers after step ${outcome.steps}; the parameters before that are kept. Try a smaller lr than ${options.lr}.`,
        span: point.span,
      });
    }
    const session = local.by.reduce(
      (s, name, i) => bind(s, name, { value: outcome.params[i]!, source: context.source }),
      context.session,
    );
    return {
      session,
      ...(outcome.stopped === 'interrupted' ? { options: { steps: outcome.steps } } : {}),
      value: scalar(outcome.loss.end),
      result: {
        kind: 'training',
        params: local.by.map((name, i) => ({ name: [name], ...present(outcome.params[i]!) })),
        steps: outcome.steps,
        loss: outcome.loss,
        curve: outcome.curve,
        stopped: outcome.stopped === 'branch' ? 'steps' : outcome.stopped,
      },
    };
  },
});
