import type { Shape } from '../../src/tensor/tensor.ts';
import type { ChecksResult } from '../../src/answer/result.ts';
import { agreement } from './agreement.ts';
import type { Arrangement } from './arrangement.ts';
import { jumps, sideSlopes } from './difference-quotients.ts';
import type { Remainder } from './remainder.ts';
import type { Nearby } from '../../src/derive/nearby.ts';

export type Check = ChecksResult['checks'][number];

/** Names of checks that the verdict speaks of. */
export const given = 'formula given';
const sides = 'one-sided slopes';

/** One way against the derivative in reverse. */
export function comparisonRow(
  name: string,
  labels: readonly string[],
  exact: Float64Array,
  other: Float64Array,
  tolerance: (i: number) => number,
): Check {
  const { ok, error, worst } = agreement(exact, other, tolerance);
  const entry = labels[worst.entry] ?? '';
  const detail =
    error === 0
      ? 'the same to the last bit'
      : `${ok ? 'worst' : 'wrong'} at ${entry}: ${worst.reference} exact, ${worst.other} here`;
  return { name, ok, error, detail, ...(entry && { worst: { ...worst, entry } }) };
}

/** The remainder of f(x + h v) - f(x) - h J v must fall like h^2, or faster. */
export function orderCheck({ slope, vanishes, defined }: Remainder): Check {
  const name = 'Taylor remainder';
  if (!defined) return { name, ok: false, detail: 'no number: the derivative is not finite here' };
  if (vanishes) return { name, ok: true, detail: 'no larger than rounding: linear along a random direction' };
  if (slope === undefined) return { name, ok: true, detail: 'too small to tell its order' };
  const ok = slope > 1.8;
  return { name, ok, detail: `falls like h^${slope.toFixed(2)}${ok ? '' : ', not like h^2'}` };
}

/** Slopes from both sides that differ by more than this, relative to their size, are those of a kink. */
const kinkGap = 1e-5;

/** A slope that is known no better than to its own size has no limit. */
const limit = (slope: number, error: number): number =>
  error > 0.05 * Math.max(1, Math.abs(slope)) ? Number.NaN : slope;

/** The slopes from the left and from the right must be one. */
export function sidesCheck(near: Nearby, output: Shape, { entries, labels }: Arrangement): Check {
  const [below, above] = [sideSlopes(near, output, -1), sideSlopes(near, output, 1)];
  const [left, right] = [entries(below.parts), entries(above.parts)];
  const [leftErrors, rightErrors] = [entries(below.errors), entries(above.errors)];
  const [leftJumps, rightJumps] = [entries(jumps(near, output, -1)), entries(jumps(near, output, 1))];
  const torn = labels.flatMap((entry, i) => {
    const [a, b] = [leftJumps[i]!, rightJumps[i]!];
    return a !== 0 || b !== 0 ? [{ entry, a, b }] : [];
  });
  if (torn[0]) {
    const { entry, a, b } = torn[0];
    const step = (x: number): string => (x === 0 ? 'no jump' : `a jump of ${Number(x.toPrecision(6))}`);
    return {
      name: sides,
      ok: false,
      detail: `no derivative ${entry}: ${step(a)} to the left, ${step(b)} to the right`,
    };
  }
  const kinks = labels.flatMap((entry, i) => {
    const [a, b] = [left[i]!, right[i]!];
    const size = Math.max(1, Math.abs(a), Math.abs(b));
    const allowed = Math.max(kinkGap * size, 10 * (leftErrors[i]! + rightErrors[i]!));
    const found = { entry, a: limit(a, leftErrors[i]!), b: limit(b, rightErrors[i]!) };
    return Math.abs(a - b) <= allowed ? [] : [found];
  });
  const [first] = kinks;
  if (!first) return { name: sides, ok: true, detail: 'the same from the left and from the right' };
  const more = kinks.length > 1 ? ` (and ${kinks.length - 1} more)` : '';
  const side = (x: number): string => (Number.isFinite(x) ? String(Number(x.toPrecision(6))) : 'no limit');
  return {
    name: sides,
    ok: false,
    detail: `no derivative ${first.entry}: ${side(first.a)} from the left, ${side(first.b)} from the right${more}`,
    worst: { entry: first.entry, reference: first.a, other: first.b },
  };
}

/** The verdict in words. */
export function wordsOf(verdict: ChecksResult['verdict'], checks: readonly Check[], exact: Float64Array): string {
  if (verdict === 'agree') return `agree: reverse and ${checks.length} other checks`;
  const bad = checks.filter(({ ok }) => !ok);
  if (!exact.every(Number.isFinite)) return `${verdict}: the derivative is not a finite number here`;
  if (bad.some(({ name }) => name === sides)) {
    return `${verdict}: there is no derivative here, for the two sides differ; the exact value is a convention`;
  }
  const [only] = bad;
  if (bad.length === 1 && only?.name === given && only.worst) {
    const { entry, reference, other } = only.worst;
    return `${verdict}: the formula given is wrong at ${entry}, ${other} where it should be ${reference}`;
  }
  return `${verdict}: ${bad.map(({ name }) => name).join(', ')}`;
}
