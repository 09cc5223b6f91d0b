import type { Command } from '../src/session/command.ts';
import { firstDerivative } from '../src/session/differentiation.ts';

/** `:jac`: first derivatives, exact. */
export const jac: Command = {
  name: 'jac',
  group: 'derivatives',
  usage: ':jac f(x, y) [at x=1, y=2] [wrt=x,y] [mode=forward|reverse] [layout=numerator|denominator]',
  summary: 'The Jacobian: every first derivative of a function at a point, rows by outputs, columns by inputs.',
  options: ['wrt', 'mode', 'layout'],
  operands: 'expressions',
  examples: [
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', ':jac f(1, 2)'], answers: '[2, 4; 2, 1]' },
    { lines: [':jac [t, t^2, t^3] at t=2'], answers: '[1; 4; 12]' },
    { lines: ['A = [1, 2, 3; 4, 5, 6]', 'x = [5, 6, 7]', ':jac A*x wrt=x'], answers: '[1, 2, 3; 4, 5, 6]' },
    { lines: [':jac abs(x) at x=0'], note: 'derivative/kink' },
  ],
  ...firstDerivative('Jacobian'),
};
