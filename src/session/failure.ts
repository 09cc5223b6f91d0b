import { Fault, type FaultData } from '../base/fault.ts';
import type { Span } from '../base/span.ts';

/** What was thrown as a user's error, at `place` if it has no place of its own; undefined if it is a bug of ours. */
export function asFault(error: unknown, place: Span): FaultData | undefined {
  if (error instanceof Fault) return error.at(place).data;
  if (!(error instanceof Error)) return undefined;
  if (error instanceof RangeError && /array (buffer|length)|allocation/i.test(error.message)) {
    return {
      code: 'limit/size',
      message: 'there is not enough memory for this',
      span: place,
      help: 'Use a smaller problem.',
    };
  }
  return undefined;
}

/** An input without the blanks around it. */
export const wholeOf = (input: string): Span => {
  const start = input.length - input.trimStart().length;
  return [start, Math.max(start, input.trimEnd().length)];
};
