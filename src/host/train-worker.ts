import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../base/fault.ts';
import { invariant } from '../base/invariant.ts';
// The job's graph names its ops: all of them must be known here.
import '../ops/functions.ts';
import { descend } from '../train/loop.ts';
import type { TrainingMessage, TrainingTask } from './train.ts';

const EVERY = 250;

const post = (message: TrainingMessage): void => parentPort?.postMessage(message);

/** Runs the training loop to its end, telling the progress at most four times a second. */
function work({ job, flag }: TrainingTask): void {
  const loop = descend(job);
  let told = performance.now();
  for (;;) {
    const { done, value } = loop.next(Atomics.load(flag, 0) !== 0);
    if (done) return post({ kind: 'outcome', outcome: value });
    const now = performance.now();
    if (now - told < EVERY) continue;
    told = now;
    post({ kind: 'progress', progress: value });
  }
}

try {
  invariant(parentPort, 'the training worker is started by train.ts');
  work(workerData as TrainingTask);
} catch (error) {
  if (error instanceof Fault) post({ kind: 'fault', fault: error.data });
  else post({ kind: 'broken', message: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' });
}
