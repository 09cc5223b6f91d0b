import { Worker } from 'node:worker_threads';
import { Fault, type FaultData } from '../base/fault.ts';
import type { Ports, Progress, TrainingJob, TrainingOutcome } from '../command/ports.ts';

/** What the worker is told: the job, and a flag that is not 0 when it must end. */
export interface TrainingTask {
  readonly job: TrainingJob;
  readonly flag: Int32Array;
}

/** What the worker says. */
export type TrainingMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'outcome'; readonly outcome: TrainingOutcome }
  | { readonly kind: 'fault'; readonly fault: FaultData }
  | { readonly kind: 'broken'; readonly message: string; readonly stack: string };

/** Who waits for a training. */
interface Waiting {
  watch(progress: Progress): void;
  resolve(outcome: TrainingOutcome): void;
  reject(error: unknown): void;
}

/** A worker that trains for one at a time. */
interface Trainer {
  readonly worker: Worker;
  waiting: Waiting | undefined;
}

/** A trainer that has ended its task waits for another one: starting it takes longer than a small training. */
let idle: Trainer | undefined;

function startTrainer(): Trainer {
  const worker = new Worker(new URL('./train-worker.js', import.meta.url));
  const trainer: Trainer = { worker, waiting: undefined };
  const done = (): Waiting | undefined => {
    const { waiting } = trainer;
    trainer.waiting = undefined;
    return waiting;
  };
  const lost = (error: unknown): void => {
    if (idle === trainer) idle = undefined;
    done()?.reject(error);
  };
  worker.on('message', (message: TrainingMessage) => {
    if (message.kind === 'progress') return trainer.waiting?.watch(message.progress);
    if (message.kind === 'broken') {
      lost(Object.assign(new Error(message.message), { stack: message.stack }));
      return void worker.terminate();
    }
    const waiting = done();
    // A program that has nothing else to do ends.
    worker.unref();
    idle = trainer;
    if (message.kind === 'outcome') waiting?.resolve(message.outcome);
    else waiting?.reject(new Fault(message.fault));
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const exhausted = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    lost(exhausted ? new Fault({ code: 'limit/memory', message: 'The training ran out of memory.' }) : error);
  });
  worker.on('exit', () => lost(new Error('the training worker ended without an outcome')));
  return trainer;
}

/** Trains in a worker, so that the thread that asked stays free; a stop ends it after the step at hand. */
export const trainInWorker: Ports['train'] = (job, watch, stop) =>
  new Promise((resolve, reject) => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const end = (): void => void Atomics.store(flag, 0, 1);
    if (stop.requested) end();
    stop.onRequest(end);
    const trainer = idle ?? startTrainer();
    idle = undefined;
    trainer.waiting = { watch, resolve, reject };
    trainer.worker.ref();
    const task: TrainingTask = { job, flag };
    trainer.worker.postMessage(task);
  });
