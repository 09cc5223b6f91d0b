import { Worker } from 'node:worker_threads';
import { Fault, type FaultData } from '../base/fault.ts';
import { type KernelChoice, kernelsInForce } from '../tensor/kernels.ts';
import type { Ports, Progress, TrainingJob, TrainingOutcome } from '../session/ports.ts';

/** What the worker is started with: the job, a flag that is not 0 when it must end, and what to compute with. */
export interface TrainingTask {
  readonly job: TrainingJob;
  readonly flag: Int32Array;
  readonly kernels: KernelChoice;
}

/** What the worker says. */
export type TrainingMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'outcome'; readonly outcome: TrainingOutcome }
  | { readonly kind: 'fault'; readonly fault: FaultData }
  | { readonly kind: 'broken'; readonly message: string; readonly stack: string };

/** Trains in a worker, so that the thread that asked stays free; a stop ends it after the step at hand. */
export const trainInWorker: Ports['train'] = (job, watch, stop) =>
  new Promise((resolve, reject) => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const task: TrainingTask = { job, flag, kernels: kernelsInForce() };
    const worker = new Worker(new URL('./train-worker.js', import.meta.url), { workerData: task });
    const end = (): void => void Atomics.store(flag, 0, 1);
    if (stop.requested) end();
    stop.onRequest(end);
    worker.on('message', (message: TrainingMessage) => {
      if (message.kind === 'progress') watch(message.progress);
      else if (message.kind === 'outcome') resolve(message.outcome);
      else if (message.kind === 'fault') reject(new Fault(message.fault));
      else reject(Object.assign(new Error(message.message), { stack: message.stack }));
    });
    worker.on('error', (error: Error & { code?: string }) => {
      const exhausted = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(exhausted ? new Fault({ code: 'memory/exhausted', message: 'The training ran out of memory.' }) : error);
    });
    worker.on('exit', () => reject(new Error('the training worker ended without an outcome')));
  });
