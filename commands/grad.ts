import { command } from '../src/command/declaration.ts';
import { layout, mode, wrt } from '../src/command/options.ts';
import { functionAtPoint } from '../src/derive/point.ts';
import { allDerivatives } from '../src/derive/differentiation.ts';

/** `:grad`: first derivatives of a scalar function, exact. */
export const grad = command({
  name: 'grad',
  group: 'derivatives',
  summary: 'The gradient of a scalar function as a row; in the shape of the argument where that is a matrix.',
  details: 'Of a vector function it is the Jacobian, as :jac.',
  takes: functionAtPoint(),
  options: { wrt, mode, layout },
  examples: [
    { lines: [':grad x^2 + y^2 + x*y at x=1, y=2'], answers: '[[4, 5]]' },
    { lines: ['X = [1, 2; 3, 4]', ':grad det(X)'], answers: '[4, -3; -2, 1]' },
    { lines: ['f(x) = x^2', ':grad f(3)'], answers: '6' },
  ],
  ...allDerivatives(1, 'Gradient'),
});
