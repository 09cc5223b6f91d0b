import { invariant } from '../../src/base/invariant.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { within } from '../../src/compile/runtime.ts';
import { choiceOf } from '../../src/tensor/kernels.ts';
import { present } from '../../src/graph/trace.ts';
import { curve } from '../../src/train/curve.ts';
import type { Ending, Progress, Reached, TrainingOutcome } from '../../src/train/job.ts';
import type { OptimiserChoice } from '../../src/train/optimisers/index.ts';
import type { CommandContext } from '../../src/command/command.ts';
import type { Local } from '../../src/evaluate/derivative/local.ts';
import { localiseAt, type Point } from '../../src/derive/point.ts';

/** So many branches of a loss are kept, so that one between which the parameters swing is not recorded at every swing. */
const MOST_BRANCHES = 15;

/**
 * Trains, and records the loss anew whenever its parameters take another branch than the one it was recorded on: to the
 * user it is one training.
 */
export async function trainRetracing(
  context: CommandContext,
  point: Point,
  first: Local,
  steps: number,
  optimiser: OptimiserChoice,
): Promise<TrainingOutcome> {
  const { runtime } = context.evaluator;
  let local = first;
  let done = 0;
  let start: number | undefined;
  let end = Number.NaN;
  let reached: Pick<Reached, 'state' | 't'> | undefined;
  let before: Reached | undefined;
  const losses = curve();
  const earlier: Graph[] = [];
  for (;;) {
    const k = local.by.length;
    const values = local.inputs.map(present);
    const base = done;
    const job = {
      graph: local.graph,
      others: earlier.slice(-MOST_BRANCHES),
      names: local.by,
      ...reached,
      params: values.slice(0, k),
      constants: values.slice(k),
      steps: steps - base,
      optimiser,
      backend: runtime.backend,
      kernels: choiceOf(runtime.kernels),
    };
    const watch = (p: Progress): void => {
      const later = p.curve.map(([step, loss]) => [step + base, loss] as const);
      context.progress({ step: p.step + base, steps, loss: p.loss, curve: [...losses.points(), ...later] });
    };
    const part = await context.ports.train(job, watch, context.stop);
    start ??= part.loss.start;
    for (const [step, loss] of part.curve) losses.add(step + base, loss);
    done += part.steps;
    const ended = (stopped: Ending): TrainingOutcome => ({
      params: part.params,
      state: part.state,
      t: part.t,
      steps: done,
      loss: { start: start!, end: part.loss.end },
      curve: losses.points(),
      stopped,
    });
    if (part.stopped === 'diverged' && part.steps === 0 && before) {
      // The step that changed the branch is the one that led out of the numbers.
      return { ...ended('diverged'), ...before, steps: done - 1, loss: { start, end } };
    }
    if (part.stopped !== 'branch') return ended(part.stopped);
    invariant(part.steps > 0 && part.before, 'a loss takes the branch that it was recorded on');
    if (context.stop.requested) return { ...ended('interrupted'), ...part.before, steps: done - 1 };
    ({ before } = part);
    reached = { state: part.state, t: part.t };
    end = part.loss.end;
    earlier.push(local.graph);
    const by = point.by.map((b, i) => ({ ...b, value: part.params[i]! }));
    local = within(runtime, () => localiseAt(context.evaluator, { ...point, by }));
  }
}
