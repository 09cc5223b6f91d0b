/** What Ctrl-C does now; undefined: the signal's own effect, which ends the process. */
let listener: (() => void) | undefined;

function exchange(next: (() => void) | undefined): void {
  if (listener) process.off('SIGINT', listener);
  if (next) process.on('SIGINT', next);
  listener = next;
}

async function during<T>(next: (() => void) | undefined, work: () => Promise<T>): Promise<T> {
  const before = listener;
  exchange(next);
  try {
    return await work();
  } finally {
    exchange(before);
  }
}

const leave = (): never => process.exit(130);

/** From now on Ctrl-C ends the process with code 130. */
export const leaveOnInterrupt = (): void => exchange(leave);

/** Does work that holds the thread, where no listener would be heard: Ctrl-C keeps its own effect. */
export const unheard = <T>(work: () => Promise<T>): Promise<T> => during(undefined, work);

/** Does work that waits, with Ctrl-C in hand: the first calls `request`, a second ends the process with code 130. */
export const withInterrupt = <T>(request: () => void, work: () => Promise<T>): Promise<T> => {
  let asked = false;
  return during(() => {
    if (asked) leave();
    asked = true;
    request();
  }, work);
};
