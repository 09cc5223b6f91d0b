/** Which entries of a long axis are shown: its beginning and its end. */
export interface Elision {
  /** Indices from 0; -1 stands for what is left out. */
  readonly shown: readonly number[];
  /** How many are shown, where some are not. */
  readonly count?: number;
}

const range = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, i) => start + i);

/** All of `length` up to `limit`, else the first and last `edge`. */
export const elisionOf = (length: number, limit: number, edge: number): Elision =>
  length <= limit
    ? { shown: range(0, length) }
    : { shown: [...range(0, edge), -1, ...range(length - edge, length)], count: 2 * edge };
