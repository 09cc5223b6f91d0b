import { fail } from '../../src/base/fault.ts';
import { present } from '../../src/graph/trace.ts';
import { command } from '../../src/command/declaration.ts';
import { lr, steps, wrt } from '../../src/command/options.ts';
import { functionAtPoint } from '../../src/derive/point.ts';
import { scalarLocal } from '../../src/derive/differentiation.ts';
import type { Outcome } from '../../src/command/command.ts';
import { bind, type Session } from '../../src/evaluate/session.ts';
import type { TrainingOutcome } from '../../src/train/job.ts';
import { optimisers } from '../../src/train/optimisers.ts';
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
  options: {
    steps: steps(1000, MOST_STEPS),
    lr: lr(optimisers.descent.options.lr),
    wrt: { ...wrt, usage: 'W,b', otherwise: 'all names in the call' },
  },
  examples: [
    { lines: ['w = 3', 'loss(w) = (w - 1)^2', ':train loss(w) steps=1 lr=0.25', 'w'], answers: '2' },
    { lines: ['w = 0', 'loss(w) = (w - 1)^2', ':train loss(w) steps=200 lr=0.25', 'round(w, 9)'], answers: '1' },
    { lines: ['f(x) = [x, x]', 'w = 1', ':train f(w)'], fault: 'shape/not-scalar' },
  ],
  run: (point, { steps, lr }, context) => {
    const { evaluator } = context;
    const local = scalarLocal(context, point);
    local.by.forEach(({ name }) => {
      if (!context.session.names.has(name))
        fail('wrt/unknown', `${name} is not stored in the session`, { span: point.operand.span });
    });
    const train = trainRetracing(context, point, local, steps, { name: 'descent', options: { lr } });
    const end = (outcome: TrainingOutcome): ((now: Session) => Outcome) => {
      if (outcome.stopped === 'diverged') {
        evaluator.notes.add({
          code: 'training/diverged',
          message: `the loss left the numbers after step ${outcome.steps}; the parameters before that are kept. Try a smaller lr than ${lr}.`,
          span: point.operand.span,
        });
      }
      return (now) =>
        trained(
          outcome,
          local.by.map(({ name }) => name),
          now,
          context.source,
        );
    };
    return { job: { run: async (control) => end(await train(control)) } };
  },
});

/** What a training makes of a session. */
function trained(
  { params, steps, loss, curve, stopped }: TrainingOutcome,
  names: readonly string[],
  now: Session,
  source: string,
): Outcome {
  return {
    session: names.reduce((s, name, i) => bind(s, name, { value: params[i]!, source }), now),
    ...(stopped === 'interrupted' && { options: { steps } }),
    value: scalar(loss.end),
    result: {
      kind: 'training',
      params: names.map((name, i) => ({ name: [name], ...present(params[i]!) })),
      steps,
      loss,
      curve,
      stopped: stopped === 'branch' ? 'steps' : stopped,
    },
  };
}
