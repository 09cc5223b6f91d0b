import { fail } from '../../base/fault.ts';
import { realEigen, repeatedPairs } from '../../tensor/linear/spectral/spectrum.ts';
import { countDeficient, rank as rankKernel, svd } from '../../tensor/linear/spectral/svd.ts';
import { concat as joined } from '../../tensor/rearrange.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { div } from '../scalar/arithmetic.ts';
import { identity } from '../build.ts';
import type { Builtin } from '../builtin.ts';
import { add, mul, neg, reshape, sub, sum } from '../core.ts';
import { concat, slice } from '../array/moves.ts';
import * as flops from './flops.ts';
import { matrixOp, perMatrix } from './matrix-op.ts';
import { matmul, product, squareShape, transposed } from './matrix.ts';
import type { Apply, Op } from '../op.ts';

/**
 * Eigenvalues and singular values of matrices: the last two axes, behind any leading axes. The rules go through the
 * vectors, whose own rules divide by the gaps between the values.
 *
 * Source: Giles (2008), An extended collection of matrix derivative results; Magnus (1985), On differentiating
 * eigenvalues and eigenvectors, Econometric Theory 1, 179-191.
 */

/** A vector per matrix as a row, to scale columns by, and as a column, to scale rows by. */
const asRow = <V>($: Apply<V>, v: V): V => $(reshape([...$.shape(v).slice(0, -1), 1, $.shape(v).at(-1)!]), v);
const asColumn = <V>($: Apply<V>, v: V): V => $(reshape([...$.shape(v), 1]), v);

const unit = <V>($: Apply<V>, n: number): V => $.constant(identity(n, n));

/** The diagonals of square matrices. */
function diagonalOf<V>($: Apply<V>, x: V): V {
  const rank = $.shape(x).length;
  return $(sum([rank - 2]), $(mul, x, unit($, $.shape(x).at(-1)!)));
}

/** I - Q Q' for orthonormal columns Q: what is left beside their span. */
const beside = <V>($: Apply<V>, q: V): V => $(sub, unit($, $.shape(q).at(-2)!), $(matmul, q, transposed($, q)));

const rows = (x: Tensor): Float64Array[] => {
  const n = x.shape.at(-1)!;
  return Array.from({ length: sizeOf(x.shape.slice(0, -1)) }, (_, p) => x.data.subarray(p * n, (p + 1) * n));
};

/** How many values another is equal to, as far as rounding can tell. */
const ties = (values: Tensor): number => rows(values).reduce((n, v) => n + repeatedPairs(v).length, 0);

/** F[j, k] = 1 / (v_k - v_j) beside the diagonal, 0 on it; a Fault where two values are equal. */
const gaps: Op = matrixOp('gaps', {
  shape: (s) => [...s, s.at(-1)!],
  work: (s) => 2 * sizeOf(s) * s.at(-1)!,
  compute: (x) => {
    const n = x.shape.at(-1)!;
    const data = rows(x).flatMap((v) => {
      const [tie] = repeatedPairs(v);
      if (tie !== undefined) {
        fail(
          'derivative/repeated-value',
          `the value ${Number(v[tie]!.toPrecision(6))} is repeated: its vectors, and with them this derivative, are not determined`,
          {
            help: 'Use a function that does not tell equal values apart, such as trace(A), trace(A*A) or det(A).',
          },
        );
      }
      return Array.from({ length: n * n }, (_, p) => (p % (n + 1) === 0 ? 0 : 1 / (v[p % n]! - v[Math.floor(p / n)]!)));
    });
    return { shape: [...x.shape, n], data: Float64Array.from(data) };
  },
  // dF = -F.^2 (dv_k - dv_j)
  tangent: ($, dx, _x, y) => $(neg, bySquares($, y, $(sub, asRow($, dx), asColumn($, dx)))),
  cotangent: ($, ct, _x, y) => {
    const weighted = bySquares($, y, ct);
    const rank = $.shape(weighted).length;
    return $(sub, $(sum([rank - 1]), weighted), $(sum([rank - 2]), weighted));
  },
});

/** y.^2 .* x */
const bySquares = <V>($: Apply<V>, y: V, x: V): V => $(mul, $(mul, y, y), x);

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
  cotangent: ($, ct, a) => {
    const v = $(eigenvectors, a);
    return $(matmul, $(mul, transposed($, $(leftVectors, a)), asRow($, ct)), transposed($, v));
  },
  kinks: (a) => ties(realEigen(a).values),
  convention: 'a repeated eigenvalue has no derivative of its own, only the sum of the equal ones has',
  doc: {
    group: 'matrix',
    summary: 'The eigenvalues of a square matrix, ascending; NaN where they are complex (:eig shows those).',
    latex: '\\lambda(#1)',
  },
});

/** U above V, [.., m + n, k], of the thin singular value decomposition. */
export const singularVectors: Op = matrixOp('singularVectors', {
  shape: (s) => [...s.slice(0, -2), s.at(-2)! + s.at(-1)!, Math.min(s.at(-1)!, s.at(-2)!)],
  work: perMatrix(flops.singularVectors),
  compute: (a) => {
    const { u, v } = svd(a);
    return joined([u, v], u.shape.length - 2);
  },
  // dU = U (F .* (P S + S P')) + (I - U U') dA V / S, and the same for V with the transposes; P = U' dA V
  tangent: ($, da, a, w) => {
    const { u, v, s, f } = parts($, a, w);
    const p = product($, transposed($, u), da, v);
    const pt = transposed($, p);
    const [row, column] = [asRow($, s), asColumn($, s)];
    const du = $(matmul, u, $(mul, f, $(add, $(mul, p, row), $(mul, pt, column))));
    const dv = $(matmul, v, $(mul, f, $(add, $(mul, p, column), $(mul, pt, row))));
    const nu = $(div, product($, beside($, u), da, v), row);
    const nv = $(div, product($, beside($, v), transposed($, da), u), row);
    return $(concat($.shape(w).length - 2), $(add, du, nu), $(add, dv, nv));
  },
  cotangent: ($, ct, a, w) => {
    const { u, v, s, f } = parts($, a, w);
    const [cu, cv] = split($, a, ct);
    const gu = $(mul, f, $(matmul, transposed($, u), cu));
    const gv = $(mul, f, $(matmul, transposed($, v), cv));
    const p = $(add, $(mul, doubled($, gu), asRow($, s)), $(mul, doubled($, gv), asColumn($, s)));
    const vt = transposed($, v);
    const nu = product($, beside($, u), $(div, cu, asRow($, s)), vt);
    const nv = product($, beside($, v), $(div, cv, asRow($, s)), transposed($, u));
    return $(add, product($, u, p, vt), $(add, nu, transposed($, nv)));
  },
});

/** G + G' */
const doubled = <V>($: Apply<V>, g: V): V => $(add, g, transposed($, g));

/** U and V for an m x n matrix, or what has their shapes, of one above the other. */
function split<V>($: Apply<V>, a: V, w: V): readonly [u: V, v: V] {
  const [m, n] = $.shape(a).slice(-2) as [number, number];
  const axis = $.shape(w).length - 2;
  return [$(slice(axis, 0, m), w), $(slice(axis, m, n), w)];
}

/** What the rules of a decomposition A = U diag(s) V' are written with. */
function parts<V>($: Apply<V>, a: V, w: V) {
  const [u, v] = split($, a, w);
  const s = $(svdvals, a);
  // 1 / (s_k^2 - s_j^2), without the squares
  const f = $(div, $(gaps, s), $(add, asRow($, s), asColumn($, s)));
  return { u, v, s, f };
}

/** Singular values, descending. ds = diag(U' dA V). */
export const svdvals: Op = matrixOp('svdvals', {
  shape: (s) => [...s.slice(0, -2), Math.min(s.at(-1)!, s.at(-2)!)],
  work: perMatrix(flops.singularValues),
  compute: (a) => svd(a).s,
  tangent: ($, da, a) => {
    const [u, v] = split($, a, $(singularVectors, a));
    return diagonalOf($, product($, transposed($, u), da, v));
  },
  cotangent: ($, ct, a) => {
    const [u, v] = split($, a, $(singularVectors, a));
    return $(matmul, $(mul, u, asRow($, ct)), transposed($, v));
  },
  kinks: (a) => {
    const { s } = svd(a);
    const zero = s.data.filter((x) => x === 0).length;
    return ties(s) + zero;
  },
  convention: 'a repeated singular value, or one that is 0, has no derivative of its own',
  doc: { group: 'matrix', summary: 'The singular values of a matrix, descending.', latex: '\\sigma(#1)' },
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
