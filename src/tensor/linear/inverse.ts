import { invariant } from '../../base/invariant.ts';
import { divide, toNumber } from '../double-double.ts';
import { timesPowerOfTwo } from '../power-of-two.ts';
import { type Tensor, tensor } from '../tensor.ts';
import { allFinite, batchOf, matricesOf, orderOf, pairsOf } from './batch.ts';
import { CLOSED_FORM_ORDER, closedForm } from './closed-form.ts';
import { doubleLu } from './factors/double-lu.ts';
import { eliminate, exactIsAffordable, integerMatrix, nearestDouble } from './exact/exact.ts';
import {
  absoluteProduct,
  countsAsZero,
  DOUBLE_DOUBLE_ORDER,
  factorError,
  factorize,
  roundedInverse,
  SETTLED,
  solvePermuted,
} from './factors/factors.ts';
import { isSingularModulo } from './exact/modular.ts';
import { columnShifts, identityOf, solveRefined } from './factors/refinement.ts';

/** Inverses of [...batch, n, n], rounded once for n <= 128; undefined when one of the matrices is exactly singular. */
export function inverse(a: Tensor): Tensor | undefined {
  const n = orderOf(a);
  const parts = matricesOf(a).map((m) => invert(m, n));
  return parts.every((x) => x !== undefined) ? batchOf(a.shape, [n, n], parts) : undefined;
}

/**
 * X with A X = B, of [...batch, n, n] and [...batch, n, m] (or a vector [n]), rounded once for n <= 128; undefined when one
 * of the matrices is exactly singular.
 */
export function solve(a: Tensor, b: Tensor): Tensor | undefined {
  if (b.shape.length === 1) {
    const x = solve(a, tensor([...b.shape, 1], b.data));
    return x && tensor(x.shape.slice(0, -1), x.data);
  }
  const n = orderOf(a);
  const m = b.shape.at(-1)!;
  invariant(b.shape.at(-2) === n, `solve of [${a.shape}] and [${b.shape}]`);
  const { batch, pairs } = pairsOf(a, b);
  const parts = pairs.map(([x, y]) => solveOne(x, y, n, m));
  return parts.every((x) => x !== undefined) ? batchOf([...batch, n, m], [n, m], parts) : undefined;
}

/** The inverse of one n x n matrix. */
export function invert(a: Float64Array, n: number): Float64Array | undefined {
  const closed = n > 0 && n <= CLOSED_FORM_ORDER ? closedForm(a, n) : undefined;
  if (closed && closed.determinant.hi !== 0) {
    const { cofactors, determinant } = closed;
    return Float64Array.from(
      a,
      (_, k) => toNumber(divide(cofactors[(k % n) * n + Math.floor(k / n)]!, determinant)) + 0,
    );
  }
  return solveOne(a, identityOf(n), n, n);
}

function solveOne(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array | undefined {
  if (n > DOUBLE_DOUBLE_ORDER) {
    const solved = solveLarge(a, b, n, m);
    if (solved !== 'doubtful') return solved;
    if (isSingularModulo(a, n)) return undefined;
  }
  if (!allFinite(a)) return new Float64Array(n * m).fill(NaN);
  if (!allFinite(b)) return columnwise(a, b, n, m);
  const quick = n >= QUICK_ORDER && n <= DOUBLE_DOUBLE_ORDER ? solveQuickly(a, b, n, m) : undefined;
  if (quick) return quick;
  const { x, settled } = solveDoubleDouble(a, b, n, m);
  if (settled) return x;
  if (exactIsAffordable(a, n)) return solveExactly(a, b, n, m);
  return isSingularModulo(a, n) ? undefined : x;
}

/** From this order on factors in doubles, refined, are quicker than factors in twice the digits. */
const QUICK_ORDER = 16;

/** The solution by factors in doubles, if refining them tells that it is right to the last bit. */
function solveQuickly(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array | undefined {
  const lu = doubleLu(a, n, m);
  if (!lu || lu.doubtful) return undefined;
  const { x, sure } = solveRefined(lu, b, m);
  return sure ? x : undefined;
}

/** The solution by factors in doubles, unless their pivots are not to be trusted. */
function solveLarge(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array | undefined | 'doubtful' {
  if (!allFinite(b)) return allFinite(a) ? columnwise(a, b, n, m) : new Float64Array(n * m).fill(NaN);
  const lu = doubleLu(a, n, m);
  if (!lu) return new Float64Array(n * m).fill(NaN);
  return lu.doubtful ? 'doubtful' : solveRefined(lu, b, m).x;
}

/** Columns with an entry that is not finite are NaN; the others are solved. */
function columnwise(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array | undefined {
  const good = Float64Array.from(b);
  const bad = new Set<number>();
  for (let k = 0; k < b.length; k++) if (!Number.isFinite(b[k]!)) bad.add(k % m);
  for (let k = 0; k < b.length; k++) if (bad.has(k % m)) good[k] = 0;
  return solveOne(a, good, n, m)?.map((x, k) => (bad.has(k % m) ? NaN : x));
}

interface Solution {
  readonly x: Float64Array | undefined;
  /** Whether every entry is known to its last bit or two; if not, and if there is none, exact arithmetic must decide. */
  readonly settled: boolean;
}

function solveDoubleDouble(a: Float64Array, b: Float64Array, n: number, m: number): Solution {
  const { scaled, lu } = factorize(a, n);
  if (!lu.regular) return { x: undefined, settled: false };
  const hi = new Float64Array(n * m);
  const lo = new Float64Array(n * m);
  const shifts = columnShifts(b, scaled.rows, n, m);
  for (let i = 0; i < n; i++) {
    const row = lu.order[i]!;
    for (let j = 0; j < m; j++) hi[i * m + j] = timesPowerOfTwo(b[row * m + j]!, -scaled.rows[row]! - shifts[j]!);
  }
  solvePermuted(lu, hi, lo, m);
  const spread = absoluteProduct(roundedInverse(lu), absoluteProduct(factorError(lu), hi, n, n, m), n, n, m);
  let settled = scaled.even;
  const x = new Float64Array(n * m);
  for (let j = 0; j < m; j++) {
    let largest = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(hi[i * m + j]!));
    for (let i = 0; i < n; i++) {
      const k = i * m + j;
      const sure = spread[k]! <= SETTLED * Math.abs(hi[k]!);
      const nothing = countsAsZero(n, hi[k]!, spread[k]!, largest);
      if (!sure && !nothing) settled = false;
      x[k] = nothing ? 0 : timesPowerOfTwo(hi[k]!, shifts[j]! - scaled.columns[i]!);
    }
  }
  return { x, settled };
}

/** The solution by integers, each entry rounded once. */
function solveExactly(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array | undefined {
  const joined = new Float64Array(n * (n + m));
  for (let i = 0; i < n; i++) {
    joined.set(a.subarray(i * n, (i + 1) * n), i * (n + m));
    joined.set(b.subarray(i * m, (i + 1) * m), i * (n + m) + n);
  }
  const { det, solution } = eliminate(integerMatrix(joined, n, n + m).rows, n);
  return solution && Float64Array.from(solution.flat(), (p) => nearestDouble(p, det, 0));
}
