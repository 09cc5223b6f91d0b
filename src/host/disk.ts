import { link, lstat, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';

/** What files need of the system; tests put faults between. */
export const disk = { link, lstat, open, readFile, realpath, rename, stat, unlink };

export type Disk = typeof disk;

/** The system's code of an error (`ENOENT`), if it is one of the system's. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
