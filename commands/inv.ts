import { command } from '../src/command/declaration.ts';
import { arrays } from '../src/command/operands.ts';
import { arrayOutcome } from '../src/command/outcome.ts';

/** `:inv`. */
export const inv = command({
  name: 'inv',
  group: 'matrices',
  summary: 'The inverse of a square matrix; an error if it is exactly singular.',
  takes: arrays(['A']),
  options: {},
  examples: [
    { lines: [':inv [2, 1; 1, 1]'], answers: '[1, -1; -1, 2]' },
    { lines: [':inv [1, 2; 2, 4]'], fault: 'matrix/singular' },
  ],
  run: ({ apply }) => arrayOutcome(apply('inv')),
});
