import type { Progress, Question } from '../command/ports.ts';
import type { Answer } from '../answer/result.ts';
import type { Session } from '../evaluate/session.ts';
import type { KernelChoice } from '../tensor/kernels.ts';
import type { SessionChange } from './session-change.ts';

/** What the engine's worker is started with. The first entry of `flag` is not 0 when the running line must end. */
export interface EngineStart {
  readonly flag: Int32Array;
  readonly session: Session;
  readonly folder: string;
  readonly allowed: readonly string[];
  readonly kernels: KernelChoice;
}

/** What the main thread says to the engine's worker. */
export type ToEngine =
  | { readonly kind: 'run'; readonly input: string; readonly line: number }
  | { readonly kind: 'stop'; readonly run: number }
  | { readonly kind: 'reply'; readonly text: string | undefined };

/** What the engine's worker says. */
export type FromEngine =
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** The thread is free while the run that is to end goes on elsewhere, as a training does: it will end by itself. */
  | { readonly kind: 'heard'; readonly run: number }
  | { readonly kind: 'ask'; readonly question: Question }
  | { readonly kind: 'answer'; readonly answer: Answer; readonly change: SessionChange }
  | { readonly kind: 'broken'; readonly message: string; readonly stack: string };
