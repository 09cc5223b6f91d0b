import { command } from '../src/command/declaration.ts';
import { arrays } from '../src/command/operands.ts';
import { arrayOutcome } from '../src/command/outcome.ts';

/** `:solve`. */
export const solve = command({
  name: 'solve',
  group: 'matrices',
  summary: 'The solution x of A x = b for a square matrix A and a vector or matrix b.',
  takes: arrays(['A', 'b']),
  options: {},
  examples: [
    { lines: [':solve [2, 1; 1, 3], [3, 5]'], answers: '[0.8, 1.4]' },
    { lines: [':solve [1, 2; 2, 4], [1, 1]'], fault: 'matrix/singular' },
  ],
  run: ({ apply }) => arrayOutcome(apply('solve')),
});
