import { Fault } from '../../base/fault.ts';
import { invariant } from '../../base/invariant.ts';
import { expm as exponential } from '../../tensor/linear/exponential.ts';
import { sqrtm as squareRoot } from '../../tensor/linear/square-root.ts';
import { countDeficient, pinv as pseudoInverse } from '../../tensor/linear/spectral/svd.ts';
import { countOf, productsOf } from '../../tensor/linear/truncated.ts';
import { type Shape, sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { add, broadcastTo, literal, neg, reshape, sub } from '../core.ts';
import { concat, slice } from '../array/moves.ts';
import { identity } from '../build.ts';
import * as flops from './flops.ts';
import { matmul, product, squareShape, transposed } from './matrix.ts';
import { matrixOp, matrixOpWith, type MatrixSpec, perMatrix } from './matrix-op.ts';
import type { Apply, Doc, Op } from '../op.ts';
import { primitive } from '../primitive.ts';

/** Functions of matrices that are more than products and inverses. */

/** What `make` answers, made when it is first asked for. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** A function of square matrices, and of polynomials of them whose variables have the powers up to `orders`. */
interface MatrixFunction {
  readonly doc: Doc;
  readonly compute: (x: Tensor, orders: readonly number[]) => Tensor;
  /** Operations on numbers that a textbook counts for a matrix of order n. */
  readonly work: (n: number) => number;
}

/**
 * Says a function f of matrices. Its derivatives are coefficients of f at a polynomial, of which nothing but the wanted powers is
 * kept: f(X + t E) = f(X) + t L(X, E) + .., and f(X + t E + s (F + t G)) holds the second ones.
 *
 * Source: Mathias, A chain rule for matrix functions, SIAM J. Matrix Anal. Appl. 17 (1996) 610-620, whose block triangular matrices
 * are these polynomials written out.
 */
function matrixFunction(name: string, { compute, work, doc }: MatrixFunction): Op {
  const polynomial = `${name}OfPolynomial`;
  const spec = (orders: readonly number[]): MatrixSpec => {
    const of = (more: number): Op => ofPolynomial({ orders: [more, ...orders] });
    const size = countOf(orders);
    /** Coefficients of a variable: for each those [.., size, n, n] of the others, or the one matrix of no others. */
    const joined = <V>($: Apply<V>, xs: readonly V[]): V => {
      const shape = $.shape(xs[0]!);
      const [lead, n] = [leadOf(shape), shape.at(-1)!];
      return $(concat(lead.length), ...xs.map((x) => $(reshape([...lead, size, n, n]), x)));
    };
    const power = <V>($: Apply<V>, k: number, y: V, like: V): V => {
      const shape = $.shape(like);
      return $(reshape(shape), $(slice(leadOf(shape).length, k * size, size), y));
    };
    const leadOf = (s: Shape): Shape => s.slice(0, orders.length === 0 ? -2 : -3);
    const turned = <V>($: Apply<V>, x: V): V =>
      size === 1 ? x : $(slice($.shape(x).length - 3, size - 1, size, -1), x);
    return {
      shape: (s) => {
        squareShape(name, s);
        invariant(orders.length === 0 || s.at(-3) === size, `${polynomial} has ${size} coefficients`);
        return s;
      },
      compute: (x) => compute(x, orders),
      work: (s) => Math.round(work(s.at(-1)!) * productsOf(orders)) * sizeOf(leadOf(s)),
      tangent: ($, dx, x) => power($, 1, $(of(1), joined($, [x, dx])), x),
      // <ct, L(X, E)> = <L(X', ct), E>, where what multiplies the highest power of a variable meets what is free of it
      cotangent: ($, ct, x) => turned($, power($, 1, $(of(1), joined($, [transposed($, x), turned($, ct)])), x)),
      series: ($, order, [x]) => {
        const head = x!(0)!;
        const whole = once(() => {
          const zero = $(broadcastTo($.shape(head)), literal($, 0));
          const all = Array.from({ length: order + 1 }, (_, k) => x!(k) ?? zero);
          return $(of(order), joined($, all));
        });
        return (k) => power($, k, whole(), head);
      },
    };
  };
  const ofPolynomial = primitive<{ orders: readonly number[] }>(polynomial, ({ orders }) =>
    matrixOpWith(
      polynomial,
      { orders },
      {
        ...spec(orders),
        doc: { ...doc, summary: `${name} of a polynomial: its derivatives.`, typed: false },
      },
    ),
  );
  return matrixOp(name, { ...spec([]), doc });
}

export const expm: Op = matrixFunction('expm', {
  work: flops.exponential,
  compute: exponential,
  doc: { group: 'matrix', summary: 'The matrix exponential of a square matrix.', latex: '\\exp(#1)' },
});

export const sqrtm: Op = matrixFunction('sqrtm', {
  work: flops.squareRoot,
  compute: (x, orders) => {
    const y = squareRoot(x, orders);
    if (y) return y;
    throw new Fault(
      orders.length === 0
        ? {
            code: 'matrix/no-root',
            message: 'sqrtm: the matrix has no real square root',
            help: 'A real root needs eigenvalues that are not negative.',
          }
        : {
            code: 'derivative/singular-root',
            message: 'sqrtm has no derivative at a singular matrix',
            help: 'Look at a matrix beside it.',
          },
    );
  },
  doc: { group: 'matrix', summary: 'The principal square root of a square matrix.', latex: '#1^{1/2}' },
});

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
