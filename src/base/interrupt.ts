import { Fault } from './fault.ts';

let flag: Int32Array | undefined;

/** Watches a shared flag: when its first entry is not 0, the evaluation that is running ends with `interrupted`. */
export const watchInterrupt = (view: Int32Array | undefined): void => {
  flag = view;
};

/** True when the running evaluation was asked to end. */
export const interruptRequested = (): boolean => flag !== undefined && Atomics.load(flag, 0) !== 0;

/** Ends the evaluation if that was asked for; called between operations. */
export const checkInterrupt = (): void => {
  if (interruptRequested()) throw new Fault({ code: 'interrupted', message: 'Interrupted; nothing changed.' });
};
