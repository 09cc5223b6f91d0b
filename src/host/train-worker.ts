import { parentPort } from 'node:worker_threads';
import { Fault } from '../base/fault.ts';
import { invariant } from '../base/invariant.ts';
// The job's graph names its ops: all of them must be known here.
import '../ops/functions.ts';
import { optimise } from '../train/loop.ts';
import { kernelsOf } from './kernels.ts';
import type { TrainingMessage, TrainingTask } from './train.ts';

const EVERY = 250;

/** Between two looks at the flag lie about so many milliseconds. */
const LOOK = 4;

const post = (message: TrainingMessage): void => parentPort?.postMessage(message);

/** Runs the training loop to its end, telling the progress at most four times a second. */
function work({ job, flag }: TrainingTask): void {
  let steps = 1;
  const loop = optimise(job, kernelsOf(job.kernels), () => steps);
  let told = performance.now();
  let looked = told;
  for (;;) {
    const { done, value } = loop.next(Atomics.load(flag, 0) !== 0);
    if (done) return post({ kind: 'outcome', outcome: value });
    const now = performance.now();
    if (now - looked < LOOK / 2) steps *= 2;
    else if (now - looked > LOOK) steps = Math.max(1, steps >> 1);
    looked = now;
    if (now - told < EVERY) continue;
    told = now;
    post({ kind: 'progress', progress: value });
  }
}

invariant(parentPort, 'the training worker is started by train.ts');
parentPort.on('message', (task: TrainingTask) => {
  try {
    work(task);
  } catch (error) {
    if (error instanceof Fault) post({ kind: 'fault', fault: error.data });
    else post({ kind: 'broken', message: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' });
  }
});
