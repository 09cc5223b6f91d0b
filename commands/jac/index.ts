import { command } from '../../src/command/declaration.ts';
import { layout, mode, wrt } from '../../src/command/options.ts';
import { functionAtPoint } from '../../src/derive/point.ts';
import { word } from '../../src/command/option.ts';
import { allDerivatives } from '../../src/derive/differentiation.ts';
import { formOutcome, isForm, recordFormed } from './form.ts';

const form = word({
  words: ['collate', 'rows', 'columns', 'sparse', 'dense'],
  also: { flatten: 'rows' },
  summary: 'How the array is shown, by slices or flattened to a matrix, or how its entries are kept.',
  otherwise: 'as an array, sparse where that saves much',
});

const plain = allDerivatives(1, 'Jacobian');

/** `:jac`: first derivatives, exact. */
export const jac = command({
  name: 'jac',
  group: 'derivatives',
  summary: 'The Jacobian: every first derivative of a function at a point, rows by outputs, columns by inputs.',
  details:
    'Of a matrix by a vector or a matrix it is an array of three or four axes. form=collate shows it as one slice for each input entry; ' +
    'form=rows and form=columns flatten it to a matrix, the entries of output and input row by row (row-major) or column by ' +
    'column (column-major, the vec of textbooks), and say how to get the array back. A large Jacobian of which few entries can be ' +
    'other than 0 is computed from a few products and kept sparse, which form=sparse asks for and form=dense forbids.',
  takes: functionAtPoint(),
  options: { wrt, mode, layout, form },
  examples: [
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', ':jac f(1, 2)'], answers: '[2, 4; 2, 1]' },
    { lines: [':jac [t, t^2, t^3] at t=2'], answers: '[1; 4; 12]' },
    { lines: ['A = [1, 2, 3; 4, 5, 6]', 'x = [5, 6, 7]', ':jac A*x wrt=x'], answers: '[1, 2, 3; 4, 5, 6]' },
    {
      lines: ['C = [1, 2; 3, 4]', 'B = [5, 6; 7, 8]', ':jac C*B wrt=B form=columns'],
      answers: 'kron(identity(2), [1, 2; 3, 4])',
    },
    {
      lines: ['C = [1, 2; 3, 4]', 'B = [5, 6; 7, 8]', ':jac C*B wrt=B form=rows'],
      answers: 'kron([1, 2; 3, 4], identity(2))',
    },
    {
      lines: ['A(x) = [x[1], x[2]; x[1]*x[2], x[2]^2]', ':jac A([1, 2]) form=collate'],
      answers: '([1, 0; 2, 0], [0, 1; 1, 4])',
    },
    { lines: ['f(x) = x[2:end] - x[1:end-1].^2', ':jac f([1, 2, 3]) form=sparse'], answers: '[-2, 1, 0; 0, -4, 1]' },
    { lines: [':jac abs(x) at x=0'], note: 'derivative/kink' },
  ],
  run: (point, options, context) =>
    isForm(options.form)
      ? formOutcome(context, point, options.form, options, options.given('layout'))
      : plain.run(point, options, context),
  record: (point, options, context) =>
    isForm(options.form)
      ? recordFormed(context, point, options.form, options.mode)
      : plain.record(point, options, context),
});
