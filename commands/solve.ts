import type { Command } from '../src/command/command.ts';
import { operands } from '../src/command/operands.ts';

/** `:solve`. */
export const solve: Command = {
  name: 'solve',
  group: 'matrices',
  usage: ':solve A, b',
  summary: 'The solution x of A x = b for a square matrix A and a vector or matrix b.',
  options: [],
  operands: 'expressions',
  examples: [
    { lines: [':solve [2, 1; 1, 3], [3, 5]'], answers: '[0.8, 1.4]' },
    { lines: [':solve [1, 2; 2, 4], [1, 1]'], fault: 'matrix/singular' },
  ],
  run: (call, context) => {
    const [value] = operands(context, call, ['A', 'b'], 'solve');
    return { value: value!, result: { kind: 'tensor', ...value! } };
  },
};
