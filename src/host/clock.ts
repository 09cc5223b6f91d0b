import type { Clock } from '../session/ports.ts';

/** The process's own monotonic clock. */
export const clock: Clock = { now: () => performance.now() };
