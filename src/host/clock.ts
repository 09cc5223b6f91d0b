import type { Clock } from '../command/ports.ts';

/** The process's own monotonic clock. */
export const clock: Clock = { now: () => performance.now() };
