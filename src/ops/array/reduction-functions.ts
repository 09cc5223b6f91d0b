import { fail } from '../../base/fault.ts';
import { shapeText } from '../../tensor/tensor.ts';
import * as make from '../build.ts';
import { axisOf, type Builtin, type Concrete, define, doc, MANY, oneNumber } from '../builtin.ts';
import { cumsum } from './reduction.ts';

/** Functions that make less of an array. */

/** A reduction that takes an array and perhaps an axis: `sum(A)`, `sum(A, 1)`. */
const reduction = (
  name: string,
  summary: string,
  over: <V>($: Concrete<V>, x: V, axes: number[] | undefined) => V,
  latex?: string,
): Builtin =>
  define(
    `${name}(x, axis)`,
    [1, 2],
    doc('reduction', `${summary} With an axis (from 1), along that axis.`, latex),
    ($, x, axis?) => over($, x, axis === undefined ? undefined : [axisOf($, axis, $.shape(x).length)]),
  );

/** A reduction that also takes several scalars: `mean(1, 2, 3)`. */
const spreadable = (base: Builtin): Builtin => ({
  ...base,
  usage: `${base.usage} or ${base.name}(a, b, ..)`,
  arity: [1, MANY],
  call: <V>($: Concrete<V>, ...args: V[]): V =>
    args.length > 1 && args.every((a) => $.shape(a).length === 0)
      ? base.call($, make.vectorOfNumbers($, args))
      : args.length <= 2
        ? base.call($, ...args)
        : fail('arity/too-many', `${base.name} takes an array and an axis, or several numbers`),
});

/** A vector, also one that is written as a row or a column. */
const vectorOf = <V>($: Concrete<V>, x: V, name: string): V =>
  $.shape(x).length <= 1 || ($.shape(x).length === 2 && $.shape(x).includes(1))
    ? make.flat($, x)
    : fail('shape/rank', `${name} needs a vector; this is ${shapeText($.shape(x))}`);

/** Sums, products, means, norms and running sums. */
export const reductionFunctions: readonly Builtin[] = [
  spreadable(reduction('sum', 'The sum of all entries.', make.total, '\\sum #1')),
  spreadable(
    reduction('prod', 'The product of all entries.', ($, x, axes) => make.product($, x, axes?.[0]), '\\prod #1'),
  ),
  spreadable(reduction('mean', 'The arithmetic mean of all entries.', make.mean, '\\overline{#1}')),
  spreadable(reduction('variance', 'The unbiased variance of all entries (over n - 1).', make.variance)),
  spreadable(reduction('std', 'The unbiased standard deviation of all entries.', make.standardDeviation)),
  spreadable(
    reduction('median', 'The middle entry, or the mean of the two middle ones.', ($, x, axes) =>
      make.median($, x, axes?.[0]),
    ),
  ),
  define(
    'norm(x, p)',
    [1, 2],
    doc(
      'reduction',
      'The p-norm of a vector (2 if left out; Infinity for the largest magnitude), or the Frobenius norm of a matrix.',
      '\\lVert #1 \\rVert',
    ),
    ($, x, p?) => {
      const order = p === undefined ? 2 : oneNumber($, p, 'the order of a norm');
      if (p !== undefined && $.shape(x).length > 1)
        fail('shape/rank', 'norm(A, p) of a matrix is not supported; norm(A) is its Frobenius norm');
      return make.norm($, x, order);
    },
  ),
  define('dot(x, y)', [2, 2], doc('reduction', 'The scalar product of two vectors.', '#1 \\cdot #2'), ($, x, y) =>
    make.dot($, vectorOf($, x, 'dot'), vectorOf($, y, 'dot')),
  ),
  define(
    'cross(x, y)',
    [2, 2],
    doc('reduction', 'The cross product of two vectors of 3.', '#1 \\times #2'),
    make.cross,
  ),
  define(
    'cumsum(x, axis)',
    [1, 2],
    doc('reduction', 'Running sums, along the first axis or the one that is named (from 1).'),
    ($, x, axis?) =>
      axis === undefined && $.shape(x).length === 0
        ? x
        : $(cumsum(axis === undefined ? 0 : axisOf($, axis, $.shape(x).length)), x),
  ),
  define(
    'diff(x, axis)',
    [1, 2],
    doc('reduction', 'Differences of neighbours, along the first axis or the one that is named (from 1).'),
    ($, x, axis?) => {
      const rank = $.shape(x).length;
      if (rank === 0) fail('shape/rank', 'diff needs an array; this is a number', { help: 'As in diff([1, 4, 9]).' });
      return make.differences($, x, axis === undefined ? 0 : axisOf($, axis, rank));
    },
  ),
];
