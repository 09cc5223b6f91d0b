import type { Graph } from '../graph/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';

/**
 * A graph made ready to run: as many values in as the graph has inputs, as many out as it has outputs. What it answers may be
 * written over by the next call: whoever keeps it copies it.
 */
export interface Executable {
  (inputs: readonly Tensor[]): readonly Tensor[];
  /** The memory that it holds, where that is much. */
  bytes?: number;
  /** True where what it answers depends on the kernels in force: it multiplies, or calls ops as a whole. */
  usesKernels?: boolean;
  /** The graph as a loop of its own, where the back end has such. */
  iteration?: () => Iteration;
}

/**
 * Runs a graph, whose outputs behind the first are its first inputs at the next step, up to `most` times. The first output,
 * a number, goes to `values`. The inputs that change, and those `before` the last step, are written in place. Ends
 * early where the first output is no finite number or the branch is another, with the inputs that led there; answers how
 * many steps were taken.
 */
export type Iteration = (
  inputs: readonly Tensor[],
  before: readonly Tensor[],
  values: Float64Array,
  most: number,
) => number;

/** One way to run graphs. All back ends answer the same to the tolerance that the tests hold them to. */
export interface Backend {
  readonly name: string;
  compile(graph: Graph): Executable;
}

/** A branch that the graph was traced through is not the one that these inputs take: trace again. */
export class GuardFailed extends Error {
  constructor() {
    super('the branch is another one');
  }
}

/** What is thrown: one for all, for to gather a stack takes longer than most branches do. */
export const guardFailed = new GuardFailed();

/** Whether a guarded value is the recorded one. A zero may have lost its sign where 0 was added to it: no branch is told by that. */
export const sameData = (a: Float64Array, b: Float64Array): boolean =>
  a.every((x, i) => x === b[i] || Object.is(x, b[i]));
