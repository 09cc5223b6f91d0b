import type { Command } from '../src/command/command.ts';
import { operands } from '../src/command/operands.ts';

/** `:det`. */
export const det: Command = {
  name: 'det',
  group: 'matrices',
  usage: ':det A',
  summary: 'The determinant of a square matrix, with its sign; 1 for the empty matrix.',
  options: [],
  operands: 'expressions',
  examples: [
    { lines: [':det [-2, 1; 1, 1]'], answers: '-3' },
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', ':det jac(f)(1, 2)'], answers: '-6' },
    { lines: [':det [1, 2, 3; 4, 5, 6]'], fault: 'shape/not-square' },
  ],
  run: (call, context) => {
    const [value] = operands(context, call, ['A'], 'det');
    return { value: value!, result: { kind: 'tensor', ...value! } };
  },
};
