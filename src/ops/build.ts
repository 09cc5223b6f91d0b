import { fail } from '../base/fault.ts';
import { dd, divideNumbers, squareRoot } from '../tensor/double-double.ts';
import { full, type Shape, shapeText, sizeOf, type Tensor, tensor } from '../tensor/tensor.ts';
import { absolutePower } from './scalar/absolute-power.ts';
import { abs, div } from './scalar/arithmetic.ts';
import { combinations } from './scalar/combinatorial.ts';
import { max, min, where } from './scalar/choice.ts';
import { unequal } from './scalar/comparison.ts';
import { add, literal, mul, reshape, spread, sub, sum } from './core.ts';
import { concat, place, slice, take, transpose } from './array/moves.ts';
import { rounded } from './family.ts';
import { exp, log } from './scalar/exponential.ts';
import { matmul, transposed } from './matrix/matrix.ts';
import type { Apply } from './op.ts';
import { pow } from './scalar/power.ts';
import { cumsum, greatestOver, heldGreatest, heldScale, medianWeights } from './array/reduction.ts';
import { sorted } from './array/sorting.ts';
import { sqrt } from './scalar/root.ts';

/** Functions that are made of ops: their derivatives follow, and none is said a second time. */

const allAxes = (shape: Shape): number[] => shape.map((_, i) => i);

/** As a vector, in row-major order. */
export const flat = <V>($: Apply<V>, x: V): V => $(reshape([sizeOf($.shape(x))]), x);

/** The sum over the axes, all of them if none is named. */
export const total = <V>($: Apply<V>, x: V, axes = allAxes($.shape(x))): V => $(sum(axes), x);

/**
 * Products over one axis, or over all entries, halves multiplied together: exact derivatives of every order, zeros included.
 */
export function product<V>($: Apply<V>, x: V, axis?: number): V {
  if (axis === undefined) return product($, flat($, x), 0);
  const shape = $.shape(x);
  let rest = x;
  let n = shape[axis]!;
  const out = shape.filter((_, i) => i !== axis);
  if (n === 0) return $.constant(full(out, 1));
  while (n > 1) {
    const half = n >> 1;
    const pairs = $(mul, $(slice(axis, 0, half), rest), $(slice(axis, half, half), rest));
    rest = n % 2 === 0 ? pairs : $(concat(axis), pairs, $(slice(axis, n - 1, 1), rest));
    n = half + (n % 2);
  }
  return $(reshape(out), rest);
}

const count = (shape: Shape, axes: readonly number[]): number => axes.reduce((n, a) => n * shape[a]!, 1);

/** The mean over the axes. */
export function mean<V>($: Apply<V>, x: V, axes = allAxes($.shape(x))): V {
  const n = count($.shape(x), axes);
  if (n === 0) fail('value/empty', 'the mean of nothing is not defined');
  return $(div, $(sum(axes), x), literal($, n));
}

/** By what the squared deviations of n entries are divided: n - 1, n or n + 1, but at least 1. */
export type Normalization = 'unbiased' | 'uncorrected' | 'biased';

const EXCESS: Readonly<Record<Normalization, number>> = { unbiased: -1, uncorrected: 0, biased: 1 };

/** The variance over the axes: squared deviations from the mean, by default over n - 1. */
export function variance<V>($: Apply<V>, x: V, axes = allAxes($.shape(x)), by: Normalization = 'unbiased'): V {
  const deviation = deviations($, x, axes, 'variance');
  return $(div, $(sum(axes), $(mul, deviation, deviation)), literal($, degreesOfFreedom($, x, axes, by)));
}

/** The root of the variance, whose squares may overflow. */
export function standardDeviation<V>($: Apply<V>, x: V, axes = allAxes($.shape(x)), by: Normalization = 'unbiased'): V {
  const length = scaledRoot($, deviations($, x, axes, 'standard deviation'), axes);
  return $(div, length, rounded($, squareRoot(dd(degreesOfFreedom($, x, axes, by)))));
}

function deviations<V>($: Apply<V>, x: V, axes: readonly number[], what: string): V {
  if (count($.shape(x), axes) === 0) fail('value/empty', `the ${what} of nothing is not defined`);
  return $(sub, x, $(spread($.shape(x), axes), mean($, x, [...axes])));
}

const degreesOfFreedom = <V>($: Apply<V>, x: V, axes: readonly number[], by: Normalization): number =>
  Math.max(count($.shape(x), axes) + EXCESS[by], 1);

/** The greatest entry over the axes. */
export const greatest = <V>($: Apply<V>, x: V, axes = allAxes($.shape(x))): V => {
  if (count($.shape(x), axes) === 0) fail('value/empty', 'max and min of nothing are not defined');
  return $(greatestOver(axes), x);
};

/** The middle entry over an axis, or over all entries; the mean of the two middle ones where there are two. */
export function median<V>($: Apply<V>, x: V, axis?: number): V {
  const rank = $.shape(x).length;
  const others = allAxes($.shape(x)).filter((i) => i !== axis);
  const rows = axis === undefined ? flat($, x) : $(transpose([...others, axis]), x);
  if ($.shape(rows).at(-1) === 0) fail('value/empty', 'the median of nothing is not defined');
  const weights = $(medianWeights, rows);
  // The others are left out rather than multiplied by 0: they may be infinite.
  return total($, $(where, weights, $(mul, weights, rows), literal($, 0)), [axis === undefined ? 0 : rank - 1]);
}

/** The entries along an axis (from 0) in ascending or descending order; what is NaN comes last, or is all there is. */
export function sortedAlong<V>(
  $: Apply<V>,
  x: V,
  axis: number,
  how: { descending?: boolean; strict?: boolean } = {},
): V {
  const op = sorted({ descending: how.descending ? 1 : 0, strict: how.strict ? 1 : 0 });
  const rank = $.shape(x).length;
  const perm = [...allAxes($.shape(x)).filter((i) => i !== axis), axis];
  const rows = axis === rank - 1 ? x : $(transpose(perm), x);
  const y = $(op, rows, rows);
  return axis === rank - 1 ? y : $(transpose(allAxes($.shape(x)).map((i) => perm.indexOf(i))), y);
}

/**
 * The quantile of each probability over an axis, by linear interpolation of the sorted entries at (n - 1) p (Hyndman and Fan,
 * definition 7): the quantiles lie along the first axis, where there are several.
 */
export function quantiles<V>($: Apply<V>, x: V, axis: number, probabilities: readonly number[]): V {
  const n = $.shape(x)[axis]!;
  if (n === 0) fail('value/empty', 'the quantile of nothing is not defined');
  const ascending = sortedAlong($, x, axis, { strict: true });
  const rest = $.shape(x).filter((_, i) => i !== axis);
  const entry = (i: number): V => $(reshape([1, ...rest]), $(slice(axis, i, 1), ascending));
  const rows = probabilities.map((p) => {
    const at = (n - 1) * p;
    const low = Math.min(Math.floor(at), n - 1);
    const share = at - low;
    // An infinite neighbour that has no share leaves no trace.
    if (share === 0) return entry(low);
    return $(add, $(mul, literal($, 1 - share), entry(low)), $(mul, literal($, share), entry(low + 1)));
  });
  return rows.length === 1 ? rows[0]! : $(concat(0), ...rows);
}

const heldMost = <V>($: Apply<V>, x: V): V => {
  const axes = allAxes($.shape(x));
  if (count($.shape(x), axes) === 0) fail('value/empty', 'logsumexp and softmax of nothing are not defined');
  return $(heldGreatest(axes), x);
};

/** Whether x differs from 0, entry by entry: 1 or 0, and NaN where x is NaN. */
export const truthOf = <V>($: Apply<V>, x: V): V => $(unequal, x, literal($, 0));

/** log(sum(exp(x))) over all entries, shifted by the greatest, or the finite number next to it, so that nothing overflows. */
export function logsumexp<V>($: Apply<V>, x: V): V {
  const shift = $(max, literal($, -Number.MAX_VALUE), $(min, literal($, Number.MAX_VALUE), heldMost($, x)));
  return $(add, shift, $(log, total($, $(exp, $(sub, x, shift)))));
}

/** exp(x) / sum(exp(x)) over all entries, in x's shape. */
export function softmax<V>($: Apply<V>, x: V): V {
  const powers = $(exp, $(sub, x, heldMost($, x)));
  return $(div, powers, total($, powers));
}

/** (k_1 + .. + k_m)! / (k_1! .. k_m!): choosing k_i of the first k_1 + .. + k_i, for each i. */
export function multinomial<V>($: Apply<V>, x: V): V {
  const k = flat($, x);
  return product($, $(combinations, $(cumsum(0), k), k));
}

/** The scalar product of two vectors of one length. */
export function dot<V>($: Apply<V>, x: V, y: V): V {
  const [n, m] = [sizeOf($.shape(x)), sizeOf($.shape(y))];
  if (n !== m) {
    fail('shape/product', `dot: vectors of ${n} and ${m} entries do not go together`, {
      help: 'Both vectors need the same length.',
    });
  }
  return $(reshape([]), $(matmul, $(reshape([1, n]), x), $(reshape([n, 1]), y)));
}

/** The p-norm of a vector: 2 where p is left out; p may be Infinity or -Infinity. */
export function norm<V>($: Apply<V>, x: V, p: number): V {
  const v = flat($, x);
  if (p === 2) return scaledRoot($, v);
  const size = $(abs, v);
  if (p === 1) return total($, size);
  if (p === Number.POSITIVE_INFINITY) return greatest($, size);
  if (p === Number.NEGATIVE_INFINITY) return $(mul, literal($, -1), greatest($, $(mul, literal($, -1), size)));
  if ($.shape(v)[0] === 0) return literal($, 0);
  const scale = $(heldScale([0]), v);
  const unit = $(div, v, scale);
  const sum = total($, p % 2 === 0 ? $(pow, unit, literal($, p)) : $(absolutePower(p), unit));
  return $(mul, scale, $(pow, sum, rounded($, divideNumbers(1, p))));
}

/** The root of the sum of squares over the axes, scaled by the greatest entry so that squares neither overflow nor vanish. */
function scaledRoot<V>($: Apply<V>, v: V, axes = allAxes($.shape(v))): V {
  if (count($.shape(v), axes) === 0) return $(sum(axes), v);
  const scale = $(heldScale(axes), v);
  const unit = $(div, v, $(spread($.shape(v), axes), scale));
  return $(mul, scale, $(sqrt, $(sum(axes), $(mul, unit, unit))));
}

/** The entries on a diagonal of a matrix, the k-th above the main one. */
export function diagonal<V>($: Apply<V>, x: V, k: number): V {
  const [m, n] = $.shape(x) as [number, number];
  const start = k >= 0 ? k : -k * n;
  const length = Math.max(0, k >= 0 ? Math.min(m, n - k) : Math.min(m + k, n));
  return $(slice(0, start, length, n + 1), flat($, x));
}

/** The matrix with a vector on its k-th diagonal. */
export function diagonalMatrix<V>($: Apply<V>, x: V, k: number): V {
  const n = $.shape(x)[0]! + Math.abs(k);
  return $(reshape([n, n]), $(place(0, k >= 0 ? k : -k * n, n + 1, n * n), x));
}

/** The sum of the diagonal over the first two axes; further axes remain. */
export function trace<V>($: Apply<V>, x: V): V {
  const [m, n, ...rest] = $.shape(x) as [number, number, ...number[]];
  if (n === undefined || m !== n) {
    fail('shape/not-square', `trace needs a square matrix; this is ${shapeText($.shape(x))}`, {
      help: 'The first two axes must have the same extent.',
    });
  }
  const rows = $(reshape([n * n, ...rest]), x);
  return $(sum([0]), $(slice(0, 0, n, n + 1), rows));
}

/** The cross product of two vectors of 3. */
export function cross<V>($: Apply<V>, a: V, b: V): V {
  const [p, q] = [flat($, a), flat($, b)];
  if ($.shape(p)[0] !== 3 || $.shape(q)[0] !== 3) {
    fail(
      'shape/cross',
      `cross needs two vectors of 3; these are ${shapeText($.shape(a))} and ${shapeText($.shape(b))}`,
    );
  }
  const turn = (v: V, order: readonly number[]): V => $(take(0, order), v);
  const [next, last] = [
    [1, 2, 0],
    [2, 0, 1],
  ];
  return $(sub, $(mul, turn(p, next), turn(q, last)), $(mul, turn(p, last), turn(q, next)));
}

/** The Kronecker product of two matrices or vectors. */
export function kron<V>($: Apply<V>, a: V, b: V): V {
  const [sa, sb] = [$.shape(a), $.shape(b)];
  if (sa.length !== sb.length || sa.length === 0 || sa.length > 2) {
    fail('shape/kron', `kron needs two matrices or two vectors; these are ${shapeText(sa)} and ${shapeText(sb)}`);
  }
  const wide = $(reshape(sa.flatMap((d) => [d, 1])), a);
  const fine = $(reshape(sb.flatMap((d) => [1, d])), b);
  return $(reshape(sa.map((d, i) => d * sb[i]!)), $(mul, wide, fine));
}

/** Differences of neighbours along an axis. */
export function differences<V>($: Apply<V>, x: V, axis: number): V {
  const n = $.shape(x)[axis]!;
  if (n === 0) return x;
  return $(sub, $(slice(axis, 1, n - 1), x), $(slice(axis, 0, n - 1), x));
}

/** The identity matrix, or the m x n matrix with ones on its diagonal. */
export function identity(m: number, n: number): Tensor {
  const data = new Float64Array(m * n);
  for (let i = 0; i < Math.min(m, n); i++) data[i * n + i] = 1;
  return tensor([m, n], data);
}

/** A matrix to a whole power by repeated squaring; `inverse` is the caller's. */
export function matrixPower<V>($: Apply<V>, x: V, exponent: number, inverse: (x: V) => V): V {
  const n = $.shape(x)[0]!;
  let base = exponent < 0 ? inverse(x) : x;
  let result: V | undefined;
  for (let k = Math.abs(exponent); k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) result = result === undefined ? base : $(matmul, result, base);
    if (k > 1) base = $(matmul, base, base);
  }
  return result ?? $.constant(identity(n, n));
}

/** Exchanges the first two axes and leaves the others; a vector is its own transpose, as in mathjs. */
export function transposeFirst<V>($: Apply<V>, x: V): V {
  const rank = $.shape(x).length;
  if (rank < 2) return x;
  if (rank === 2) return transposed($, x);
  return $(transpose([1, 0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2)]), x);
}

/** Single entries of an array by position along its first axis, for stacking and mapping. */
export const entryAt = <V>($: Apply<V>, x: V, i: number): V => $(reshape($.shape(x).slice(1)), $(take(0, [i]), x));

/** Numbers side by side. */
export const vectorOfNumbers = <V>($: Apply<V>, numbers: readonly V[]): V =>
  $(concat(0), ...numbers.map((x) => $(reshape([1]), x)));
