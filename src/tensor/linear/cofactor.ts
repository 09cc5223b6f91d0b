import { multiply } from '../double-double.ts';
import { timesPowerOfTwo } from '../power-of-two.ts';
import type { Tensor } from '../tensor.ts';
import { allFinite, batchOf, matricesOf, orderOf } from './batch.ts';
import { CLOSED_FORM_ORDER, closedForm } from './closed-form.ts';
import { determinantOf, isSettled, productOfPivots } from './determinant.ts';
import { doubleLu } from './factors/double-lu.ts';
import { adjugateIsAffordable, integerAdjugate, integerMatrix, nearestDouble } from './exact/exact.ts';
import {
  absoluteProduct,
  countsAsZero,
  DOUBLE_DOUBLE_ORDER,
  factorError,
  factorize,
  inverseOf,
  SETTLED,
} from './factors/factors.ts';
import { identityOf, solveRefined } from './factors/refinement.ts';
import { decompose } from './spectral/svd.ts';

/** Matrices of cofactors, adj(A)^T, of [...batch, n, n]: the gradients of det; right for singular matrices too. */
export function cofactor(a: Tensor): Tensor {
  const n = orderOf(a);
  return batchOf(
    a.shape,
    [n, n],
    matricesOf(a).map((m) => cofactorsOf(m, n)),
  );
}

function cofactorsOf(a: Float64Array, n: number): Float64Array {
  if (!allFinite(a)) return new Float64Array(n * n).fill(NaN);
  const closed = n > 0 && n <= CLOSED_FORM_ORDER ? closedForm(a, n) : undefined;
  if (closed) return Float64Array.from(closed.cofactors, (x) => x.hi);
  const settled = n <= DOUBLE_DOUBLE_ORDER ? byInverse(a, n) : byDoubleInverse(a, n);
  if (settled) return settled;
  return adjugateIsAffordable(a, n) ? byIntegers(a, n) : bySingularValues(a, n);
}

/** det(A) A^-T in double-double; undefined where that leaves an entry unsure. */
function byInverse(a: Float64Array, n: number): Float64Array | undefined {
  const factors = factorize(a, n);
  const { lu, scaled } = factors;
  if (!isSettled(factors)) return undefined;
  const x = inverseOf(lu);
  const spread = absoluteProduct(absoluteProduct(x.hi, factorError(lu), n, n, n), x.hi, n, n, n);
  const determinant = productOfPivots(factors);
  const largest = x.hi.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const k = j * n + i;
      const hi = x.hi[k]!;
      if (countsAsZero(n, hi, spread[k]!, largest)) continue;
      if (!(spread[k]! <= SETTLED * Math.abs(hi))) return undefined;
      const entry = multiply(determinant.mantissa, { hi, lo: x.lo[k]! });
      out[i * n + j] = timesPowerOfTwo(entry.hi, determinant.exponent - scaled.columns[j]! - scaled.rows[i]!);
    }
  }
  return out;
}

/** det(A) A^-T in doubles; undefined where a pivot may be of rounding errors alone. */
function byDoubleInverse(a: Float64Array, n: number): Float64Array | undefined {
  const lu = doubleLu(a, n, n);
  if (!lu || lu.doubtful) return undefined;
  const { mantissa, exponent } = determinantOf(lu);
  const { x } = solveRefined(lu, identityOf(n), n);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out[i * n + j] = timesPowerOfTwo(mantissa.hi * x[j * n + i]!, exponent);
  }
  return out;
}

function byIntegers(a: Float64Array, n: number): Float64Array {
  const { rows, shifts } = integerMatrix(a, n, n);
  const adjugate = integerAdjugate(rows);
  const total = shifts.reduce((s, k) => s + k, 0);
  const out = new Float64Array(n * n);
  // Row i of the integers is 2^shift[i] times A's, and cofactor (i, j) lacks that row alone.
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out[i * n + j] = nearestDouble(adjugate[j]![i]!, 1n, shifts[i]! - total);
  }
  return out;
}

/** det(U) det(V) U diag(product of the other singular values) V^T. */
function bySingularValues(a: Float64Array, n: number): Float64Array {
  const { u, s, v } = decompose(a, n, n);
  const sign = signOf(u, n) * signOf(v, n);
  const others = s.map((_, i) => s.reduce((p, x, j) => (i === j ? p : p * x), sign));
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) out[i * n + j]! += u[i * n + k]! * others[k]! * v[j * n + k]!;
    }
  }
  return out;
}

const signOf = (orthogonal: Float64Array, n: number): number => {
  const { mantissa } = productOfPivots(factorize(orthogonal, n));
  return Math.sign(mantissa.hi);
};
