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

/** A sparse array with all its zeros, or a Fault that names its size and what can be done with it; all else as it is. */
export function dense<D extends Datum | undefined>(datum: D): Exclude<D, Sparse> | Tensor {
  if (!datum || !isSparse(datum)) return datum as Exclude<D, Sparse>;
  if (isSmall(datum)) return toDense(datum);
  const { shape } = datum;
  fail(
    'sparse/size',
    `this needs all ${sizeOf(shape)} entries of a sparse array ${shapeText(shape)}; up to ${MOST_DENSE} are written out`,
    { help: "Sparse as it is, it can be multiplied, added, scaled, transposed and indexed: J*v, J', J[1, :], sum(J)." },
  );
}

/** A datum as a number or an array that every op takes, where it is one. */
export function numericOf(datum: Datum): Numeric | undefined {
  const written = dense(datum);
  return isNumeric(written) ? written : undefined;
}
