import { checkedShape } from '../../tensor/limits.ts';
import { sizeOf } from '../../tensor/tensor.ts';
import * as make from '../build.ts';
import * as matrix from './matrix.ts';
import * as matrixFunction from './matrix-function.ts';
import { type Builtin, type Concrete, define, doc } from '../builtin.ts';
import { reshape } from '../core.ts';
import { type Op } from '../op.ts';

/** Functions of matrices. */

/** A number as a 1 x 1 matrix, and the list without entries as the 0 x 0 one, for which there is no other notation. */
function squareMatrix<V>($: Concrete<V>, x: V): V {
  const shape = $.shape(x);
  if (shape.length === 0) return $(reshape([1, 1]), x);
  return shape.length === 1 && shape[0] === 0 ? $(reshape([0, 0]), x) : x;
}

/** On a scalar, a function of a matrix is one of the 1 x 1 matrix. */
const ofMatrix = (name: string, op: Op): Builtin =>
  define(`${name}(A)`, [1, 1], op.doc!, ($, x) => {
    const y = $(op, squareMatrix($, x));
    return $.shape(x).length === 0 && $.shape(y).length > 0 ? $(reshape([]), y) : y;
  });

const solveFor = <V>($: Concrete<V>, a: V, b: V): V => {
  const column = $.shape(b).length === 1;
  const y = $(matrix.solve, squareMatrix($, a), column ? $(reshape([...$.shape(b), 1]), b) : b);
  return column ? $(reshape($.shape(b)), y) : y;
};

const solving = (name: string): Builtin =>
  define(
    `${name}(A, b)`,
    [2, 2],
    doc('matrix', 'The solution x of A x = b for a square matrix A; b is a vector or a matrix.', '#1^{-1} #2'),
    solveFor,
  );

/** Products, traces, determinants, inverses, functions of matrices. */
export const matrixFunctions: readonly Builtin[] = [
  define('kron(A, B)', [2, 2], doc('matrix', 'The Kronecker product.', '#1 \\otimes #2'), ($, a, b) => {
    const rank = Math.max($.shape(a).length, $.shape(b).length);
    const row = (v: typeof a): typeof a =>
      rank === 2 && $.shape(v).length === 1 ? $(reshape([1, ...$.shape(v)]), v) : v;
    const [p, q] = [row(a), row(b)];
    checkedShape($.shape(p).map((d, i) => d * ($.shape(q)[i] ?? 1)));
    return make.kron($, p, q);
  }),
  define(
    'trace(A)',
    [1, 1],
    doc(
      'matrix',
      'The sum of the diagonal; of an array of more axes the contraction of the first two.',
      '\\operatorname{tr} #1',
    ),
    ($, x) => make.trace($, squareMatrix($, x)),
  ),
  ofMatrix('det', matrix.det),
  ofMatrix('logdet', matrix.logdet),
  ofMatrix('inv', matrix.inv),
  define('pinv(A)', [1, 1], matrixFunction.pinv.doc!, ($, x) => {
    const shape = $.shape(x);
    // Of a vector, taken as a row, it is x / |x|^2.
    return shape.length > 1
      ? $(matrixFunction.pinv, x)
      : $(reshape(shape), $(matrixFunction.pinv, $(reshape([1, sizeOf(shape)]), x)));
  }),
  ofMatrix('expm', matrixFunction.expm),
  ofMatrix('sqrtm', matrixFunction.sqrtm),
  solving('solve'),
  solving('lusolve'),
];
