import { invariant } from '../../src/base/invariant.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { within } from '../../src/compile/runtime.ts';
import { choiceOf } from '../../src/tensor/kernels.ts';
import { present } from '../../src/graph/trace.ts';
import { curve } from '../../src/train/curve.ts';
import type { Ending, Progress, Reached, TrainingOutcome } from '../../src/train/job.ts';
import type { OptimiserChoice } from '../../src/train/optimisers.ts';
import type { CommandContext } from '../../src/command/command.ts';
import type { JobControl } from '../../src/command/job.ts';
import { type Local, localise } from '../../src/evaluate/derivative/local.ts';
import type { Point } from '../../src/evaluate/derivative/point.ts';

/** So many branches of a loss are kept, so that one between which the parameters swing is not recorded at every swing. */
const MOST_BRANCHES = 15;

/**
 * Trains, and records the loss anew whenever its parameters take another branch than the one it was recorded on: to the
 * user it is one training. It can be run again where it was stopped.
 */
export function trainRetracing(
  { evaluator, ports }: Pick<CommandContext, 'evaluator' | 'ports'>,
  point: Point,
  first: Local,
  steps: number,
  optimiser: OptimiserChoice,
): (control: JobControl) => Promise<TrainingOutcome> {
  const { runtime } = evaluator;
  const k = first.by.length;
  let local = first;
  const params = first.inputs.slice(0, k).map(present);
  let reached: Reached | undefined;
  let done = 0;
  let start: number | undefined;
  let end = Number.NaN;
  let before: Reached | undefined;
  const losses = curve();
  let latest = -1;
  const earlier: Graph[] = [];
  return async ({ stop, progress }) => {
    for (;;) {
      const base = done;
      const job = {
        graph: local.graph,
        others: earlier.slice(-MOST_BRANCHES),
        names: local.by.map(({ name }) => name),
        ...(reached ?? { params }),
        constants: local.inputs.slice(k).map(present),
        steps: steps - base,
        optimiser,
        backend: runtime.backend,
        kernels: choiceOf(runtime.kernels),
      };
      // Where a training was stopped the loss is told already.
      const later = (points: Progress['curve']): Progress['curve'] =>
        points.map(([step, loss]) => [step + base, loss] as const).filter(([step]) => step > latest);
      const watch = (p: Progress): void =>
        progress({ step: p.step + base, steps, loss: p.loss, curve: [...losses.points(), ...later(p.curve)] });
      const part = await ports.train(job, watch, stop);
      start ??= part.loss.start;
      for (const [step, loss] of later(part.curve)) losses.add((latest = step), loss);
      done += part.steps;
      reached = { params: part.params, state: part.state, t: part.t };
      const ended = (stopped: Ending, at: Reached = part): TrainingOutcome => ({
        params: at.params,
        state: at.state,
        t: at.t,
        steps: done,
        loss: { start: start!, end: part.loss.end },
        curve: losses.points(),
        stopped,
      });
      if (part.stopped === 'diverged' && part.steps === 0 && before) {
        // The step that changed the branch is the one that led out of the numbers.
        return { ...ended('diverged', before), steps: done - 1, loss: { start, end } };
      }
      if (part.stopped !== 'branch') return ended(part.stopped);
      invariant(part.steps > 0 && part.before, 'a loss takes the branch that it was recorded on');
      if (stop.requested) {
        reached = part.before;
        done--;
        return ended('interrupted', reached);
      }
      ({ before } = part);
      end = part.loss.end;
      earlier.push(local.graph);
      const by = point.by.map((b, i) => ({ ...b, value: part.params[i]! }));
      local = within(runtime, () => localise(evaluator, { ...point, by }));
    }
  };
}
