import { interruptible } from '../base/interrupt.ts';
import { type Kernels, plainKernels, withKernels } from '../tensor/kernels.ts';

/** The names of the back ends; `auto` chooses by graph and shapes. */
export const backendNames = ['auto', 'interpreter', 'javascript', 'wasm'] as const;

export type BackendName = (typeof backendNames)[number];

/** What decides the digits of a graph: by what it is run. */
export interface Means {
  readonly backend: BackendName;
  readonly kernels: Kernels;
}

/** What an evaluation computes with: held by the evaluator of a line, and by what that line compiles. */
export interface Runtime extends Means {
  /** Ends an evaluation where its first entry is not 0. */
  readonly interrupt: Int32Array | undefined;
  /** The back ends that have run graphs. */
  readonly ran: Set<Exclude<BackendName, 'auto'>>;
}

/** A runtime that has run nothing: by the choice of `auto` and plain kernels where nothing else is said. */
export const runtimeOf = (given: Partial<Omit<Runtime, 'ran'>> = {}): Runtime => ({
  backend: 'auto',
  kernels: plainKernels,
  interrupt: undefined,
  ...given,
  ran: new Set(),
});

/**
 * Computes `body` with a runtime, whatever computes around it. What an asynchronous body does after it has waited is
 * outside: it comes in again.
 */
export const within = <T>({ interrupt, kernels }: Runtime, body: () => T): T =>
  interruptible(interrupt, () => withKernels(kernels, body));
