/**
 * Does `work` with Ctrl-C in hand: the first calls `request`, a second ends the process at once with code 130. Without work that
 * waits, the signal keeps its own effect, which ends an evaluation that holds the thread.
 */
export async function withInterrupt<T>(request: () => void, work: () => Promise<T>): Promise<T> {
  let asked = false;
  const listener = (): void => {
    if (asked) process.exit(130);
    asked = true;
    request();
  };
  process.on('SIGINT', listener);
  try {
    return await work();
  } finally {
    process.off('SIGINT', listener);
  }
}
