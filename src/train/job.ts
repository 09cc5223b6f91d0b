import type { BackendName } from '../compile/compile.ts';
import type { Graph } from '../graph/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Gradient descent: `graph` has the parameters first and then the constants as inputs, and one scalar output, the loss. Plain data. */
export interface TrainingJob {
  readonly graph: Graph;
  /** The same loss as it was recorded on other branches: tried where `graph` does not hold. */
  readonly others?: readonly Graph[];
  readonly names: readonly string[];
  readonly params: readonly Tensor[];
  readonly constants: readonly Tensor[];
  readonly steps: number;
  readonly lr: number;
  /** What runs the graph. */
  readonly backend: BackendName;
}

/** How far a job is. */
export interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  /** (step, loss) so far, thinned. */
  readonly curve: readonly (readonly [step: number, loss: number])[];
}

/** Why a job ended: all steps done, asked to, the loss left the numbers, or a branch of the loss changed. */
export type Ending = 'steps' | 'interrupted' | 'diverged' | 'branch';

export interface TrainingOutcome {
  readonly params: readonly Tensor[];
  /** Steps that were taken. */
  readonly steps: number;
  readonly loss: { readonly start: number; readonly end: number };
  readonly curve: readonly (readonly [step: number, loss: number])[];
  readonly stopped: Ending;
  /** Where a branch ended the job: the parameters one step earlier, the last whose loss is known. */
  readonly before?: readonly Tensor[];
}
