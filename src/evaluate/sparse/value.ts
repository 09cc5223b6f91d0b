import { fail } from '../../base/fault.ts';
import type { Numeric } from '../../graph/trace.ts';
import { toDense, type Sparse } from '../../tensor/sparse.ts';
import { shapeText, sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { isNumeric } from '../datum.ts';
import { type Datum, isSparse } from '../value.ts';

/** Sparse arrays of no more entries are written out where something needs them all. */
export const MOST_DENSE = 2 ** 22;

/** Whether a sparse array may be written out. */
export const isSmall = ({ shape }: Sparse): boolean => sizeOf(shape) <= MOST_DENSE;

/** A sparse array with all its zeros, or a Fault that names its size and what can be done with it as it is. */
export function dense(s: Sparse): Tensor {
  if (isSmall(s)) return toDense(s);
  fail(
    'sparse/size',
    `this needs all ${sizeOf(s.shape)} entries of a sparse array ${shapeText(s.shape)}; up to ${MOST_DENSE} are written out`,
    { help: "Sparse as it is, it can be multiplied, added, scaled, transposed and indexed: J*v, J', J[1, :], sum(J)." },
  );
}

/** A datum as a number or an array that every op takes, where it is one. */
export const numericOf = (datum: Datum): Numeric | undefined =>
  isNumeric(datum) ? datum : isSparse(datum) ? dense(datum) : undefined;
