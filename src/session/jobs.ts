import type { Job, JobControl } from '../command/job.ts';
import type { Progress } from '../command/ports.ts';
import { createStop } from '../command/stop.ts';

/** A job that runs, as others see it. */
export interface RunningJob {
  readonly id: number;
  /** The line that began it, as typed. */
  readonly line: string;
  /** How far it is, once it has told that. */
  readonly progress: Progress | undefined;
  /** Asks it to end with what it has. */
  stop(): void;
}

/** The jobs of an engine. */
export interface Jobs {
  /** Those that run, in the order in which they began. */
  readonly running: readonly RunningJob[];
  /** Runs a job until it ends; whoever waits for it may watch and stop it, as everybody may who finds it in the table. */
  run<End>(job: Job<End>, line: string, waiting: JobControl): ReturnType<Job<End>['run']>;
}

/** A table of jobs, in which none runs. */
export function jobTable(): Jobs {
  const running: RunningJob[] = [];
  let count = 0;
  return {
    running,
    async run(job, line, waiting) {
      const stop = createStop();
      waiting.stop.onRequest(stop.request);
      let told: Progress | undefined;
      const entry: RunningJob = {
        id: ++count,
        line,
        get progress() {
          return told;
        },
        stop: stop.request,
      };
      running.push(entry);
      const progress = (next: Progress): void => {
        told = next;
        waiting.progress(next);
      };
      try {
        return await job.run({ stop, progress });
      } finally {
        running.splice(running.indexOf(entry), 1);
      }
    },
  };
}
