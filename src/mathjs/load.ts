import { all, create, type MathJsInstance } from 'mathjs';

/** mathjs by the names of its functions, which takes no two different numbers for equal: 1e-16 is not 0 and 1 + 2^-52 is not 1. */
export const loadMathjs = (): MathJsInstance & Record<string, unknown> =>
  create(all ?? {}, { relTol: Number.MIN_VALUE, absTol: 0 }) as MathJsInstance & Record<string, unknown>;
