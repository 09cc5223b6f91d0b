import { command } from '../src/command/declaration.ts';
import { fail } from '../src/base/fault.ts';
import { spectrumParts } from '../src/explain/decomposition.ts';
import { matrix } from '../src/command/operands.ts';
import { shapeText } from '../src/tensor/tensor.ts';

/** `:eig`: eigenvalues and eigenvectors, complex ones too. */
export const eig = command({
  name: 'eig',
  group: 'matrices',
  summary: 'The eigenvalues of a square matrix, ascending, and its eigenvectors as columns of norm 1.',
  details:
    'Complex eigenvalues stand as rows of a real and an imaginary part, and so do their vectors. The value is the eigenvalues; ' +
    'eigvals(A) is the function to differentiate. Repeated eigenvalues and missing eigenvectors are noted.',
  takes: matrix,
  options: {},
  examples: [
    { lines: ['L = :eig [2, 1; 1, 2]', 'L'], answers: '[1, 3]' },
    { lines: ['L = :eig [0, -1; 1, 0]', 'L'], answers: '[0, -1; 0, 1]' },
    { lines: [':eig [1, 1; 0, 1]'], note: 'matrix/defective' },
    { lines: [':eig [1, 2, 3; 4, 5, 6]'], fault: 'shape/not-square' },
  ],
  run: ({ value: a, text, operand: { span } }, _options, { evaluator }) => {
    if (a.shape[0] !== a.shape[1]) {
      fail('shape/not-square', `:eig needs a square matrix; this is ${shapeText(a.shape)}`, {
        span,
        help: ':svd takes any matrix.',
      });
    }
    const { values, parts, notes } = spectrumParts(a);
    for (const note of notes) evaluator.notes.add({ ...note, span });
    return {
      value: values,
      result: { kind: 'array', parts, factors: true, title: `Eigenvalues and eigenvectors of ${text}` },
    };
  },
});
