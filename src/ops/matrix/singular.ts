import { svd } from '../../tensor/linear/spectral/svd.ts';
import { concat as joined } from '../../tensor/rearrange.ts';
import { concat, slice } from '../array/moves.ts';
import { add, literal, mul, sub } from '../core.ts';
import type { Apply, Op } from '../op.ts';
import { div } from '../scalar/arithmetic.ts';
import { where } from '../scalar/choice.ts';
import * as flops from './flops.ts';
import {
  asColumn,
  asRow,
  diagonalOf,
  dividedDifferences,
  gaps,
  rowOf,
  ties,
  turned,
  unit,
  weightedSum,
} from './gaps.ts';
import { matrixOp, perMatrix } from './matrix-op.ts';
import { matmul, product, transposed } from './matrix.ts';

/** Singular values of matrices, the last two axes, and their vectors; the source of the rules is said at the eigenvalues. */

/** I - Q Q' for orthonormal columns Q: what is left beside their span. */
const beside = <V>($: Apply<V>, q: V): V => $(sub, unit($, $.shape(q).at(-2)!), $(matmul, q, transposed($, q)));

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

/**
 * U diag(w) V', the gradient of the sum of w_k s_k: d = U (D .* sym P + E .* skew P) V' and what is beside the spans of U and V, with P = U' dA V,
 * the divided differences D of w and E[j, k] = (w_k + w_j) / (s_k + s_j).
 */
export const weightedTriplets: Op = weightedSum('weightedTriplets', {
  work: perMatrix(flops.singularVectors),
  compute: (a, w) => {
    const { u, v } = svd(a);
    return matmul.compute(mul.compute(u, rowOf(w)), turned(v));
  },
  along: ($, direction, a, w, fixed) => {
    const [u, v] = split($, a, $(singularVectors, a));
    const [ut, vt] = [transposed($, u), transposed($, v)];
    const s = $(svdvals, a);
    // A weight that stays 0 has no share, whatever it is divided by.
    const ratio = (x: typeof s, y: typeof s) => (fixed ? $(where, x, $(div, x, y), literal($, 0)) : $(div, x, y));
    const d = dividedDifferences($, s, w, fixed);
    const e = ratio($(add, asRow($, w), asColumn($, w)), $(add, asRow($, s), asColumn($, s)));
    const p = product($, ut, direction, v);
    const pt = transposed($, p);
    const half = literal($, 1 / 2);
    const even = $(mul, $(mul, half, $(add, p, pt)), d);
    const odd = $(mul, $(mul, half, $(sub, p, pt)), e);
    const share = asRow($, ratio(w, s));
    const left = product($, beside($, u), direction, $(mul, v, share), vt);
    const right = product($, $(mul, u, share), ut, direction, beside($, v));
    return $(add, product($, u, $(add, even, odd), vt), $(add, left, right));
  },
  weights: ($, ct, a) => {
    const [u, v] = split($, a, $(singularVectors, a));
    return diagonalOf($, product($, transposed($, u), ct, v));
  },
});

/** Singular values, descending. ds = diag(U' dA V). */
export const svdvals: Op = matrixOp('svdvals', {
  shape: (s) => [...s.slice(0, -2), Math.min(s.at(-1)!, s.at(-2)!)],
  work: perMatrix(flops.singularValues),
  compute: (a) => svd(a).s,
  tangent: ($, da, a) => {
    const [u, v] = split($, a, $(singularVectors, a));
    return diagonalOf($, product($, transposed($, u), da, v));
  },
  cotangent: ($, ct, a) => $(weightedTriplets, a, ct),
  kinks: (a) => {
    const { s } = svd(a);
    const zero = s.data.filter((x) => x === 0).length;
    return ties(s) + zero;
  },
  convention: 'a repeated singular value, or one that is 0, has no derivative of its own',
  doc: { group: 'matrix', summary: 'The singular values of a matrix, descending.', latex: '\\sigma(#1)' },
});
