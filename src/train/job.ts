import type { BackendName } from '../compile/runtime.ts';
import type { Graph } from '../graph/graph.ts';
import type { KernelChoice } from '../tensor/kernels.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { OptimiserChoice } from './optimisers.ts';

/** How far an optimiser has come: all that its next step needs. */
export interface Reached {
  readonly params: readonly Tensor[];
  /** What it remembers of the parameters, one after the other. */
  readonly state: readonly Tensor[];
  /** Steps taken so far. */
  readonly t: number;
}

/**
 * Making a loss smaller: `graph` has the parameters first and then the constants as inputs, and one scalar output, the loss.
 * Plain data. It goes on from where another one ended if it is given what that one reached.
 */
export interface TrainingJob extends Partial<Reached> {
  readonly params: readonly Tensor[];
  readonly graph: Graph;
  /** The same loss as it was recorded on other branches: tried where `graph` does not hold. */
  readonly others?: readonly Graph[];
  readonly names: readonly string[];
  readonly constants: readonly Tensor[];
  readonly steps: number;
  readonly optimiser: OptimiserChoice;
  /** What runs the graph, and by which kernels. */
  readonly backend: BackendName;
  readonly kernels: KernelChoice;
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

export interface TrainingOutcome extends Reached {
  /** Steps that this job took. */
  readonly steps: number;
  readonly loss: { readonly start: number; readonly end: number };
  readonly curve: readonly (readonly [step: number, loss: number])[];
  readonly stopped: Ending;
  /** Where a branch ended the job: one step earlier, the last whose loss is known. */
  readonly before?: Reached;
}
