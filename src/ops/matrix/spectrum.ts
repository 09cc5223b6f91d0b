import { fail } from '../../base/fault.ts';
import { realEigen } from '../../tensor/linear/spectral/spectrum.ts';
import { countDeficient, rank as rankKernel } from '../../tensor/linear/spectral/svd.ts';
import type { Builtin } from '../builtin.ts';
import { mul, reshape, sub } from '../core.ts';
import * as flops from './flops.ts';
import { asColumn, asRow, diagonalOf, dividedDifferences, gaps, rowOf, ties, turned, weightedSum } from './gaps.ts';
import { matrixOp, perMatrix } from './matrix-op.ts';
import { matmul, product, squareShape, transposed } from './matrix.ts';
import { svdvals } from './singular.ts';
import type { Op } from '../op.ts';

/**
 * Eigenvalues and singular values of matrices: the last two axes, behind any leading axes. The rules go through the
 * vectors, whose own rules divide by the gaps between the values.
 *
 * Source: Giles (2008), An extended collection of matrix derivative results; Magnus (1985), On differentiating
 * eigenvalues and eigenvectors, Econometric Theory 1, 179-191.
 */

/** Eigenvectors of norm 1 as columns, in the order of {@link eigvals}. dV = V (F .* (V^-1 dA V)), norms kept. */
export const eigenvectors: Op = matrixOp('eigenvectors', {
  shape: (s) => squareShape('eigvals', s),
  work: perMatrix(flops.schurForm),
  compute: (a) => realEigen(a).vectors,
  tangent: ($, da, a, v) => {
    const c = $(mul, $(gaps, $(eigvals, a)), product($, $(leftVectors, a), da, v));
    const along = diagonalOf($, product($, transposed($, v), v, c));
    return $(sub, $(matmul, v, c), $(mul, v, asRow($, along)));
  },
  cotangent: ($, ct, a, v) => {
    const vt = transposed($, v);
    const b = $(matmul, vt, ct);
    const lengths = $(mul, $(matmul, vt, v), asRow($, diagonalOf($, b)));
    const x = $(mul, $(gaps, $(eigvals, a)), $(sub, b, lengths));
    return product($, transposed($, $(leftVectors, a)), x, vt);
  },
});

/** The inverse L of {@link eigenvectors}, of which the rows are left eigenvectors. dL = -L dV L = -(F .* (L dA V)) L, norms kept. */
export const leftVectors: Op = matrixOp('leftVectors', {
  shape: (s) => squareShape('eigvals', s),
  work: perMatrix((n) => flops.schurForm(n) + flops.inversion(n)),
  compute: (a) => realEigen(a).left,
  tangent: ($, da, a, left) => {
    const v = $(eigenvectors, a);
    const c = $(mul, $(gaps, $(eigvals, a)), product($, left, da, v));
    const along = diagonalOf($, product($, transposed($, v), v, c));
    return $(sub, $(mul, left, asColumn($, along)), $(matmul, c, left));
  },
  cotangent: ($, ct, a, left) => {
    const v = $(eigenvectors, a);
    const vt = transposed($, v);
    const w = $(matmul, ct, transposed($, left));
    const lengths = $(mul, $(matmul, vt, v), asRow($, diagonalOf($, w)));
    const x = $(mul, $(gaps, $(eigvals, a)), $(sub, lengths, w));
    return product($, transposed($, left), x, vt);
  },
});

/** Real eigenvalues, ascending. d lambda = diag(V^-1 dA V). */
export const eigvals: Op = matrixOp('eigvals', {
  shape: (s) => squareShape('eigvals', s).slice(0, -1),
  work: perMatrix(flops.eigenvalues),
  compute: (a) => realEigen(a).values,
  tangent: ($, da, a) => {
    const v = $(eigenvectors, a);
    return diagonalOf($, product($, $(leftVectors, a), da, v));
  },
  cotangent: ($, ct, a) => $(weightedProjectors, a, ct),
  kinks: (a) => ties(realEigen(a).values),
  convention: 'a repeated eigenvalue has no derivative of its own, only the sum of the equal ones has',
  doc: {
    group: 'matrix',
    summary: 'The eigenvalues of a square matrix, ascending; NaN where they are complex (:eig shows those).',
    latex: '\\lambda(#1)',
  },
});

/** L' diag(w) V', the gradient of the sum of w_k lambda_k: d = L' (D .* (V' dA' L')) V' with the divided differences D of w. */
export const weightedProjectors: Op = weightedSum('weightedProjectors', {
  work: perMatrix((n) => flops.schurForm(n) + flops.inversion(n)),
  compute: (a, w) => {
    const { vectors, left } = realEigen(a);
    return matmul.compute(mul.compute(turned(left), rowOf(w)), turned(vectors));
  },
  along: ($, direction, a, w, fixed) => {
    const [lt, vt] = [transposed($, $(leftVectors, a)), transposed($, $(eigenvectors, a))];
    const d = dividedDifferences($, $(eigvals, a), w, fixed);
    return product($, lt, $(mul, d, product($, vt, transposed($, direction), lt)), vt);
  },
  weights: ($, ct, a) => diagonalOf($, product($, $(leftVectors, a), ct, $(eigenvectors, a))),
});

/** The number of singular values that are not 0 but for rounding: it changes in steps. */
export const rank: Op = matrixOp('rank', {
  shape: (s) => s.slice(0, -2),
  work: perMatrix(flops.singularValues),
  compute: (a) => rankKernel(a),
  kinks: countDeficient,
  convention: 'the rank jumps at a matrix that is not of full rank; 0 is used',
  doc: {
    group: 'matrix',
    summary: 'The rank of a matrix: how many singular values exceed rounding.',
    latex: '\\operatorname{rank} #1',
  },
});

const ofMatrix = (op: Op): Builtin => ({
  name: op.name,
  usage: `${op.name}(A)`,
  arity: [1, 1],
  doc: op.doc!,
  call: ($, x) => {
    const shape = $.shape(x);
    if (shape.length === 1) fail('shape/rank', `${op.name} needs a matrix; this is a vector [${shape[0]}]`);
    return $(op, shape.length === 0 ? $(reshape([1, 1]), x) : x);
  },
});

/** Their entries in the table of functions. */
export const spectrum: readonly Builtin[] = [eigvals, svdvals, rank].map(ofMatrix);
