import { cofactor, det, inv, logdet, solve } from '../ops/matrix/matrix.ts';
import type { Op } from '../ops/op.ts';
import { matchedBatches } from '../tensor/linear/batch.ts';
import { eliminate, type Operations } from '../tensor/multiprecision/elimination.ts';
import { abs, type BigFloat, neg, ONE, UNKNOWN, ZERO } from '../tensor/multiprecision/float.ts';
import type { PreciseTensor } from '../tensor/multiprecision/tensor.ts';

/** Determinants, inverses and solutions in an arithmetic of many digits. */

/** Matrices of higher order take too long; cofactors take as many determinants as they have entries. */
const MOST_ORDER = 8;
const MOST_COFACTORS = 6;

type Rows = readonly (readonly BigFloat[])[];

/** What one matrix, and one right side, lead to; in row-major order. */
type OfMatrix = ($: Operations & Logarithm, a: Rows, b: Rows) => readonly BigFloat[];

interface Logarithm {
  log(x: BigFloat): BigFloat;
}

const determinant = ($: Operations, a: Rows): BigFloat => eliminate($, a).determinant;

const solved = ($: Operations, a: Rows, b: Rows): readonly BigFloat[] =>
  eliminate(
    $,
    a.map((row, i) => [...row, ...b[i]!]),
  ).solution?.flat() ?? b.flat().map(() => UNKNOWN);

const identity = (n: number): Rows =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? ONE : ZERO)));

/** The determinants of what is left of A without a row and a column, their signs as on a chequerboard. */
const cofactors: OfMatrix = ($, a) =>
  a.flatMap((row, i) =>
    row.map((_, j) => {
      const rest = a.filter((_, k) => k !== i).map((other) => other.filter((_, k) => k !== j));
      const minor = determinant($, rest);
      return (i + j) % 2 === 0 ? minor : neg(minor);
    }),
  );

function functionOf(op: Op, n: number): OfMatrix | undefined {
  if (n > (op === cofactor ? MOST_COFACTORS : MOST_ORDER)) return undefined;
  if (op === det) return ($, a) => [determinant($, a)];
  if (op === logdet) return ($, a) => [$.log(abs(determinant($, a)))];
  if (op === inv) return ($, a) => solved($, a, identity(n));
  if (op === solve) return solved;
  return op === cofactor ? cofactors : undefined;
}

/** The entries of an op on matrices of low order; undefined where it is not said in this arithmetic. */
export function preciseMatrix(
  $: Operations & Logarithm,
  op: Op,
  [a, b]: readonly PreciseTensor[],
): readonly BigFloat[] | undefined {
  const f = functionOf(op, a!.shape.at(-1)!);
  if (!f) return undefined;
  const right = b ?? a!;
  const { indices } = matchedBatches(a!.shape, right.shape);
  return Array.from(indices[0]).flatMap((p, at) => f($, rowsOf(a!, p), rowsOf(right, indices[1][at]!)));
}

/** A matrix of a stack, by rows. */
function rowsOf({ shape, data }: PreciseTensor, at: number): Rows {
  const [m, n] = [shape.at(-2)!, shape.at(-1)!];
  return Array.from({ length: m }, (_, i) => data.slice((at * m + i) * n, (at * m + i + 1) * n));
}
