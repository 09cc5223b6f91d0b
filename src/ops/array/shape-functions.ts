import { counted } from '../../base/counted.ts';
import { fail } from '../../base/fault.ts';
import { checkedShape } from '../../tensor/limits.ts';
import { type Shape, shapeText, sizeOf, tensor } from '../../tensor/tensor.ts';
import * as make from '../build.ts';
import { axisOf, type Builtin, define, doc, MANY, oneNumber, wholeNumber, wholeNumbers } from '../builtin.ts';
import { literal, reshape } from '../core.ts';
import { concat, slice } from './moves.ts';

/** Functions that ask for shapes, change them, or make arrays. */

const filled = (name: string, value: number): Builtin =>
  define(
    `${name}(m, n, ..)`,
    [0, MANY],
    doc('construction', `An array of the given extents filled with ${value}.`),
    ($, ...args) => {
      const shape = wholeNumbers($, args, `the extents of ${name}`);
      return $.constant(tensor(checkedShape(shape), new Float64Array(sizeOf(shape)).fill(value)));
    },
  );

/** A row or a column of a matrix, as a matrix, by its number from 1. */
const line = (name: string, axis: 0 | 1): Builtin =>
  define(
    `${name}(A, i)`,
    [2, 2],
    doc('shape', `The ${name} of a matrix that has the number i (from 1), as a matrix of one ${name}.`),
    ($, x, i) => {
      const shape = $.shape(x);
      if (shape.length !== 2) fail('shape/rank', `${name} needs a matrix; this is ${shapeText(shape)}`);
      const number = wholeNumber($, i, `the number of a ${name}`);
      if (number < 1 || number > shape[axis]!) {
        fail('index/range', `${name} ${number} does not exist: the matrix has ${counted(shape[axis]!, name)}`, {
          help: 'They count from 1.',
        });
      }
      return $(slice(axis, number - 1, 1), x);
    },
  );

/** Vectors as the rows or the columns of a matrix. */
const joined = (name: string, axis: 0 | 1): Builtin =>
  define(
    `${name}(a, b, ..)`,
    [1, MANY],
    doc('construction', `The matrix whose ${axis === 0 ? 'rows' : 'columns'} are the given vectors.`),
    ($, ...vectors) => {
      const lines = vectors.map((v) => {
        const shape = $.shape(v);
        if (shape.length === 0 || shape.filter((d) => d !== 1).length > 1)
          fail('shape/rank', `${name} needs vectors; this is ${shapeText(shape)}`);
        return $(reshape(axis === 0 ? [1, sizeOf(shape)] : [sizeOf(shape), 1]), v);
      });
      return $(concat(axis), ...lines);
    },
  );

/** Shapes and constructions. */
export const shapeFunctions: readonly Builtin[] = [
  define('size(x)', [1, 1], doc('shape', 'The extents of an array, as a vector; empty for a scalar.'), ($, x) =>
    $.constant(tensor([$.shape(x).length], Float64Array.from($.shape(x)))),
  ),
  define('count(x)', [1, 1], doc('shape', 'The number of entries.'), ($, x) => literal($, sizeOf($.shape(x)))),
  define(
    'reshape(x, sizes)',
    [2, 2],
    doc('shape', 'The same entries in row-major order under another shape; one extent may be -1.'),
    ($, x, sizes) => $(reshape(shapeFor(Array.from($.concrete(sizes).data), $.shape(x))), x),
  ),
  define('flatten(x)', [1, 1], doc('shape', 'All entries as a vector, in row-major order.'), make.flat),
  define('squeeze(x)', [1, 1], doc('shape', 'The array without its axes of extent 1.'), ($, x) =>
    $(reshape($.shape(x).filter((d) => d !== 1)), x),
  ),
  define(
    'concat(a, b, .., axis)',
    [1, MANY],
    doc('shape', 'Joins arrays along the last axis, or the one that is named last (from 1).'),
    ($, ...args) => {
      const last = args.at(-1)!;
      const named = args.length > 1 && $.shape(last).length === 0 && $.shape(args[0]!).length > 0;
      const parts = named ? args.slice(0, -1) : args;
      const rank = $.shape(parts[0]!).length;
      if (rank === 0) return make.vectorOfNumbers($, parts);
      return $(concat(named ? axisOf($, last, rank) : rank - 1), ...parts);
    },
  ),
  define(
    'transpose(A)',
    [1, 1],
    doc('shape', 'Exchanges the first two axes; a vector is its own transpose.', '#1^{\\top}'),
    make.transposeFirst,
  ),
  define(
    'diag(x, k)',
    [1, 2],
    doc('shape', 'The k-th diagonal of a matrix as a vector, or the matrix with a vector on its k-th diagonal.'),
    ($, x, k?) => {
      const offset = k === undefined ? 0 : wholeNumber($, k, 'the diagonal');
      const rank = $.shape(x).length;
      if (rank === 1) checkedShape(Array<number>(2).fill($.shape(x)[0]! + Math.abs(offset)));
      if (rank !== 1 && rank !== 2)
        fail('shape/rank', `diag needs a vector or a matrix; this is ${shapeText($.shape(x))}`);
      return rank === 1 ? make.diagonalMatrix($, x, offset) : make.diagonal($, x, offset);
    },
  ),
  line('row', 0),
  line('column', 1),
  joined('matrixFromRows', 0),
  joined('matrixFromColumns', 1),
  filled('zeros', 0),
  filled('ones', 1),
  define(
    'identity(n)',
    [1, 2],
    doc('construction', 'The identity matrix of order n, or m x n with ones on the diagonal.'),
    ($, ...args) => {
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
    ($, ...args) => {
      const [start, stop, step] = args.map((a) => oneNumber($, a, 'a bound of range'));
      return $.constant(rangeOf(start!, step ?? 1, stop!));
    },
  ),
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
    fail('value/range', 'a range needs finite numbers and a step that is not 0', {
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
