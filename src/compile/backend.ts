import type { Graph } from '../graph/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';

/**
 * A graph made ready to run: as many values in as the graph has inputs, as many out as it has outputs. What it answers may be
 * written over by the next call: whoever keeps it copies it.
 */
export type Executable = (inputs: readonly Tensor[]) => readonly Tensor[];

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

/** Whether a guarded value is the recorded one. A zero may have lost its sign where 0 was added to it: no branch is told by that. */
export const sameData = (a: Float64Array, b: Float64Array): boolean =>
  a.every((x, i) => x === b[i] || Object.is(x, b[i]));
