import { fail } from '../../base/fault.ts';
import { type Numeric, present, Traced, type Tracer } from '../../graph/trace.ts';
import type { BinaryOperator } from '../../lang/ast.ts';
import { mul } from '../../ops/core.ts';
import { put, take, transpose } from '../../ops/array/moves.ts';
import { rowsOf, type Sparse, transposeSparse } from '../../tensor/sparse.ts';
import { mapSparse, product, productWork, sum, times, timesFromLeft } from '../../tensor/sparse-arithmetic.ts';
import { sameShape, shapeText, sizeOf } from '../../tensor/tensor.ts';
import { isSparse } from '../value.ts';

/** Products of sparse matrices that take more multiplications are refused. */
const MOST_PRODUCTS = 50_000_000;

type Operand = Numeric | Sparse;

/** What an operator answers where an operand is sparse; undefined where it needs all entries. */
export function sparseBinary($: Tracer, op: BinaryOperator, a: Operand, b: Operand): Operand | undefined {
  const scalar = factor(a) ?? factor(b);
  switch (op) {
    case '+':
    case '-':
      return isSparse(a) && isSparse(b) && sameShape(a.shape, b.shape) && alike(a, b)
        ? sum(a, b, op === '+' ? 1 : -1)
        : undefined;
    case '*':
      if (scalar !== undefined) return mapSparse((isSparse(a) ? a : b) as Sparse, (x) => x * scalar);
      return multiplied($, a, b);
    case '.*':
      return scalar === undefined ? undefined : mapSparse((isSparse(a) ? a : b) as Sparse, (x) => x * scalar);
    case '/':
    case './': {
      const divisor = factor(b);
      return divisor === undefined || divisor === 0 ? undefined : mapSparse(a as Sparse, (x) => x / divisor);
    }
    default:
      return undefined;
  }
}

/** Whether as many axes run down the rows of both. */
const alike = (a: Sparse, b: Sparse): boolean => a.pattern.rows === b.pattern.rows;

/** A plain finite number: what leaves a 0 as it is. */
function factor(v: Operand): number | undefined {
  if (isSparse(v) || v instanceof Traced || v.shape.length > 0) return undefined;
  return Number.isFinite(v.data[0]) ? v.data[0] : undefined;
}

/** A matrix product; undefined where an operand has other than one or two axes, or is a number that is not finite. */
function multiplied($: Tracer, a: Operand, b: Operand): Operand | undefined {
  const [sa, sb] = [shapeOf(a), shapeOf(b)];
  if ((isSparse(a) ? sa.length !== 2 : sa.length === 0) || (isSparse(b) ? sb.length !== 2 : sb.length === 0)) {
    return undefined;
  }
  if (sa.length > 2 || sb.length > 2) return undefined;
  if (sa.at(-1) !== sb[0]) {
    fail('shape/product', `${shapeText(sa)} * ${shapeText(sb)}: the inner extents ${sa.at(-1)} and ${sb[0]} differ`, {
      help: 'A matrix product needs as many columns on the left as rows on the right.',
    });
  }
  if (isSparse(a) && isSparse(b)) {
    const work = productWork(a.pattern, b.pattern);
    return work <= MOST_PRODUCTS
      ? product(a, b)
      : fail('limit/size', `a product of sparse matrices that takes ${work} multiplications is too large`, {
          help: 'Multiply by a vector first: A*(B*v).',
        });
  }
  if (isSparse(a)) return b instanceof Traced ? recorded($, a, b) : times(a, present(b as Numeric));
  const right = b as Sparse;
  if (!(a instanceof Traced)) return timesFromLeft(a, right);
  if (sa.length === 1) return recorded($, transposeSparse(right, 1), a);
  return $(transpose([1, 0]), recorded($, transposeSparse(right, 1), $(transpose([1, 0]), a)));
}

const shapeOf = (v: Operand): readonly number[] => (isSparse(v) ? v.shape : present(v).shape);

/** The product with a vector or matrix that is being recorded: entries are taken, scaled, and added up where they belong. */
function recorded($: Tracer, { pattern, values }: Sparse, x: Numeric): Numeric {
  const count = values.length;
  const scale = { shape: $.shape(x).length === 1 ? [count] : [count, 1], data: values };
  const terms = $(mul, $.constant(scale), $(take(0, Array.from(pattern.indices)), x));
  return $(put(0, Array.from(rowsOf(pattern)), pattern.rows), terms);
}

/** The transpose of a sparse matrix. */
export function sparseTranspose(s: Sparse): Sparse | undefined {
  return s.shape.length === 2 ? transposeSparse(s, 1) : undefined;
}

/** The negative. */
export const sparseNegative = (s: Sparse): Sparse => mapSparse(s, (x) => -x);

/** The same entries under another shape, if the matrix of rows and columns stays what it is. */
export function sparseReshape(s: Sparse, shape: readonly number[]): Sparse | undefined {
  const { rows, columns } = s.pattern;
  const fits = shape.some((_, i) => sizeOf(shape.slice(0, i + 1)) === rows && sizeOf(shape.slice(i + 1)) === columns);
  return fits ? { ...s, shape } : undefined;
}
