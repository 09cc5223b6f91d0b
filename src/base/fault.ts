import type { Code } from './codes/codes.ts';
import type { Span } from './span.ts';

/** A user's error as data: what is wrong, where, and the way out. */
export interface FaultData {
  /** Stable and greppable: `group/reason`, e.g. `arity/too-few`. */
  readonly code: Code;
  readonly message: string;
  /** The user's own token in the current input; absent when the error has no place in it. */
  readonly span?: Span;
  /** What to do, in one sentence. */
  readonly help?: string;
  /** Further places in the same input, each with a few words. */
  readonly labels?: readonly { readonly span: Span; readonly text: string }[];
}

/** The one type that is thrown for a user's error; anything else that is thrown is a bug of Nabla's. */
export class Fault extends Error {
  readonly data: FaultData;

  constructor(data: FaultData) {
    super(data.message);
    this.name = 'Fault';
    this.data = data;
  }

  /** The same fault with a place, if it has none yet: inner code knows the reason, outer code the place. */
  at(span: Span | undefined): Fault {
    return this.data.span || !span ? this : new Fault({ ...this.data, span });
  }
}

/** Throws a {@link Fault}. */
export function fail(code: Code, message: string, rest: Omit<FaultData, 'code' | 'message'> = {}): never {
  throw new Fault({ code, message, ...rest });
}

/** What a body answers, or what `otherwise` makes of the user's error that ends it; a wish to stop is passed on. */
export function attempt<T>(body: () => T): T | undefined;
export function attempt<T, U>(body: () => T, otherwise: (fault: Fault) => U): T | U;
export function attempt<T, U>(body: () => T, otherwise?: (fault: Fault) => U): T | U | undefined {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Fault) || error.data.code === 'interrupted') throw error;
    return otherwise?.(error);
  }
}
