import type { Progress, TrainingJob, TrainingOutcome } from '../train/job.ts';

export type { Progress, TrainingJob, TrainingOutcome };

/** Everything that reaches outside: implemented by the host, replaced in tests. */
export interface Ports {
  readonly files: Files;
  readonly clock: Clock;
  /** Runs a training job off the main thread where there is one to keep free. */
  readonly train: (job: TrainingJob, watch: (progress: Progress) => void, stop: Stop) => Promise<TrainingOutcome>;
  /** Asks the person a one-line question; absent where there is nobody to ask. Undefined: they declined. */
  readonly ask?: (question: Question) => Promise<string | undefined>;
}

export interface Question {
  readonly title: string;
  readonly initial: string;
}

/** Text files inside the folder that the session was started in. Errors are Faults (`file/missing`, `file/not-utf8`, ...). */
export interface Files {
  read(path: string): Promise<string>;
  /** Writes whole and renames; a Fault `file/exists` unless `overwrite`. Answers the path as people would write it. */
  write(path: string, text: string, options: { readonly overwrite: boolean }): Promise<string>;
}

export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number;
}

/** A request to end early. */
export interface Stop {
  readonly requested: boolean;
  onRequest(listener: () => void): void;
}

/** The inputs of earlier sessions and of this one, oldest first. */
export interface History {
  readonly entries: readonly string[];
  /** Keeps an input for later sessions; `entries` need not change. */
  append(input: string): void;
}
