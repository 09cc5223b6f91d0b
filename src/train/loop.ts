import type { Executable } from '../compile/backend.ts';
import { GuardFailed, interpreter } from '../compile/interpreter.ts';
import { builder, inputShapes } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { pull } from '../ad/reverse.ts';
import { full, type Tensor } from '../tensor/tensor.ts';
import { curve } from './curve.ts';
import type { Ending, Progress, TrainingJob, TrainingOutcome } from './job.ts';

/** A graph that answers the loss and then its gradient by each of the first `count` inputs, of their shapes. */
export function lossAndGradient(graph: Graph, count: number): Graph {
  const $ = builder();
  const xs = inputShapes(graph).map((s) => $.input(s));
  const by = Array.from({ length: count }, (_, i) => i);
  const { ys, cts } = pull($, graph, xs, [$.constant(full([], 1))], by);
  return $.finish([ys[0]!, ...cts.map((ct, i) => ct ?? $.constant(full($.shape(xs[i]!), 0)))]);
}

/**
 * Gradient descent, p <- p - lr dL/dp for all parameters at once: a step each time it is resumed, with what is asked of
 * it (`true` to end). Answers the parameters with the lowest index of steps taken that still had a finite loss.
 */
export function* descend(job: TrainingJob): Generator<Progress, TrainingOutcome, boolean | undefined> {
  const { lr, steps, constants } = job;
  const run = alternatives([job.graph, ...(job.others ?? [])], job.params.length);
  const losses = curve();
  let params = job.params;
  let before = params;
  let start = Number.NaN;
  let end = Number.NaN;
  let step = 0;
  let stopped: Ending = 'steps';
  for (;;) {
    const outputs = run([...params, ...constants]);
    if (!outputs) {
      stopped = 'branch';
      break;
    }
    const [loss, ...gradient] = outputs;
    const value = loss!.data[0]!;
    if (step === 0) start = value;
    if (!Number.isFinite(value)) {
      // The parameters that led here are of no use; those before them are.
      if (step > 0) [params, step] = [before, step - 1];
      else end = value;
      stopped = 'diverged';
      break;
    }
    end = value;
    losses.add(step, value);
    if (step === steps) break;
    const progress: Progress = {
      step,
      steps,
      loss: value,
      // Read only when it is sent: most steps are not.
      get curve() {
        return losses.points();
      },
    };
    if (yield progress) {
      stopped = 'interrupted';
      break;
    }
    before = params;
    params = params.map((p, i) => descended(p, gradient[i]!, lr));
    step++;
  }
  const outcome = { params, steps: step, loss: { start, end }, curve: losses.points(), stopped };
  return stopped === 'branch' ? { ...outcome, before } : outcome;
}

/** The loss and its gradient by the first graph that holds, the one that held last first; undefined where none does. */
function alternatives(
  graphs: readonly Graph[],
  count: number,
): (inputs: readonly Tensor[]) => readonly Tensor[] | undefined {
  const waiting = [...graphs];
  let known: readonly Executable[] = [];
  const holding = (run: Executable, inputs: readonly Tensor[]): readonly Tensor[] | undefined => {
    try {
      return run(inputs);
    } catch (error) {
      if (error instanceof GuardFailed) return undefined;
      throw error;
    }
  };
  return (inputs) => {
    for (const run of known) {
      const outputs = holding(run, inputs);
      if (!outputs) continue;
      if (run !== known[0]) known = [run, ...known.filter((other) => other !== run)];
      return outputs;
    }
    for (let graph = waiting.shift(); graph; graph = waiting.shift()) {
      const run = interpreter.compile(lossAndGradient(graph, count));
      known = [run, ...known];
      const outputs = holding(run, inputs);
      if (outputs) return outputs;
    }
    return undefined;
  };
}

function descended(p: Tensor, g: Tensor, lr: number): Tensor {
  const data = new Float64Array(p.data.length);
  for (let i = 0; i < data.length; i++) data[i] = p.data[i]! - lr * g.data[i]!;
  return { shape: p.shape, data };
}
