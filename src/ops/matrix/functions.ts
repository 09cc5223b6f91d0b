import { fail } from '../../base/fault.ts';
import { checkedShape } from '../../tensor/limits.ts';
import { shapeText, sizeOf, tensor } from '../../tensor/tensor.ts';
import * as make from '../build.ts';
import * as matrix from './matrix.ts';
import * as matrixFunction from './matrix-function.ts';
import { type Builtin, type Concrete, define, doc } from '../builtin.ts';
import { add, mul, neg, reshape, sub } from '../core.ts';
import { div } from '../scalar/arithmetic.ts';
import { cos, sin } from '../scalar/trigonometric.ts';
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

/** The matrix of a rotation, about a unit axis u by Rodrigues' formula cos I + (1 - cos) u u' + sin [u]x. */
function rotation<V>($: Concrete<V>, theta: V, axis?: V): V {
  if ($.shape(theta).length > 0)
    fail('shape/not-scalar', 'an angle is a number', { help: 'As in rotationMatrix(pi/2).' });
  const [c, s] = [$(cos, theta), $(sin, theta)];
  if (axis === undefined) return $(reshape([2, 2]), make.vectorOfNumbers($, [c, $(neg, s), s, c]));
  if (sizeOf($.shape(axis)) !== 3) {
    fail('shape/mismatch', `an axis of space is a vector of 3; this is ${shapeText($.shape(axis))}`, {
      help: 'As in rotationMatrix(pi/2, [0, 0, 1]).',
    });
  }
  const u = $(div, make.flat($, axis), make.norm($, axis, 2));
  const outer = $(matrix.matmul, $(reshape([3, 1]), u), $(reshape([1, 3]), u));
  const across = $(reshape([3, 3]), $(matrix.matmul, $.constant(CROSS), $(reshape([3, 1]), u)));
  const flat = $(mul, c, $(sub, $.constant(make.identity(3, 3)), outer));
  return $(add, outer, $(add, flat, $(mul, s, across)));
}

/** The matrix [u]x of a cross product from the left, as a linear function of u: 9 x 3, row by row. */
const CROSS = tensor([9, 3], [0, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, -1, 0, 1, 0, 0, 0, 0, 0]);

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
  define(
    'rotationMatrix(theta, axis)',
    [1, 2],
    doc('matrix', 'The matrix that turns the plane by an angle, or space about an axis, a vector of 3.'),
    rotation,
  ),
  define(
    'rotate(w, theta, axis)',
    [2, 3],
    doc('matrix', 'A vector of the plane turned by an angle, or one of space about an axis, a vector of 3.'),
    ($, w, theta, axis?) => {
      const turning = axis === undefined ? rotation($, theta) : rotation($, theta, axis);
      const n = $.shape(turning)[0]!;
      if (sizeOf($.shape(w)) !== n) {
        fail('shape/mismatch', `rotate turns a vector of ${n} here; this is ${shapeText($.shape(w))}`, {
          help: 'rotate([1, 0], pi/2), or rotate([1, 0, 0], pi/2, [0, 0, 1]).',
        });
      }
      return $(reshape($.shape(w)), $(matrix.matmul, turning, $(reshape([n, 1]), w)));
    },
  ),
  solving('solve'),
  solving('lusolve'),
];
