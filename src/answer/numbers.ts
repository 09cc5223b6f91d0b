import { type ByKind, byKind, type Result } from './result.ts';

const none = (): readonly Float64Array[] => [];

const numbers: ByKind<readonly Float64Array[]> = {
  array: ({ parts }) => parts.map((part) => ('data' in part ? part.data : part.values)),
  graph: ({ nodes }) => nodes.flatMap(({ tape }) => (tape ? [tape.value] : [])),
  pattern: none,
  function: none,
  training: none,
  table: none,
  figure: none,
  checks: none,
  text: none,
};

/** The numbers of a result that notes may be about. */
export const numbersOf = (result: Result): readonly Float64Array[] => byKind(numbers, result);
