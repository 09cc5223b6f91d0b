import { fail } from '../../base/fault.ts';
import { shapeText } from '../../tensor/tensor.ts';
import * as make from '../build.ts';
import { axisOf, type Builtin, type Call, type Concrete, define, doc, MANY, oneNumber } from '../builtin.ts';
import { mul, reshape, sub, sum } from '../core.ts';
import { svdvals } from '../matrix/singular.ts';
import { abs, div } from '../scalar/arithmetic.ts';
import { log } from '../scalar/exponential.ts';
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

/** A reduction by squared deviations, whose last argument may be the word for what they are divided by. */
function deviating(
  name: string,
  summary: string,
  over: <V>($: Concrete<V>, x: V, axes: number[] | undefined, by: make.Normalization) => V,
): Builtin {
  const by = (word: make.Normalization): Builtin =>
    spreadable(reduction(name, summary, ($, x, axes) => over($, x, axes, word)));
  return {
    ...by('unbiased'),
    words: {
      unbiased: by('unbiased').call,
      uncorrected: by('uncorrected').call,
      biased: by('biased').call,
    },
  };
}

/** The axis (from 0) that is named, or else the only one. */
const axisOrOnly = <V>($: Concrete<V>, x: V, axis: V | undefined, name: string): number => {
  const rank = $.shape(x).length;
  if (axis !== undefined) return axisOf($, axis, rank);
  return rank === 1
    ? 0
    : fail('shape/rank', `${name} needs a vector, or an array and an axis; this is ${shapeText($.shape(x))}`, {
        help: `As in ${name}([3, 1, 2]).`,
      });
};

const sorting =
  (descending: boolean): Call =>
  ($, x, axis?) =>
    make.sortedAlong($, x, axisOrOnly($, x, axis, 'sort'), { descending });

/** Probabilities from 0 to 1 that a function was given as values. */
function probabilitiesOf<V>($: Concrete<V>, value: V): readonly number[] {
  const { shape, data } = $.concrete(value);
  if (shape.length > 1) fail('shape/rank', 'probabilities are a number or a vector', { help: 'As in [0.25, 0.5].' });
  // A whole number above 1 asks for so many equal parts, as in mathjs.
  const [parts] = data;
  if (shape.length === 0 && parts! > 1 && Number.isInteger(parts)) {
    return Array.from({ length: Math.min(parts!, 1e6) }, (_, i) => (i + 1) / (parts! + 1));
  }
  return data.every((p) => p >= 0 && p <= 1)
    ? Array.from(data)
    : fail('value/range', 'a probability lies between 0 and 1', { help: 'As in quantileSeq(x, 0.25).' });
}

const quantile = (name: string): Builtin =>
  define(
    `${name}(x, p, axis)`,
    [2, 3],
    doc(
      'reduction',
      'The quantiles of all entries for the probabilities p, interpolated between sorted entries. With an axis (from 1), along that axis.',
    ),
    ($, x, p, axis?) => {
      const list = probabilitiesOf($, p);
      const of = axis === undefined ? make.flat($, x) : x;
      const along = axis === undefined ? 0 : axisOf($, axis, $.shape(x).length);
      const y = make.quantiles($, of, along, list);
      const [count, ...rest] = $.shape(y);
      return $.shape(p).length === 0 && count === 1 ? $(reshape(rest), y) : y;
    },
  );

/** The norm of a matrix: its largest stretch, or the greatest sum of magnitudes of a column (1) or a row (Infinity). */
function matrixNorm<V>($: Concrete<V>, x: V, p: number): V {
  if (p === 2) return make.greatest($, $(svdvals, x));
  if (p === 1 || p === Number.POSITIVE_INFINITY) return make.greatest($, $(sum([p === 1 ? 0 : 1]), $(abs, x)));
  return fail('value/range', `a matrix has no norm of order ${p} here`, {
    help: "norm(A, 1), norm(A, 2), norm(A, Infinity) and norm(A, 'fro') are norms of a matrix.",
  });
}

/** A norm of a named order, of a vector or a matrix. */
function normOf<V>($: Concrete<V>, x: V, order: number): V {
  const rank = $.shape(x).length;
  if (rank > 2)
    fail('shape/rank', 'norm(A, p) is that of a vector or a matrix; norm(A) is the Frobenius norm of any array');
  return rank === 2 ? matrixNorm($, x, order) : make.norm($, x, order);
}

const frobenius: Call = ($, x) => make.norm($, x!, 2);

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
  deviating(
    'variance',
    'The unbiased variance of all entries (over n - 1), or with a word over n ("uncorrected") or n + 1 ("biased").',
    make.variance,
  ),
  deviating(
    'std',
    'The unbiased standard deviation of all entries, or with a word that by n ("uncorrected") or n + 1 ("biased").',
    make.standardDeviation,
  ),
  spreadable(
    reduction('median', 'The middle entry, or the mean of the two middle ones.', ($, x, axes) =>
      make.median($, x, axes?.[0]),
    ),
  ),
  {
    ...define(
      'norm(x, p)',
      [1, 2],
      doc(
        'reduction',
        'The p-norm of a vector (2 if left out; Infinity for the largest magnitude), or the Frobenius norm of a matrix; norm(A, p) of a matrix for p = 1, 2 and Infinity.',
        '\\lVert #1 \\rVert',
      ),
      ($, x, p?) => {
        return p === undefined ? make.norm($, x, 2) : normOf($, x, oneNumber($, p, 'the order of a norm'));
      },
    ),
    words: {
      fro: frobenius,
      inf: ($, x) => normOf($, x!, Number.POSITIVE_INFINITY),
      '-inf': ($, x) => normOf($, x!, Number.NEGATIVE_INFINITY),
    },
  },
  define('distance(x, y)', [2, 2], doc('reduction', 'The length of x - y.', '\\lVert #1 - #2 \\rVert'), ($, x, y) =>
    make.norm($, $(sub, x, y), 2),
  ),
  {
    ...define(
      'sort(x, axis)',
      [1, 2],
      doc(
        'reduction',
        'The entries of a vector in ascending order, or with "desc" in descending order; NaN comes last. With an axis (from 1), along that axis.',
      ),
      sorting(false),
    ),
    words: { asc: sorting(false), desc: sorting(true) },
  },
  quantile('quantileSeq'),
  quantile('quantile'),
  define(
    'mad(x)',
    [1, MANY],
    doc('reduction', 'The median of the distances of all entries from their median.'),
    ($, ...args) => {
      const x = args.length === 1 ? args[0]! : make.vectorOfNumbers($, args);
      return make.median($, $(abs, $(sub, x, make.median($, x))));
    },
  ),
  define('corr(x, y)', [2, 2], doc('reduction', "Pearson's correlation of two vectors."), ($, x, y) => {
    const [a, b] = [x, y].map((v) => {
      const entries = vectorOf($, v, 'corr');
      return $(sub, entries, make.mean($, entries));
    }) as [typeof x, typeof y];
    return $(div, make.dot($, a, b), $(mul, make.norm($, a, 2), make.norm($, b, 2)));
  }),
  define(
    'kldivergence(q, p)',
    [2, 2],
    doc('reduction', 'The Kullback-Leibler divergence of q from p, each over its sum: sum(q .* log(q ./ p)).'),
    ($, q, p) => {
      const [a, b] = [q, p].map((v) => {
        const entries = vectorOf($, v, 'kldivergence');
        return $(div, entries, make.total($, entries));
      }) as [typeof q, typeof p];
      return make.total($, $(mul, a, $(log, $(div, a, b))));
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
