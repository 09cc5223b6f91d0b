import { command } from '../src/command/declaration.ts';
import { arrays } from '../src/command/operands.ts';
import { arrayOutcome } from '../src/command/outcome.ts';

/** `:det`. */
export const det = command({
  name: 'det',
  group: 'matrices',
  summary: 'The determinant of a square matrix, with its sign; 1 for the empty matrix.',
  takes: arrays(['A']),
  options: {},
  examples: [
    { lines: [':det [-2, 1; 1, 1]'], answers: '-3' },
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', ':det jac(f)(1, 2)'], answers: '-6' },
    { lines: [':det [1, 2, 3; 4, 5, 6]'], fault: 'shape/not-square' },
  ],
  run: ({ apply }) => arrayOutcome(apply('det')),
});
