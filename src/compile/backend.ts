import type { Graph } from '../graph/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** A graph made ready to run: as many values in as the graph has inputs, as many out as it has outputs. */
export type Executable = (inputs: readonly Tensor[]) => readonly Tensor[];

/** One way to run graphs. All back ends answer the same to the tolerance that the tests hold them to. */
export interface Backend {
  readonly name: string;
  compile(graph: Graph): Executable;
}
