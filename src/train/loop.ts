import { pull } from '../ad/reverse.ts';
import type { Executable, Iteration } from '../compile/backend.ts';
import { branching } from '../compile/branches.ts';
import { compileGraph } from '../compile/compile.ts';
import { builder, inputShapes } from '../graph/builder.ts';
import type { Graph, Ref } from '../graph/graph.ts';
import { add, literal } from '../ops/core.ts';
import { type Kernels, plainKernels } from '../tensor/kernels.ts';
import { full, scalar, type Shape, type Tensor } from '../tensor/tensor.ts';
import { curve } from './curve.ts';
import type { Ending, Progress, Reached, TrainingJob, TrainingOutcome } from './job.ts';
import { type Optimiser, optimiserOf } from './optimisers.ts';

/**
 * A step of an optimiser: a graph whose inputs are the first `count` inputs of the loss, which are its parameters, what is
 * remembered of them, the steps taken, and the other inputs of the loss; its outputs are the loss, and the first of the inputs
 * after the step. Whether steps are counted is up to the optimiser.
 */
export function lossAndStep(graph: Graph, count: number, { state, step, options }: Optimiser): Graph {
  const $ = builder();
  const shapes = inputShapes(graph);
  const input = (s: Shape): Ref => $.input(s);
  const params = shapes.slice(0, count).map(input);
  const remembered = params.map((p) => state($.shape(p)).map(input));
  const taken = $.input([]);
  const t = $(add, taken, literal($, 1));
  const xs = [...params, ...shapes.slice(count).map(input)];
  const { ys, cts } = pull($, graph, xs, [$.constant(full([], 1))], [...params.keys()]);
  const moved = params.map((p, i) => step($, { p, g: cts[i] ?? literal($, 0), state: remembered[i]!, t }, options));
  const after = [ys[0]!, ...moved.map(({ p }) => p), ...moved.flatMap((each) => each.state)];
  const uncounted = $.finish(after);
  const clock = uncounted.inputs[after.length - 1]!;
  const isCounted = uncounted.nodes.some((node) => node.kind === 'op' && node.args.includes(clock));
  return isCounted ? $.finish([...after, t]) : uncounted;
}

/**
 * Takes steps of the job's optimiser, for all parameters at once. Each time it is resumed it takes `pace()` steps, with what
 * is asked of it (`true` to end). Answers the parameters with the lowest index of steps taken that still had a finite loss.
 */
export function* optimise(
  job: TrainingJob,
  kernels: Kernels = plainKernels,
  pace: () => number = () => 1,
): Generator<Progress, TrainingOutcome, boolean | undefined> {
  const { steps, constants, t = 0 } = job;
  const optimiser = optimiserOf(job.optimiser);
  const { run, iteration } = alternatives(job, optimiser, kernels);
  const quick = quickly(iteration);
  const losses = curve();
  const state = job.state ?? job.params.flatMap(({ shape }) => optimiser.state(shape)).map((shape) => full(shape, 0));
  const count = job.params.length;
  const copy = (): Tensor[] =>
    [...job.params, ...state, scalar(t)].map(({ shape, data }) => ({ shape, data: data.slice() }));
  const reached = (at: readonly Tensor[], taken: number): Reached => ({
    params: at.slice(0, count),
    state: at.slice(count, -1),
    t: t + taken,
  });
  // Two sets of buffers change places, so that a step takes no memory.
  let [now, before] = [copy(), copy()];
  let inputs = [...now, ...constants];
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
      if (step > 0) [now, step] = [before, step - 1];
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
    [now, before] = [before, now];
    [inputs, others] = [others, inputs];
    for (let i = 1; i < outputs.length; i++) copyTo(now[i - 1]!.data, outputs[i]!.data);
    step++;
  }
  const outcome = { ...reached(now, step), steps: step, loss: { start, end }, curve: losses.points(), stopped };
  return stopped === 'branch' ? { ...outcome, before: reached(before, step - 1) } : outcome;
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

/** Runs the graph of the job's that holds: the loss, and what changes with a step after it; or that graph many times. */
function alternatives(job: TrainingJob, optimiser: Optimiser, kernels: Kernels) {
  const means = { backend: job.backend, kernels };
  const waiting = [job.graph, ...(job.others ?? [])];
  function* compiled(): Generator<Executable> {
    for (let graph = waiting.shift(); graph; graph = waiting.shift()) {
      yield compileGraph(lossAndStep(graph, job.params.length, optimiser), means).run;
    }
  }
  const branches = branching(compiled, (run, inputs: readonly Tensor[]) => run(inputs));
  const iterations = new Map<Executable, Iteration>();
  const iteration = (): Iteration | undefined => {
    const { last } = branches;
    if (!last?.iteration) return undefined;
    let made = iterations.get(last);
    if (!made) iterations.set(last, (made = last.iteration()));
    return made;
  };
  return { run: branches.run, iteration };
}
