import { fail } from '../../base/fault.ts';
import type { Numeric } from '../../graph/trace.ts';
import { norm, total } from '../../ops/build.ts';
import { isUnknown, or, unequal } from '../../ops/scalar/comparison.ts';
import { literal } from '../../ops/core.ts';
import { positionOf, type Sparse, transposeSparse } from '../../tensor/sparse.ts';
import { mapSparse, times } from '../../tensor/sparse-arithmetic.ts';
import { full, scalar, sizeOf, type Tensor, tensor } from '../../tensor/tensor.ts';
import { isNumeric } from '../datum.ts';
import type { Evaluator } from '../evaluator.ts';
import { sparseReshape, sparseTranspose } from './arithmetic.ts';
import { type Datum, isSparse } from '../value.ts';

/** How many entries are not 0. */
export const nonzeroCount = ({ $ }: Evaluator, x: Numeric | Sparse): Numeric =>
  isSparse(x) ? scalar(nonzeros(x.values)) : total($, $(or, $(isUnknown, x), $(unequal, x, literal($, 0))));

const nonzeros = (values: Float64Array): number => values.reduce((n, v) => n + (v === 0 ? 0 : 1), 0);

/** A function of the op table on a sparse array, where it is one of those that need not see the zeros; else undefined. */
export function sparseFunction({ $ }: Evaluator, name: string, args: readonly Datum[]): Datum | undefined {
  const [x, second] = args as readonly [Datum, Datum | undefined];
  if (!isSparse(x)) return undefined;
  const isMatrix = x.shape.length === 2;
  if (args.length === 2) {
    if (!isNumeric(second!)) return undefined;
    const { data } = $.concrete(second);
    if (name === 'reshape') return sparseReshape(x, Array.from(data));
    if (name === 'sum' && isMatrix) return summedAlong(x, data[0]!);
    return name === 'diag' && isMatrix && Number.isInteger(data[0]) ? diagonal(x, data[0]!) : undefined;
  }
  if (args.length !== 1) return undefined;
  switch (name) {
    case 'size':
      return tensor([x.shape.length], x.shape);
    case 'count':
      return scalar(sizeOf(x.shape));
    case 'transpose':
      return sparseTranspose(x);
    case 'abs':
      return mapSparse(x, Math.abs);
    case 'sum':
      return total($, values(x));
    case 'norm':
      return norm($, values(x), 2);
    case 'diag':
      return isMatrix ? diagonal(x, 0) : undefined;
    case 'trace':
      return isMatrix && x.shape[0] === x.shape[1] ? total($, diagonal(x, 0)) : undefined;
    default:
      return undefined;
  }
}

const values = (x: Sparse): Tensor => tensor([x.values.length], x.values);

/** Column sums for axis 1, row sums for axis 2: products with ones. */
function summedAlong(x: Sparse, axis: number): Tensor {
  if (axis !== 1 && axis !== 2) {
    fail('shape/axis', `axis ${axis} does not exist: the array has 2 axes`, { help: 'Axes count from 1.' });
  }
  const of = axis === 1 ? transposeSparse(x, 1) : x;
  return times(of, full([of.pattern.columns], 1));
}

/** The diagonal that begins `offset` columns from the first entry, or as many rows where that is negative. */
function diagonal({ pattern, values: data }: Sparse, offset: number): Tensor {
  const [down, across] = [Math.max(0, -offset), Math.max(0, offset)];
  const n = Math.max(0, Math.min(pattern.rows - down, pattern.columns - across));
  const at = (i: number): number => {
    const k = positionOf(pattern, i + down, i + across);
    return k < 0 ? 0 : data[k]!;
  };
  return tensor(
    [n],
    Array.from({ length: n }, (_, i) => at(i)),
  );
}
