import { fail } from '../../src/base/fault.ts';
import type { Expr } from '../../src/lang/ast.ts';
import { betweenBases } from './change.ts';
import { command } from '../../src/command/declaration.ts';
import { arrays } from '../../src/command/operands.ts';
import { logabsdet } from '../../src/tensor/linear/determinant.ts';
import { shapeText, type Tensor } from '../../src/tensor/tensor.ts';

/** `:basis`: the map between two bases. */
export const basis = command({
  name: 'basis',
  group: 'understanding',
  summary:
    'The map that sends one basis to another, J = C B^-1, by linear algebra and by calculus, held against each other.',
  details:
    'The vectors of a basis are the columns of its matrix. The answer holds J. With a vector v, its coordinates in both bases are shown beside its image J v, which is another vector.',
  takes: arrays(['B', 'C'], ['v']),
  options: {},
  examples: [
    { lines: [':basis [1, 0; 0, 1], [-2, 1; 1, 1]'], answers: '[-2, 1; 1, 1]' },
    { lines: ['B = [2, 1; 0, 1]', 'C = [-2, 1; 1, 1]', ':basis B, C, [2, 0]'], answers: '[-1, 2; 0.5, 0.5]' },
    { lines: [':basis [1, 2; 2, 4], [1, 0; 0, 1]'], fault: 'matrix/singular' },
    { lines: [':basis [1, 0; 0, 1], [1, 2, 3; 4, 5, 6]'], fault: 'shape/not-square' },
  ],
  run: ({ operands, values }) => {
    const [from, to, vector] = values as [Tensor, Tensor, Tensor?];
    for (const [i, value] of [from, to].entries()) checkBasis(value, operands[i]!);
    const n = from.shape[0]!;
    if (to.shape[0] !== n) {
      fail('shape/mismatch', `the bases are of different spaces: ${shapeText(from.shape)} and ${shapeText(to.shape)}`, {
        span: operands[1]!.span,
      });
    }
    if (vector && (vector.shape.length !== 1 || vector.shape[0] !== n)) {
      fail('shape/mismatch', `the vector is ${shapeText(vector.shape)} where ${shapeText([n])} is needed`, {
        span: operands[2]!.span,
      });
    }
    const [fromName, toName] = [nameOf(operands[0]!, 'B'), nameOf(operands[1]!, 'C')];
    const { map, result } = betweenBases({ from, to, fromName, toName, ...(vector && { vector }) });
    return { value: map, result };
  },
});

const nameOf = (operand: Expr, otherwise: string): string => (operand.kind === 'name' ? operand.name : otherwise);

function checkBasis({ shape, data }: Tensor, { span }: Expr): void {
  const [n, columns] = shape;
  if (shape.length !== 2 || n !== columns || n === 0) {
    fail('shape/not-square', `a basis of R^n is n columns of n numbers; this is ${shapeText(shape)}`, {
      span,
      help: 'Write the vectors as the columns of a square matrix: [b1, c1; b2, c2].',
    });
  }
  if (!data.every(Number.isFinite)) fail('basis/not-finite', 'an entry of this basis is not a finite number', { span });
  if (logabsdet({ shape, data }).sign.data[0] === 0) {
    fail('matrix/singular', 'these columns are linearly dependent: they are no basis', {
      span,
      help: 'Each vector must point out of the space of the others; rank(..) counts those that do.',
    });
  }
}
