import type { Command } from '../src/command/command.ts';
import { firstDerivative } from '../src/derive/differentiation.ts';

/** `:grad`: first derivatives of a scalar function, exact. */
export const grad: Command = {
  name: 'grad',
  group: 'derivatives',
  usage: ':grad f(x, y) [at x=1, y=2] [wrt=x,y] [mode=forward|reverse] [layout=numerator|denominator]',
  summary: 'The gradient of a scalar function as a row; in the shape of the argument where that is a matrix.',
  details: 'Of a vector function it is the Jacobian, as :jac.',
  options: ['wrt', 'mode', 'layout'],
  operands: 'expressions',
  examples: [
    { lines: [':grad x^2 + y^2 + x*y at x=1, y=2'], answers: '[[4, 5]]' },
    { lines: ['X = [1, 2; 3, 4]', ':grad det(X)'], answers: '[4, -3; -2, 1]' },
    { lines: ['f(x) = x^2', ':grad f(3)'], answers: '6' },
  ],
  ...firstDerivative('Gradient'),
};
