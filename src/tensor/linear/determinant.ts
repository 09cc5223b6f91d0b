import { dd } from '../double-double.ts';
import { exponentOf, timesPowerOfTwo } from '../power-of-two.ts';
import { logOf, ONE, type ScaledProduct, times, valueOf } from '../scaled-product.ts';
import type { Tensor } from '../tensor.ts';
import { allFinite, batchOf, matricesOf, orderOf } from './batch.ts';
import { CLOSED_FORM_ORDER, closedForm } from './closed-form.ts';
import { type DoubleLu, doubleLu } from './factors/double-lu.ts';
import type { Equilibrated } from './factors/equilibration.ts';
import { exactIsAffordable, integerDeterminant, integerMatrix, nearestDouble } from './exact/exact.ts';
import {
  absoluteProduct,
  DOUBLE_DOUBLE_ORDER,
  factorError,
  type Factors,
  factorize,
  roundedInverse,
  SETTLED,
} from './factors/factors.ts';
import { isSingularModulo } from './exact/modular.ts';

/** Determinants of [...batch, n, n]: rounded once for n <= 128; 1 for 0 x 0; exactly 0 for singular matrices. */
export function det(a: Tensor): Tensor {
  const n = orderOf(a);
  const values = matricesOf(a).map((m) => [valueOf(determinant(m, n))]);
  return batchOf(a.shape, [], values);
}

/** The sign (-1, 0, 1) and log |det A| of [...batch, n, n], which stands where the determinant itself over- or underflows. */
export function logabsdet(a: Tensor): { readonly sign: Tensor; readonly log: Tensor } {
  const n = orderOf(a);
  const parts = matricesOf(a).map((m) => determinant(m, n));
  return {
    sign: batchOf(
      a.shape,
      [],
      parts.map((p) => [Math.sign(p.mantissa.hi)]),
    ),
    log: batchOf(
      a.shape,
      [],
      parts.map((p) => [logOf(p)]),
    ),
  };
}

/** The determinant of one n x n matrix as mantissa and exponent. */
export function determinant(a: Float64Array, n: number): ScaledProduct {
  if (n > DOUBLE_DOUBLE_ORDER) return largeDeterminant(a, n);
  if (!allFinite(a)) return NONE;
  const closed = n > 0 && n <= CLOSED_FORM_ORDER ? closedForm(a, n) : undefined;
  if (closed) return times(ONE, closed.determinant);
  const factors = factorize(a, n);
  if (isSettled(factors)) return productOfPivots(factors);
  if (exactIsAffordable(a, n)) return exactDeterminant(a, n);
  return isSingularModulo(a, n) ? ZERO : productOfPivots(factors);
}

const ZERO: ScaledProduct = { mantissa: dd(0), exponent: 0 };
const NONE: ScaledProduct = { mantissa: dd(NaN), exponent: 0 };

function largeDeterminant(a: Float64Array, n: number): ScaledProduct {
  const lu = doubleLu(a, n, 0);
  if (!lu) return NONE;
  if (lu.doubtful) return isSingularModulo(a, n) ? ZERO : productOfPivots(factorize(a, n));
  return determinantOf(lu);
}

/** The determinant from factors in doubles. */
export function determinantOf({ scaled, factors }: DoubleLu): ScaledProduct {
  let out = times(ONE, factors.sign);
  for (const pivot of factors.diagonal) out = times(out, pivot);
  return { mantissa: out.mantissa, exponent: out.exponent + shiftOf(scaled) };
}

/** Whether the factors' errors leave the determinant's leading 55 bits alone. */
export function isSettled({ lu, scaled }: Factors): boolean {
  if (!lu.regular || !scaled.even) return false;
  const { n } = lu;
  const spread = absoluteProduct(roundedInverse(lu), factorError(lu), n, n, n);
  let relative = 0;
  for (let i = 0; i < n; i++) relative += spread[i * n + i]!;
  return relative < SETTLED;
}

/** The determinant from its double-double factors. */
export function productOfPivots({ lu, scaled }: Factors): ScaledProduct {
  const { n } = lu;
  let out = times(ONE, lu.sign);
  for (let i = 0; i < n; i++) out = times(out, { hi: lu.hi[i * n + i]!, lo: lu.lo[i * n + i]! });
  return { mantissa: out.mantissa, exponent: out.exponent + shiftOf(scaled) };
}

/** The power of two that equilibration took out of the determinant. */
function shiftOf({ rows, columns }: Equilibrated): number {
  return rows.reduce((s, k) => s + k, 0) + columns.reduce((s, k) => s + k, 0);
}

function exactDeterminant(a: Float64Array, n: number): ScaledProduct {
  const { rows, shifts } = integerMatrix(a, n, n);
  const value = integerDeterminant(rows);
  return scaledInteger(value, -shifts.reduce((s, k) => s + k, 0));
}

/** value * 2^exponent as a scaled product, exact to 106 bits. */
function scaledInteger(value: bigint, exponent: number): ScaledProduct {
  if (value === 0n) return ZERO;
  const excess = Math.max(0, 4 * value.toString(16).length - 900);
  const hi = nearestDouble(value, 1n, -excess);
  const e = exponentOf(hi);
  const place = excess + e - 52;
  const rest = place <= 0 ? 0n : value - (BigInt(timesPowerOfTwo(hi, 52 - e)) << BigInt(place));
  const lo = nearestDouble(rest, 1n, -excess - e);
  return { mantissa: dd(timesPowerOfTwo(hi, -e), lo), exponent: exponent + excess + e };
}
