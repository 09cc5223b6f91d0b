import { fail } from '../../base/fault.ts';
import { shapeText, sizeOf } from '../../tensor/tensor.ts';
import { flat, trace } from '../build.ts';
import { axisOf, type Builtin, type Concrete, define, doc, MANY, wholeNumber, wholeNumbers } from '../builtin.ts';
import { reshape } from '../core.ts';
import { transpose } from '../array/moves.ts';
import { matmul } from './matrix.ts';
import type { Apply } from '../op.ts';

/** Functions of arrays with any number of axes: contractions, orders of axes, columns one below the other. */

/** The trace over two axes (from 0) of one array; the others remain, in order. */
export function contract<V>($: Apply<V>, x: V, i: number, j: number): V {
  const shape = $.shape(x);
  if (i === j || shape[i] !== shape[j]) {
    fail(
      'shape/contraction',
      `axes ${i + 1} and ${j + 1} of ${shapeText(shape)} cannot be contracted: two axes of equal extent are needed`,
    );
  }
  const rest = shape.map((_, axis) => axis).filter((axis) => axis !== i && axis !== j);
  return trace($, $(transpose([i, j, ...rest]), x));
}

/** The sums of products over the last `n` axes of `a` and the first `n` of `b`; 0 gives every product. */
export function tensordot<V>($: Apply<V>, a: V, b: V, n: number): V {
  const [sa, sb] = [$.shape(a), $.shape(b)];
  const [left, inner] = [sa.slice(0, sa.length - n), sa.slice(sa.length - n)];
  const [other, right] = [sb.slice(0, n), sb.slice(n)];
  if (n > Math.min(sa.length, sb.length) || inner.some((d, i) => d !== other[i])) {
    fail(
      'shape/contraction',
      n === 1
        ? `the last axis of ${shapeText(sa)} and the first of ${shapeText(sb)} differ`
        : `the last ${n} axes of ${shapeText(sa)} are not the first ${n} of ${shapeText(sb)}`,
      { help: 'tensordot(A, B, n) sums over axes of equal extents; permute(A, order) reorders axes.' },
    );
  }
  const k = sizeOf(inner);
  const y = $(matmul, $(reshape([sizeOf(left), k]), a), $(reshape([k, sizeOf(right)]), b));
  return $(reshape([...left, ...right]), y);
}

const reversed = (rank: number): number[] => Array.from({ length: rank }, (_, i) => rank - 1 - i);

/** All entries as a vector in column-major order: the first index runs fastest. */
export const vec = <V>($: Apply<V>, x: V): V => flat($, $(transpose(reversed($.shape(x).length)), x));

/** The array of the given extents whose `vec` is `x`. */
export function unvec<V>($: Apply<V>, x: V, shape: readonly number[]): V {
  return $(transpose(reversed(shape.length)), $(reshape(shape.toReversed()), x));
}

/** Axes in the order that the user lists, from 1. */
function ordered<V>($: Concrete<V>, x: V, order: V): V {
  const rank = $.shape(x).length;
  const perm = wholeNumbers($, [order], 'the order of the axes').map((axis) => axis - 1);
  if (perm.length !== rank || perm.some((_, i) => !perm.includes(i))) {
    fail('shape/axis', `the order of the axes of ${shapeText($.shape(x))} must name each of 1 to ${rank} once`);
  }
  return $(transpose(perm), x);
}

const tensorFunction = (
  usage: string,
  arity: readonly [number, number],
  summary: string,
  call: Builtin['call'],
): Builtin => define(usage, arity, doc('tensor', summary), call);

/** Their entries in the table of functions. */
export const multilinear: readonly Builtin[] = [
  tensorFunction(
    'contract(T, i, j)',
    [3, 3],
    'The trace of an array over its axes i and j (from 1); the other axes remain.',
    ($, x, i, j) => {
      const rank = $.shape(x).length;
      return contract($, x, axisOf($, i, rank), axisOf($, j, rank));
    },
  ),
  tensorFunction(
    'tensordot(A, B, n)',
    [2, 3],
    'Sums of products over the last n axes of A and the first n of B; n is 1 if left out.',
    ($, a, b, n?) => {
      const count = n === undefined ? 1 : wholeNumber($, n, 'the number of axes');
      return count >= 0
        ? tensordot($, a, b, count)
        : fail('value/not-whole', 'the number of axes must be a whole number from 0');
    },
  ),
  tensorFunction(
    'permute(T, order)',
    [2, 2],
    'The array with its axes in another order: permute(T, [2, 1, 3]) exchanges the first two of three.',
    ordered,
  ),
  tensorFunction(
    'vec(A)',
    [1, 1],
    'All entries as a vector in column-major order, columns one below the other; flatten goes row by row.',
    vec,
  ),
  tensorFunction(
    'unvec(v, m, n, ..)',
    [2, MANY],
    'The array of the given extents whose vec is v: the entries fill it column by column.',
    ($, x, ...sizes) => unvec($, x, wholeNumbers($, sizes, 'the extents of unvec')),
  ),
];
