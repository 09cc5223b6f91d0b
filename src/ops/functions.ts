import { fail } from '../base/fault.ts';
import { checkedShape } from '../tensor/limits.ts';
import { type Shape, shapeText, sizeOf, tensor } from '../tensor/tensor.ts';
import * as activation from './activation.ts';
import * as arithmetic from './arithmetic.ts';
import * as make from './build.ts';
import { axisOf, type Builtin, type Concrete, oneNumber, wholeNumber, wholeNumbers } from './builtin.ts';
import * as choice from './choice.ts';
import * as comparison from './comparison.ts';
import { add, broadcastAll, broadcastTo, literal, mul, neg, reshape, sub } from './core.ts';
import { concat, take } from './moves.ts';
import * as exponential from './exponential.ts';
import * as hyperbolic from './hyperbolic.ts';
import * as matrix from './matrix.ts';
import * as matrixFunction from './matrix-function.ts';
import { multilinear } from './multilinear.ts';
import type { Doc, Op } from './op.ts';
import * as power from './power.ts';
import { cumsum } from './reduction.ts';
import * as root from './root.ts';
import * as rounding from './rounding.ts';
import * as special from './special.ts';
import { spectrum } from './spectrum.ts';
import * as trigonometric from './trigonometric.ts';

/** The functions that a user can call, by the names that mathjs gives them; each op is entered once, where it is said. */

const letters = ['x', 'y', 'z'];

/** An elementwise op under its own name, or another. */
const entry = (op: Op, name = op.name): Builtin => {
  const n = op.value!.length;
  return {
    name,
    usage: `${name}(${letters.slice(0, n).join(', ')})`,
    arity: [n, n],
    doc: op.doc!,
    op,
    call: ($, args) => $(op, ...args),
  };
};

const define = (
  usage: string,
  arity: readonly [number, number],
  doc: Doc,
  call: <V>($: Concrete<V>, args: readonly V[]) => V,
): Builtin => ({ name: usage.slice(0, usage.indexOf('(')), usage, arity, doc, call });

const doc = (group: string, summary: string, latex?: string): Doc => ({ group, summary, ...(latex ? { latex } : {}) });

const MANY = 1000;

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
    ($, [x, axis]) => over($, x!, axis === undefined ? undefined : [axisOf($, axis, $.shape(x!).length)]),
  );

/** Numbers side by side. */
const vectorOfNumbers = <V>($: Concrete<V>, numbers: readonly V[]): V =>
  $(concat(0), ...numbers.map((x) => $(reshape([1]), x)));

/** A reduction that also takes several scalars: `mean(1, 2, 3)`. */
const spreadable = (base: Builtin): Builtin => ({
  ...base,
  usage: `${base.usage} or ${base.name}(a, b, ..)`,
  arity: [1, MANY],
  call: <V>($: Concrete<V>, args: readonly V[]): V =>
    args.length > 1 && args.every((a) => $.shape(a).length === 0)
      ? base.call($, [vectorOfNumbers($, args)])
      : args.length <= 2
        ? base.call($, args)
        : fail('arity/too-many', `${base.name} takes an array and an axis, or several numbers`),
});

/** min and max: of several operands entry by entry, of one array all entries, or along an axis. */
const extreme = (name: 'max' | 'min', op: Op): Builtin => {
  const sign = name === 'max' ? 1 : -1;
  return define(`${name}(x, axis)`, [1, MANY], op.doc!, <V>($: Concrete<V>, args: readonly V[]): V => {
    const over = (x: V, axes?: number[]): V =>
      sign === 1 ? make.greatest($, x, axes) : $(neg, make.greatest($, $(neg, x), axes));
    const [x, y] = args as [V, V?];
    if (y === undefined) return over(x);
    if (args.length === 2 && $.shape(x).length > 0 && $.shape(y).length === 0) {
      return over(x, [axisOf($, y, $.shape(x).length)]);
    }
    if (args.length === 2) return $(op, x, y);
    // More than two side by side, so that a tie of all shares the derivative equally.
    const shape = broadcastAll(
      name,
      args.map((a) => $.shape(a)),
    );
    const rows = args.map((a) => $(reshape([1, ...shape]), $(broadcastTo(shape), a)));
    return over($(concat(0), ...rows), [0]);
  });
};

const filled = (name: string, value: number): Builtin =>
  define(
    `${name}(m, n, ..)`,
    [0, MANY],
    doc('construction', `An array of the given extents filled with ${value}.`),
    ($, args) => {
      const shape = wholeNumbers($, args, `the extents of ${name}`);
      return $.constant(tensor(checkedShape(shape), new Float64Array(sizeOf(shape)).fill(value)));
    },
  );

/** A vector, also one that is written as a row or a column. */
const vectorOf = <V>($: Concrete<V>, x: V, name: string): V =>
  $.shape(x).length <= 1 || ($.shape(x).length === 2 && $.shape(x).includes(1))
    ? make.flat($, x)
    : fail('shape/rank', `${name} needs a vector; this is ${shapeText($.shape(x))}`);

const squareMatrix = <V>($: Concrete<V>, x: V): V => ($.shape(x).length === 0 ? $(reshape([1, 1]), x) : x);

/** On a scalar, a function of a matrix is one of the 1 x 1 matrix. */
const ofMatrix = (name: string, op: Op): Builtin =>
  define(`${name}(A)`, [1, 1], op.doc!, ($, [x]) => {
    const y = $(op, squareMatrix($, x!));
    return $.shape(x!).length === 0 && $.shape(y).length > 0 ? $(reshape([]), y) : y;
  });

const solveFor = <V>($: Concrete<V>, a: V, b: V): V => {
  const column = $.shape(b).length === 1;
  const y = $(matrix.solve, squareMatrix($, a), column ? $(reshape([...$.shape(b), 1]), b) : b);
  return column ? $(reshape($.shape(b)), y) : y;
};

const solving = (name: string): Builtin =>
  define(
    `${name}(A, b)`,
    [2, 2],
    doc('matrix', 'The solution x of A x = b for a square matrix A; b is a vector or a matrix.', '#1^{-1} #2'),
    ($, [a, b]) => solveFor($, a!, b!),
  );

const roundTo: Builtin = define('round(x, digits)', [1, 2], rounding.round.doc!, ($, [x, digits]) => {
  if (digits === undefined) return $(rounding.round, x!);
  const count = wholeNumber($, digits, 'the number of digits');
  return count >= 0 && count <= 100
    ? $(rounding.roundTo(count), x!)
    : fail('value/range', `round takes 0 to 100 digits, not ${count}`, {
        help: '100 * round(x / 100) rounds to hundreds.',
      });
});

const entries: readonly Builtin[] = [
  ...[add, sub].map((op) => entry(op, op.name === 'add' ? 'add' : 'subtract')),
  entry(mul, 'dotMultiply'),
  entry(arithmetic.div, 'dotDivide'),
  define('unaryMinus(x)', [1, 1], neg.doc!, ($, [x]) => $(neg, x!)),
  entry(power.pow, 'dotPow'),
  ...[arithmetic.abs, arithmetic.sign, power.square, power.cube, root.sqrt, root.cbrt].map((op) => entry(op)),
  define('nthRoot(x, n)', [1, 2], root.nthRoot.doc!, ($, [x, n]) => $(root.nthRoot, x!, n ?? literal($, 2))),
  ...[exponential.exp, exponential.expm1, exponential.log1p, exponential.log2, exponential.log10].map((op) =>
    entry(op),
  ),
  define('log(x, base)', [1, 2], exponential.log.doc!, ($, [x, base]) =>
    base === undefined ? $(exponential.log, x!) : $(exponential.logBase, x!, base),
  ),
  ...(['sin', 'cos', 'tan', 'sec', 'csc', 'cot', 'asin', 'acos', 'atan', 'asec', 'acsc', 'acot', 'atan2'] as const).map(
    (n) => entry(trigonometric[n], n),
  ),
  ...(
    ['sinh', 'cosh', 'tanh', 'sech', 'csch', 'coth', 'asinh', 'acosh', 'atanh', 'asech', 'acsch', 'acoth'] as const
  ).map((n) => entry(hyperbolic[n], n)),
  define('hypot(x, y, ..)', [1, MANY], root.hypot.doc!, ($, args) => {
    // Pair by pair hypot(0, 0, 1) would have no derivative.
    if (args.length > 2 && args.every((a) => $.shape(a).length === 0)) return make.norm($, vectorOfNumbers($, args), 2);
    return args.length === 1 ? make.norm($, args[0]!, 2) : args.reduce((a, b) => $(root.hypot, a, b));
  }),
  ...(['gamma', 'lgamma', 'digamma', 'factorial', 'erf', 'erfc'] as const).map((n) => entry(special[n], n)),
  define(
    'polygamma(n, x)',
    [2, 2],
    doc('special', 'The n-th derivative of digamma.', '\\psi^{(#1)}(#2)'),
    ($, [n, x]) => $(special.polygamma(wholeNumber($, n!, 'the order of polygamma')), x!),
  ),
  ...(['floor', 'ceil', 'fix', 'mod'] as const).map((n) => entry(rounding[n], n)),
  roundTo,
  extreme('max', choice.max),
  extreme('min', choice.min),
  ...(['equal', 'unequal', 'smaller', 'smallerEq', 'larger', 'largerEq', 'and', 'or', 'xor', 'not'] as const).map((n) =>
    entry(comparison[n], n),
  ),
  // As a test a number is asked whether it differs from 0, so that a tie is noted.
  {
    ...entry(choice.where, 'where'),
    call: ($, [s, a, b]) => $(choice.where, $(comparison.unequal, s!, literal($, 0)), a!, b!),
  },
  ...(['sigmoid', 'relu', 'softplus', 'logaddexp'] as const).map((n) => entry(activation[n], n)),
  define('logsumexp(x)', [1, 1], doc('activation', 'log(sum(exp(x))) over all entries, without overflow.'), ($, [x]) =>
    make.logsumexp($, x!),
  ),
  define(
    'softmax(x)',
    [1, 1],
    doc('activation', 'exp(x) / sum(exp(x)) over all entries, without overflow.'),
    ($, [x]) => make.softmax($, x!),
  ),

  spreadable(reduction('sum', 'The sum of all entries.', ($, x, axes) => make.total($, x, axes), '\\sum #1')),
  spreadable(
    reduction('prod', 'The product of all entries.', ($, x, axes) => make.product($, x, axes?.[0]), '\\prod #1'),
  ),
  spreadable(
    reduction('mean', 'The arithmetic mean of all entries.', ($, x, axes) => make.mean($, x, axes), '\\overline{#1}'),
  ),
  spreadable(
    reduction('variance', 'The unbiased variance of all entries (over n - 1).', ($, x, axes) =>
      make.variance($, x, axes),
    ),
  ),
  spreadable(
    reduction('std', 'The unbiased standard deviation of all entries.', ($, x, axes) =>
      make.standardDeviation($, x, axes),
    ),
  ),
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
    ($, [x, p]) => {
      const order = p === undefined ? 2 : oneNumber($, p, 'the order of a norm');
      if (p !== undefined && $.shape(x!).length > 1)
        fail('shape/rank', 'norm(A, p) of a matrix is not supported; norm(A) is its Frobenius norm');
      return make.norm($, x!, order);
    },
  ),
  define('dot(x, y)', [2, 2], doc('reduction', 'The scalar product of two vectors.', '#1 \\cdot #2'), ($, [x, y]) =>
    make.dot($, vectorOf($, x!, 'dot'), vectorOf($, y!, 'dot')),
  ),
  define(
    'cross(x, y)',
    [2, 2],
    doc('reduction', 'The cross product of two vectors of 3.', '#1 \\times #2'),
    ($, [x, y]) => make.cross($, x!, y!),
  ),
  define(
    'cumsum(x, axis)',
    [1, 2],
    doc('reduction', 'Running sums, along the first axis or the one that is named (from 1).'),
    ($, [x, axis]) =>
      axis === undefined && $.shape(x!).length === 0
        ? x!
        : $(cumsum(axis === undefined ? 0 : axisOf($, axis, $.shape(x!).length)), x!),
  ),
  define(
    'diff(x, axis)',
    [1, 2],
    doc('reduction', 'Differences of neighbours, along the first axis or the one that is named (from 1).'),
    ($, [x, axis]) => {
      const rank = $.shape(x!).length;
      if (rank === 0) fail('shape/rank', 'diff needs an array; this is a number', { help: 'As in diff([1, 4, 9]).' });
      return make.differences($, x!, axis === undefined ? 0 : axisOf($, axis, rank));
    },
  ),

  define('size(x)', [1, 1], doc('shape', 'The extents of an array, as a vector; empty for a scalar.'), ($, [x]) =>
    $.constant(tensor([$.shape(x!).length], Float64Array.from($.shape(x!)))),
  ),
  define('count(x)', [1, 1], doc('shape', 'The number of entries.'), ($, [x]) => literal($, sizeOf($.shape(x!)))),
  define(
    'reshape(x, sizes)',
    [2, 2],
    doc('shape', 'The same entries in row-major order under another shape; one extent may be -1.'),
    ($, [x, sizes]) => $(reshape(shapeFor(Array.from($.concrete(sizes!).data), $.shape(x!))), x!),
  ),
  define('flatten(x)', [1, 1], doc('shape', 'All entries as a vector, in row-major order.'), ($, [x]) =>
    make.flat($, x!),
  ),
  define('squeeze(x)', [1, 1], doc('shape', 'The array without its axes of extent 1.'), ($, [x]) =>
    $(reshape($.shape(x!).filter((d) => d !== 1)), x!),
  ),
  define(
    'concat(a, b, .., axis)',
    [1, MANY],
    doc('shape', 'Joins arrays along the last axis, or the one that is named last (from 1).'),
    ($, args) => {
      const last = args.at(-1)!;
      const named = args.length > 1 && $.shape(last).length === 0 && $.shape(args[0]!).length > 0;
      const parts = named ? args.slice(0, -1) : args;
      const rank = $.shape(parts[0]!).length;
      if (rank === 0) return vectorOfNumbers($, parts);
      return $(concat(named ? axisOf($, last, rank) : rank - 1), ...parts);
    },
  ),
  define(
    'transpose(A)',
    [1, 1],
    doc('shape', 'Exchanges the first two axes; a vector is its own transpose.', '#1^{\\top}'),
    ($, [x]) => make.transposeFirst($, x!),
  ),
  define(
    'diag(x, k)',
    [1, 2],
    doc('shape', 'The k-th diagonal of a matrix as a vector, or the matrix with a vector on its k-th diagonal.'),
    ($, [x, k]) => {
      const offset = k === undefined ? 0 : wholeNumber($, k, 'the diagonal');
      const rank = $.shape(x!).length;
      if (rank === 1) checkedShape([$.shape(x!)[0]! + Math.abs(offset), $.shape(x!)[0]! + Math.abs(offset)]);
      if (rank !== 1 && rank !== 2)
        fail('shape/rank', `diag needs a vector or a matrix; this is ${shapeText($.shape(x!))}`);
      return rank === 1 ? make.diagonalMatrix($, x!, offset) : make.diagonal($, x!, offset);
    },
  ),
  filled('zeros', 0),
  filled('ones', 1),
  define(
    'identity(n)',
    [1, 2],
    doc('construction', 'The identity matrix of order n, or m x n with ones on the diagonal.'),
    ($, args) => {
      const extents = wholeNumbers($, args, 'the extents of identity');
      const [m, n] = [extents[0] ?? 0, extents[1] ?? extents[0] ?? 0];
      checkedShape([m, n]);
      return $.constant(make.identity(m, n));
    },
  ),
  define(
    'range(start, stop, step)',
    [2, 3],
    doc('construction', 'The numbers from start to stop in steps (1 if left out), as start:step:stop.'),
    ($, args) => {
      const [start, stop, step] = args.map((a) => oneNumber($, a, 'a bound of range'));
      return $.constant(rangeOf(start!, step ?? 1, stop!));
    },
  ),

  define('kron(A, B)', [2, 2], doc('matrix', 'The Kronecker product.', '#1 \\otimes #2'), ($, [a, b]) => {
    const rank = Math.max($.shape(a!).length, $.shape(b!).length);
    const [p, q] = [a!, b!].map((v) => (rank === 2 && $.shape(v).length === 1 ? $(reshape([1, ...$.shape(v)]), v) : v));
    checkedShape($.shape(p!).map((d, i) => d * ($.shape(q!)[i] ?? 1)));
    return make.kron($, p!, q!);
  }),
  define(
    'trace(A)',
    [1, 1],
    doc(
      'matrix',
      'The sum of the diagonal; of an array of more axes the contraction of the first two.',
      '\\operatorname{tr} #1',
    ),
    ($, [x]) => make.trace($, squareMatrix($, x!)),
  ),
  ofMatrix('det', matrix.det),
  ofMatrix('logdet', matrix.logdet),
  ofMatrix('inv', matrix.inv),
  define('pinv(A)', [1, 1], matrixFunction.pinv.doc!, ($, [x]) => {
    const shape = $.shape(x!);
    // Of a vector, taken as a row, it is x / |x|^2.
    return shape.length > 1
      ? $(matrixFunction.pinv, x!)
      : $(reshape(shape), $(matrixFunction.pinv, $(reshape([1, sizeOf(shape)]), x!)));
  }),
  ofMatrix('expm', matrixFunction.expm),
  ofMatrix('sqrtm', matrixFunction.sqrtm),
  solving('solve'),
  solving('lusolve'),
  ...spectrum,
  ...multilinear,
];

/** An extent of -1 stands for whatever is left over. */
function shapeFor(sizes: readonly number[], from: Shape): Shape {
  const open = sizes.indexOf(-1);
  const known = sizes.reduce((n, d, i) => (i === open ? n : n * d), 1);
  const shape = sizes.map((d, i) => (i === open ? sizeOf(from) / known : d));
  return shape.every((d) => Number.isInteger(d) && d >= 0)
    ? shape
    : fail('shape/reshape', `${shapeText(from)} does not reshape to ${shapeText(sizes)}`, {
        help: 'The extents must multiply to the number of entries; one may be -1 for the rest.',
      });
}

/** `start:step:stop`, the end included where a step meets it to within rounding. */
export function rangeOf(start: number, step: number, stop: number): ReturnType<typeof tensor> {
  if (![start, step, stop].every(Number.isFinite) || step === 0) {
    return fail('value/range', 'a range needs finite numbers and a step that is not 0', {
      help: 'Write start:stop or start:step:stop.',
    });
  }
  const steps = (stop - start) / step;
  const count = steps < 0 ? 0 : Math.floor(steps * (1 + 4 * Number.EPSILON)) + 1;
  checkedShape([count]);
  return tensor(
    [count],
    Float64Array.from({ length: count }, (_, i) => start + i * step),
  );
}

/** All builtin functions by name. */
export const functions: ReadonlyMap<string, Builtin> = new Map(entries.map((f) => [f.name, f]));

/** Single entries of an array by position along its first axis, for stacking and mapping. */
export const entryAt = <V>($: Concrete<V>, x: V, i: number): V => $(reshape($.shape(x).slice(1)), $(take(0, [i]), x));
