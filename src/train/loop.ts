import { pull } from '../ad/reverse.ts';
import { type Executable, GuardFailed, type Iteration } from '../compile/backend.ts';
import { compileGraph } from '../compile/compile.ts';
import { builder, inputShapes } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { literal, mul, sub } from '../ops/core.ts';
import { full, type Tensor } from '../tensor/tensor.ts';
import { curve } from './curve.ts';
import type { Ending, Progress, TrainingJob, TrainingOutcome } from './job.ts';

/** A graph that answers the loss, and each of the first `count` inputs after a step: p - lr dL/dp. */
export function lossAndStep(graph: Graph, count: number, lr: number): Graph {
  const $ = builder();
  const xs = inputShapes(graph).map((s) => $.input(s));
  const by = Array.from({ length: count }, (_, i) => i);
  const { ys, cts } = pull($, graph, xs, [$.constant(full([], 1))], by);
  const stepped = cts.map((ct, i) => (ct === undefined ? xs[i]! : $(sub, xs[i]!, $(mul, literal($, lr), ct))));
  return $.finish([ys[0]!, ...stepped]);
}

/**
 * Gradient descent, p <- p - lr dL/dp for all parameters at once. Each time it is resumed it takes `pace()` steps, with what
 * is asked of it (`true` to end). Answers the parameters with the lowest index of steps taken that still had a finite loss.
 */
export function* descend(
  job: TrainingJob,
  pace: () => number = () => 1,
): Generator<Progress, TrainingOutcome, boolean | undefined> {
  const { steps, constants } = job;
  const { run, iteration } = alternatives(job);
  const quick = quickly(iteration);
  const losses = curve();
  const copy = (): Tensor[] => job.params.map(({ shape, data }) => ({ shape, data: data.slice() }));
  // Two sets of buffers change places, so that a step takes no memory.
  let [params, before] = [copy(), copy()];
  let inputs = [...params, ...constants];
  let others = [...before, ...constants];
  let start = Number.NaN;
  let end = Number.NaN;
  let step = 0;
  let left = 0;
  let stopped: Ending = 'steps';
  for (;;) {
    const outputs = run(inputs);
    if (!outputs) {
      stopped = 'branch';
      break;
    }
    const value = outputs[0]!.data[0]!;
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
    if (left-- <= 0) {
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
      left = pace() - 1;
      const taken = quick.take(inputs, before, Math.min(left, steps - step));
      if (taken > 0) {
        for (let i = 1; i < taken; i++) losses.add(step + i, quick.values[i]!);
        step += taken;
        end = quick.values[taken - 1]!;
        left = 0;
        continue;
      }
    }
    [params, before] = [before, params];
    [inputs, others] = [others, inputs];
    for (let i = 0; i < params.length; i++) copyTo(params[i]!.data, outputs[i + 1]!.data);
    step++;
  }
  const outcome = { params, steps: step, loss: { start, end }, curve: losses.points(), stopped };
  return stopped === 'branch' ? { ...outcome, before } : outcome;
}

/** Below this size a loop is quicker than a call. */
const FEW = 24;

function copyTo(target: Float64Array, source: Float64Array): void {
  if (source.length > FEW) target.set(source);
  else for (let i = 0; i < source.length; i++) target[i] = source[i]!;
}

/** Fewer steps are taken one by one. */
const MANY = 8;

/** So many steps are taken at once, at most. */
const MOST = 4096;

/** Steps in a loop of the back end's own, where it has one. */
function quickly(iteration: () => Iteration | undefined) {
  const values = new Float64Array(MOST);
  return {
    /** The losses before each step. */
    values,
    /** Takes up to `count` steps, and answers how many; 0 where they are to be taken one by one. */
    take: (inputs: readonly Tensor[], before: readonly Tensor[], count: number): number =>
      count < MANY ? 0 : (iteration()?.(inputs, before, values, Math.min(count, MOST)) ?? 0),
  };
}

/** How to run the first graph that holds, the one that held last first; and how to run that one many times. */
interface Alternatives {
  /** The loss, and the parameters after a step; undefined where no graph holds. */
  run(inputs: readonly Tensor[]): readonly Tensor[] | undefined;
  iteration(): Iteration | undefined;
}

function alternatives(job: TrainingJob): Alternatives {
  const waiting = [job.graph, ...(job.others ?? [])];
  let known: readonly Executable[] = [];
  const holding = (run: Executable, inputs: readonly Tensor[]): readonly Tensor[] | undefined => {
    try {
      return run(inputs);
    } catch (error) {
      if (error instanceof GuardFailed) return undefined;
      throw error;
    }
  };
  const iterations = new Map<Executable, Iteration>();
  const run: Alternatives['run'] = (inputs) => {
    for (const run of known) {
      const outputs = holding(run, inputs);
      if (!outputs) continue;
      if (run !== known[0]) known = [run, ...known.filter((other) => other !== run)];
      return outputs;
    }
    for (let graph = waiting.shift(); graph; graph = waiting.shift()) {
      const { run } = compileGraph(lossAndStep(graph, job.params.length, job.lr), job.backend);
      known = [run, ...known];
      const outputs = holding(run, inputs);
      if (outputs) return outputs;
    }
    return undefined;
  };
  const iteration = (): Iteration | undefined => {
    const [last] = known;
    if (!last?.iteration) return undefined;
    let made = iterations.get(last);
    if (!made) iterations.set(last, (made = last.iteration()));
    return made;
  };
  return { run, iteration };
}
