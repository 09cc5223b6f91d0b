import type { Code } from './codes/codes.ts';
import type { Span } from './span.ts';

/** Something the reader of an answer must know: a NaN's origin, a kink's convention, a loss of precision. */
export interface Note {
  /** `group/reason`: `derivative/kink`, `value/nan`, `precision/loss`, `shape/outer`, ... */
  readonly code: Code;
  readonly message: string;
  /** The place in the current input, where there is one. */
  readonly span?: Span;
  /** How many entries are affected. */
  readonly entries?: number;
  /** How far off the entries may be, for what is held against the answer. */
  readonly apart?: Apart;
}

/** How far off numbers may be: by what part of themselves those that are not 0, and how far from 0 those that are. */
export interface Apart {
  readonly part: number;
  readonly zeros: number;
}
