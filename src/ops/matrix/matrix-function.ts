import { Fault, type FaultData } from '../../base/fault.ts';
import { expm as exponential } from '../../tensor/linear/exponential.ts';
import { sqrtm as squareRoot } from '../../tensor/linear/square-root.ts';
import { countDeficient, pinv as pseudoInverse } from '../../tensor/linear/spectral/svd.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { add, broadcastTo, literal, neg, sub } from '../core.ts';
import { concat, slice } from '../array/moves.ts';
import { identity } from '../build.ts';
import * as flops from './flops.ts';
import { matmul, product, squareShape, transposed } from './matrix.ts';
import { matrixOp, type MatrixSpec, perMatrix } from './matrix-op.ts';
import type { Apply, Op } from '../op.ts';

/** Functions of matrices that are more than products and inverses. */

/**
 * The derivative of a matrix function f at X in the direction E is a block of f at a larger matrix:
 * f([X, E; 0, X]) = [f(X), L(X, E); 0, f(X)].
 *
 * Source: Mathias, A chain rule for matrix functions, SIAM J. Matrix Anal. Appl. 17 (1996) 610-620.
 */
function directional<V>($: Apply<V>, f: Op, x: V, e: V): V {
  const shape = $.shape(x);
  const rank = shape.length;
  const n = shape.at(-1)!;
  const zero = $(broadcastTo(shape), literal($, 0));
  const block = $(concat(rank - 2), $(concat(rank - 1), x, e), $(concat(rank - 1), zero, x));
  return $(slice(rank - 1, n, n), $(slice(rank - 2, 0, n), $(f, block)));
}

/** A function of square matrices; `larger` is the same function as its derivatives ask for it, if that fails in other words. */
const matrixFunction = (name: string, spec: Pick<MatrixSpec, 'compute' | 'work' | 'doc'>, larger?: Op): Op => {
  const op: Op = matrixOp(name, {
    ...spec,
    shape: (s) => squareShape(name, s),
    tangent: ($, dx, x) => directional($, larger ?? op, x, dx),
    // <ct, L(X, E)> = <L(X', ct), E>
    cotangent: ($, ct, x) => directional($, larger ?? op, transposed($, x), ct),
  });
  return op;
};

export const expm: Op = matrixFunction('expm', {
  work: perMatrix(flops.exponential),
  compute: exponential,
  doc: { group: 'matrix', summary: 'The matrix exponential of a square matrix.', latex: '\\exp(#1)' },
});

const rootOr =
  (fault: FaultData): MatrixSpec['compute'] =>
  (x) => {
    const y = squareRoot(x);
    if (y) return y;
    throw new Fault(fault);
  };

/** The root of [X, E; 0, X], which is not there where X is singular, though X has one. */
const rootOfLarger = matrixFunction('sqrtmOfLarger', {
  work: perMatrix(flops.squareRoot),
  compute: rootOr({
    code: 'derivative/singular-root',
    message: 'sqrtm has no derivative at a singular matrix',
    help: 'Look at a matrix beside it.',
  }),
  doc: { group: 'matrix', summary: 'The square root that derivatives of sqrtm are read off.', typed: false },
});

export const sqrtm: Op = matrixFunction(
  'sqrtm',
  {
    work: perMatrix(flops.squareRoot),
    compute: rootOr({
      code: 'matrix/no-root',
      message: 'sqrtm: the matrix has no real square root',
      help: 'A real root needs eigenvalues that are not negative.',
    }),
    doc: { group: 'matrix', summary: 'The principal square root of a square matrix.', latex: '#1^{1/2}' },
  },
  rootOfLarger,
);

/** I - P Q, for an m x n and an n x m matrix behind any leading axes. */
const complement = <V>($: Apply<V>, p: V, q: V): V => {
  const m = $.shape(p).at(-2)!;
  return $(sub, $.constant(identity(m, m)), $(matmul, p, q));
};

/**
 * The pseudoinverse. d(P) = -P dA P + P P' dA' (I - A P) + (I - P A) dA' P' P, where the rank stays the same.
 *
 * Source: Golub & Pereyra, The differentiation of pseudo-inverses, SIAM J. Numer. Anal. 10 (1973) 413-432.
 */
export const pinv: Op = matrixOp('pinv', {
  shape: (s): Shape => [...s.slice(0, -2), s.at(-1)!, s.at(-2)!],
  work: perMatrix(flops.pseudoinverse),
  compute: (x) => pseudoInverse(x),
  tangent: ($, da, a, p) => {
    const [pt, dat] = [transposed($, p), transposed($, da)];
    const inner = $(neg, product($, p, da, p));
    const left = product($, p, pt, dat, complement($, a, p));
    const right = product($, complement($, p, a), dat, pt, p);
    return $(add, inner, $(add, left, right));
  },
  cotangent: ($, ct, a, p) => {
    const [pt, ctt] = [transposed($, p), transposed($, ct)];
    const inner = $(neg, product($, pt, ct, pt));
    const left = product($, complement($, a, p), ctt, p, pt);
    const right = product($, pt, p, ctt, complement($, p, a));
    return $(add, inner, $(add, left, right));
  },
  kinks: countDeficient,
  convention: 'the pseudoinverse jumps where the rank changes; the derivative at constant rank is used',
  doc: { group: 'matrix', summary: 'The Moore-Penrose pseudoinverse.', latex: '#1^{+}' },
});
