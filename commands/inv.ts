import type { Command } from '../src/command/command.ts';
import { operands } from '../src/command/operands.ts';

/** `:inv`. */
export const inv: Command = {
  name: 'inv',
  group: 'matrices',
  usage: ':inv A',
  summary: 'The inverse of a square matrix; an error if it is exactly singular.',
  options: [],
  operands: 'expressions',
  examples: [
    { lines: [':inv [2, 1; 1, 1]'], answers: '[1, -1; -1, 2]' },
    { lines: [':inv [1, 2; 2, 4]'], fault: 'matrix/singular' },
  ],
  run: (call, context) => {
    const [value] = operands(context, call, ['A'], 'inv');
    return { value: value!, result: { kind: 'tensor', ...value! } };
  },
};
