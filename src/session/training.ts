import { present } from '../graph/trace.ts';
import type { Progress, TrainingOutcome } from '../train/job.ts';
import type { CommandContext } from './command.ts';
import type { Local } from './local.ts';
import { localiseAt, type Point } from './point.ts';

/**
 * Trains, and records the loss anew whenever its parameters take another branch than the one it was recorded on: to the
 * user it is one training.
 */
export async function trainRetracing(
  context: CommandContext,
  point: Point,
  first: Local,
  steps: number,
  lr: number,
): Promise<TrainingOutcome> {
  let local = first;
  let done = 0;
  let curve: TrainingOutcome['curve'] = [];
  let start: number | undefined;
  for (;;) {
    const k = local.by.length;
    const values = local.inputs.map(present);
    const base = done;
    const earlier = curve;
    const shifted = (points: TrainingOutcome['curve']): TrainingOutcome['curve'] => [
      ...earlier,
      ...points.map(([step, loss]) => [step + base, loss] as const),
    ];
    const job = {
      graph: local.graph,
      names: local.by,
      params: values.slice(0, k),
      constants: values.slice(k),
      steps: steps - base,
      lr,
    };
    const watch = (p: Progress): void =>
      context.progress({ step: p.step + base, steps, loss: p.loss, curve: shifted(p.curve) });
    const part = await context.ports.train(job, watch, context.stop);
    start ??= part.loss.start;
    done += part.steps;
    curve = shifted(part.curve);
    if (part.stopped !== 'branch' || context.stop.requested) {
      const stopped = part.stopped === 'branch' ? 'interrupted' : part.stopped;
      return { ...part, steps: done, loss: { start, end: part.loss.end }, curve, stopped };
    }
    local = localiseAt(context.machine, { ...point, by: point.by.map((b, i) => ({ ...b, value: part.params[i]! })) });
  }
}
