import { Fault, fail } from '../../base/fault.ts';
import { matmul as matmulKernel } from '../../tensor/matmul.ts';
import { CLOSED_FORM_ORDER } from '../../tensor/linear/closed-form.ts';
import { cofactor as cofactorKernel } from '../../tensor/linear/cofactor.ts';
import { DOUBLE_DOUBLE_ORDER } from '../../tensor/linear/factors/factors.ts';
import { det as detKernel, logabsdet } from '../../tensor/linear/determinant.ts';
import { inverse, solve as solveKernel } from '../../tensor/linear/inverse.ts';
import { broadcastShapes } from '../../tensor/shape.ts';
import { type Shape, shapeText, type Tensor } from '../../tensor/tensor.ts';
import { div } from '../scalar/arithmetic.ts';
import { quotientSeries } from '../series.ts';
import { batchBroadcasting, minus, mul, neg, plus, reshape, sub, sum, summed } from '../core.ts';
import { isSolution, isWhole } from './exact-solution.ts';
import * as flops from './flops.ts';
import { matrixOp, perMatrix } from './matrix-op.ts';
import { cofactorDifferential, MOST_EXPANDED } from './minors.ts';
import { take, transpose } from '../array/moves.ts';
import { type Apply, identityOf, type Op } from '../op.ts';
import { fixed } from '../primitive.ts';

/** Ops on matrices: the last two axes, behind any leading axes. Rules: Giles (2008), An extended collection of matrix derivative results. */

/** Axes in order, with the last two exchanged. */
const swapLast = (rank: number): number[] => {
  const perm = Array.from({ length: rank }, (_, i) => i);
  [perm[rank - 2], perm[rank - 1]] = [rank - 1, rank - 2];
  return perm;
};

/** The matrices' transposes. */
export const transposed = <V>($: Apply<V>, x: V): V => $(transpose(swapLast($.shape(x).length)), x);

/** The matrix product of several factors. */
export const product = <V>($: Apply<V>, ...factors: V[]): V => factors.reduce((a, b) => $(matmul, a, b));

/** The shape of square matrices, or a Fault. */
export const squareShape = (name: string, s: Shape): Shape =>
  s.length >= 2 && s.at(-1) === s.at(-2)
    ? s
    : fail('shape/not-square', `${name} needs a square matrix; this is ${shapeText(s)}`, {
        help: 'A square matrix has as many rows as columns; pinv and solving by least squares take others.',
      });

const singular = (name: string): Fault =>
  new Fault({
    code: 'matrix/singular',
    message: `${name}: the matrix is exactly singular`,
    help: 'Its columns are linearly dependent: check det(A), or use pinv(A).',
  });

export const matmul: Op = fixed({
  ...identityOf('matmul'),
  algebra: 'bilinear',
  structure: { kind: 'product' },
  shape: (a, b) => {
    const lead = broadcastShapes(a.slice(0, -2), b.slice(0, -2));
    if (!lead || a.at(-1) !== b.at(-2)) {
      fail('shape/product', `${shapeText(a)} * ${shapeText(b)}: the inner extents ${a.at(-1)} and ${b.at(-2)} differ`, {
        help: 'A matrix product needs as many columns on the left as rows on the right; .* multiplies entry by entry.',
      });
    }
    return [...lead, a.at(-2)!, b.at(-1)!];
  },
  compute: (a, b) => matmulKernel(a, b),
  jvp: ($, [da, db], a, b) =>
    plus($, da === undefined ? undefined : $(matmul, da, b), db === undefined ? undefined : $(matmul, a, db)),
  vjp: ($, ct, [wa, wb], a, b) => [
    wa ? summed($, $(matmul, ct, transposed($, b)), a) : undefined,
    wb ? summed($, $(matmul, transposed($, a), ct), b) : undefined,
  ],
  batch: batchBroadcasting(() => matmul),
  doc: { group: 'matrix', summary: 'Matrix product.', latex: '#1 #2' },
});

export const inv: Op = matrixOp('inv', {
  shape: (s) => squareShape('inv', s),
  work: perMatrix(flops.inversion),
  compute: (x) => {
    const y = inverse(x);
    if (!y) throw singular('inv');
    return y;
  },
  exactFor: isSolution,
  // d(X^-1) = -X^-1 dX X^-1
  tangent: ($, dx, _x, y) => $(neg, product($, y, dx, y)),
  cotangent: ($, ct, _x, y) => {
    const yt = transposed($, y);
    return $(neg, product($, yt, ct, yt));
  },
  doc: {
    group: 'matrix',
    summary: 'Inverse of a square matrix; an error if it is exactly singular.',
    latex: '#1^{-1}',
  },
});

export const solve: Op = fixed({
  ...identityOf('solve'),
  algebra: 'smooth',
  structure: { kind: 'whole', work: (a, b) => perMatrix((n) => flops.solution(n, b.at(-1)!))(a) },
  shape: (a, b) => {
    squareShape('solve', a);
    const lead = broadcastShapes(a.slice(0, -2), b.slice(0, -2));
    return lead && b.at(-2) === a.at(-1)
      ? [...lead, b.at(-2)!, b.at(-1)!]
      : fail('shape/solve', `solve: a matrix ${shapeText(a)} does not go with a right side ${shapeText(b)}`, {
          help: 'The right side has as many rows as the matrix.',
        });
  },
  compute: (a, b) => {
    const y = solveKernel(a, b);
    if (!y) throw singular('solve');
    return y;
  },
  exactFor: isSolution,
  // A dY = dB - dA Y
  jvp: ($, [da, db], a, _b, y) => {
    const right = minus($, db, da === undefined ? undefined : $(matmul, da, y));
    return right === undefined ? undefined : $(solve, a, right);
  },
  series: ($, _order, [a, b], y) => quotientSeries($, matmul, a!, b!, y, (first, rest) => $(solve, first, rest)),
  vjp: ($, ct, [wa, wb], a, b, y) => {
    const cb = $(solve, transposed($, a), ct);
    return [wa ? summed($, $(neg, $(matmul, cb, transposed($, y))), a) : undefined, wb ? summed($, cb, b) : undefined];
  },
  batch: batchBroadcasting(() => solve),
  doc: { group: 'matrix', summary: 'The solution X of A X = B for a square matrix A.', latex: '#1^{-1} #2' },
});

/** sum of the entrywise product over the last two axes. */
const inner = <V>($: Apply<V>, a: V, b: V): V => {
  const y = $(mul, a, b);
  const rank = $.shape(y).length;
  return $(sum([rank - 2, rank - 1]), y);
};

/** A scalar per matrix as a [.., 1, 1] array, to scale matrices by. */
const scale = <V>($: Apply<V>, c: V): V => $(reshape([...$.shape(c), 1, 1]), c);

export const det: Op = matrixOp('det', {
  shape: (s) => squareShape('det', s).slice(0, -2),
  work: perMatrix(flops.elimination),
  compute: detKernel,
  // Rounded once.
  exactFor: (y, x) => x.shape.at(-1)! <= DOUBLE_DOUBLE_ORDER && isWhole(y, x),
  // d det X = <cof X, dX>, which holds at singular matrices too
  tangent: ($, dx, x) => inner($, $(cofactor, x), dx),
  cotangent: ($, ct, x) => $(mul, scale($, ct), $(cofactor, x)),
  doc: { group: 'matrix', summary: 'Determinant of a square matrix; 1 for the empty one.', latex: '\\det #1' },
});

/** The matrix of cofactors, the gradient of det. */
export const cofactor: Op = matrixOp('cofactor', {
  shape: (s) => squareShape('cofactor', s),
  work: perMatrix(flops.inversion),
  compute: cofactorKernel,
  exactFor: (y, x) => x.shape.at(-1)! <= CLOSED_FORM_ORDER && isWhole(y, x),
  tangent: ($, dx, x, y) => cofactorTangent($, x, dx, y),
  // The Hessian of det is symmetric, so that the rule is its own adjoint.
  cotangent: ($, ct, x, y) => cofactorTangent($, x, ct, y),
});

function cofactorTangent<V>($: Apply<V>, x: V, dx: V, y: V): V | undefined {
  const n = $.shape(x).at(-1)!;
  if (n <= 1) return undefined;
  if (n === 2) return $(cofactor, dx);
  if (n === 3) return plus($, crossRows($, dx, x), crossRows($, x, dx));
  if (n <= MOST_EXPANDED) return cofactorDifferential($, x, dx);
  // C = det(X) X^-T: dC = (<C, dX> C - C dX^T C) / det X
  const spread = $(mul, scale($, inner($, y, dx)), y);
  const turned = product($, y, transposed($, dx), y);
  return $(div, $(sub, spread, turned), scale($, $(det, x)));
}

/** Row i is a_(i+1) x b_(i+2), rows counted round: with a = b the cofactors of a 3 x 3 matrix, polynomial at every matrix. */
function crossRows<V>($: Apply<V>, a: V, b: V): V {
  const rows = (v: V, turn: readonly number[]): V => $(take($.shape(v).length - 2, turn), v);
  const columns = (v: V, turn: readonly number[]): V => $(take($.shape(v).length - 1, turn), v);
  const [next, last] = [
    [1, 2, 0],
    [2, 0, 1],
  ] as const;
  const [p, q] = [rows(a, next), rows(b, last)];
  return $(sub, $(mul, columns(p, next), columns(q, last)), $(mul, columns(p, last), columns(q, next)));
}

export const logdet: Op = matrixOp('logdet', {
  shape: (s) => squareShape('logdet', s).slice(0, -2),
  work: perMatrix(flops.elimination),
  compute: (x) => logabsdet(x).log,
  // d log|det X| = <X^-T, dX>
  tangent: ($, dx, x) => inner($, transposed($, $(inv, x)), dx),
  cotangent: ($, ct, x) => $(mul, scale($, ct), transposed($, $(inv, x))),
  doc: {
    group: 'matrix',
    summary: 'log|det X|, without overflow; -Infinity for a singular matrix.',
    latex: '\\log|\\det #1|',
  },
});

/** The determinants' signs: -1, 0 or 1. */
export const signOfDet = (x: Tensor): Tensor => logabsdet(x).sign;
