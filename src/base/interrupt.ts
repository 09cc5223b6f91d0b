import { Fault } from './fault.ts';

let flag: Int32Array | undefined;

/** Runs `body`, which throws the Fault `interrupted` when the first entry of the shared flag is not 0. */
export function interruptible<T>(view: Int32Array | undefined, body: () => T): T {
  const outer = flag;
  flag = view;
  try {
    return body();
  } finally {
    flag = outer;
  }
}

/** Ends the evaluation if that was asked for; called between operations. */
export const checkInterrupt = (): void => {
  if (flag && Atomics.load(flag, 0) !== 0)
    throw new Fault({ code: 'interrupted', message: 'Interrupted; nothing changed.' });
};
