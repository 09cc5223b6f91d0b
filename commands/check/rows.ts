import type { Slope } from '../../src/ad/differences.ts';
import type { ChecksResult } from '../../src/answer/result.ts';
import { type Agreement, agreement, type Allowance } from './agreement.ts';
import type { ComplexEntries } from './complex-entries.ts';
import type { DifferenceSlopes } from './difference-slopes.ts';
import { isBeyondFirst, type Remainder } from './remainder.ts';
import { differ, type Seen } from './slopes.ts';

export type Check = ChecksResult['checks'][number];

/** A check with what it is worth to the verdict. */
export interface Row {
  readonly check: Check;
  /** What it says of the derivative: that it is right, that it is wrong, or nothing. */
  readonly says: 'right' | 'wrong' | 'nothing';
}

/** Names of checks that the verdict speaks of. */
export const given = 'formula given';
const [differences, order, sides] = ['differences', 'Taylor remainder', 'one-sided slopes'] as const;
/** Checks that are made of differences: alone they only make it uncertain that a derivative is right. */
const ofDifferences: readonly string[] = [differences, order, sides];

const nameOf = ({ check }: Row): string => check.name;
const rowOf = (check: Check): Row => ({ check, says: check.ok ? 'right' : 'wrong' });
const silent = (name: string, detail: string): Row => ({ check: { name, ok: true, detail }, says: 'nothing' });

/** Names a worst entry and both values. */
function compared(name: string, labels: readonly string[], { ok, error, worst }: Agreement, but = ''): Row {
  const entry = labels[worst.entry] ?? '';
  const detail =
    error === 0
      ? 'the same to the last bit'
      : `${ok ? 'worst' : 'wrong'} at ${entry}: ${worst.reference} exact, ${worst.other} here`;
  return rowOf({ name, ok, error, detail: detail + but, ...(entry && { worst: { ...worst, entry } }) });
}

/** One way against the derivative in reverse. */
export const comparisonRow = (
  name: string,
  labels: readonly string[],
  exact: Float64Array,
  other: Float64Array,
  allowance: Allowance,
): Row => compared(name, labels, agreement(exact, other, allowance));

/** The entries that a way knows, which may be fewer than all. */
function comparedWhereKnown(
  name: string,
  labels: readonly string[],
  exact: Float64Array,
  slopes: readonly (Slope | undefined)[],
  { part, floor }: Allowance,
  left = 'the others hidden by rounding',
  besides = '',
): Row {
  const known = slopes.flatMap((slope, i) => (slope ? [i] : []));
  if (known.length === 0) return silent(name, `nothing can be told: hidden by rounding at every step${besides}`);
  const but = known.length < slopes.length ? ` (${left}: ${known.length} of ${slopes.length} entries)` : '';
  const pick = (of: (i: number) => number): Float64Array => Float64Array.from(known, of);
  const found = agreement(
    pick((i) => exact[i]!),
    pick((i) => slopes[i]!.value),
    { part, floor: pick((i) => floor[i]!) },
    pick((i) => 10 * slopes[i]!.error),
  );
  const place = known[found.worst.entry]!;
  return compared(name, labels, { ...found, worst: { ...found.worst, entry: place } }, but + besides);
}

/** A complex step that may be off by more than this part of itself says nothing. */
const VAGUE = 1e-6;

/** Complex steps, where they are known. */
export const complexRow = (
  labels: readonly string[],
  exact: Float64Array,
  { entries, errors, tried, columns }: ComplexEntries,
  allowance: Allowance,
): Row => {
  const slopes = Array.from(entries, (value, i): Slope | undefined => {
    const error = errors[i]!;
    // What cancels or underflows within an op leaves 0.
    if (value === 0 && exact[i] !== 0) return undefined;
    return error <= Math.max(VAGUE * Math.abs(value), allowance.floor[i]!) ? { value, error } : undefined;
  });
  return comparedWhereKnown('complex step', labels, exact, slopes, allowance, some(tried, columns));
};

/** What another formula says, which may cancel where the derivative does not: nothing, where differences see that it is wrong here. */
export const beside = (row: Row, seen: Row): Row =>
  row.says === 'wrong' && seen.says === 'right'
    ? silent(row.check.name, `another value, which differences rule out: ${row.check.detail}`)
    : row;

/** Extrapolated differences, where they tell the slope. */
export function differencesRow(
  labels: readonly string[],
  exact: Float64Array,
  seen: readonly (Seen | undefined)[],
  { tried, columns, isDoubled }: DifferenceSlopes,
  allowance: Allowance,
): Row {
  return comparedWhereKnown(
    differences,
    labels,
    exact,
    seen.map((s) => s?.central),
    allowance,
    some(tried, columns),
    isDoubled ? '' : '; of doubles, for in twice the digits the function takes too long',
  );
}

/** Says of how many columns something was computed, unless it was of all. */
const some = (tried: number, columns: number): string | undefined =>
  tried < columns ? `${tried} of ${columns} columns` : undefined;

/** The remainder of f(x + h v) - f(x) - h J v must fall like h^2, or faster. */
export function orderRow({ slope, vanishes, defined }: Remainder): Row {
  if (!defined) {
    return rowOf({ name: order, ok: false, detail: 'no number: the derivative is not finite here' });
  }
  if (vanishes) {
    return { ...silent(order, 'no larger than rounding: linear along a random direction'), says: 'right' };
  }
  if (slope === undefined) return silent(order, 'too small to tell its order');
  if (slope < 0.8) return silent(order, 'falls like no power of h: the function is too rough along a random direction');
  const ok = isBeyondFirst(slope);
  return rowOf({ name: order, ok, detail: `falls like h^${slope.toFixed(2)}${ok ? '' : ', not like h^2'}` });
}

/** The slopes from the left and from the right must be one. */
export function sidesRow(labels: readonly string[], seen: readonly (Seen | undefined)[], floor: Float64Array): Row {
  const bad = (detail: string, worst?: Check['worst']): Row =>
    rowOf({ name: sides, ok: false, detail, ...(worst && { worst }) });
  const all = seen.flatMap((s, i) => (s ? [{ ...s, entry: labels[i]!, floor: floor[i]! }] : []));
  const torn = all.find(({ jumps: [a, b] }) => a !== 0 || b !== 0);
  if (torn) {
    const step = (x: number): string => (x === 0 ? 'no jump' : `a jump of ${Number(x.toPrecision(6))}`);
    const [a, b] = torn.jumps;
    return bad(`no derivative ${torn.entry}: ${step(a)} to the left, ${step(b)} to the right`);
  }
  const told = all.flatMap(({ sides: both, ...rest }) => (both ? [{ ...rest, left: both[0], right: both[1] }] : []));
  if (told.length === 0) return silent(sides, 'no slopes can be told on both sides');
  const kinks = told.filter(({ left, right, floor: allowed }) => differ(left, right, allowed));
  const [first] = kinks;
  if (!first) {
    return rowOf({ name: sides, ok: true, detail: 'the same from the left and from the right' });
  }
  const more = kinks.length > 1 ? ` (and ${kinks.length - 1} more)` : '';
  const side = (x: number): string => String(Number(x.toPrecision(6)));
  const [a, b] = [first.left.value, first.right.value];
  return bad(`no derivative ${first.entry}: ${side(a)} from the left, ${side(b)} from the right${more}`, {
    entry: first.entry,
    reference: a,
    other: b,
  });
}

/**
 * What all checks together say of a derivative; `isNoted` tells that a kink or a tied branch was met while it was computed, `isLost`
 * that rounding has left nothing of it.
 */
export function verdictOf(
  rows: readonly Row[],
  exact: Float64Array,
  { isNoted, isLost }: { readonly isNoted: boolean; readonly isLost: boolean },
): { readonly verdict: ChecksResult['verdict']; readonly words: string } {
  if (!exact.every(Number.isFinite)) {
    return { verdict: 'undecided', words: 'undecided: the derivative is not a finite number here' };
  }
  const bad = rows.filter(({ says }) => says === 'wrong');
  const names = bad.map(nameOf);
  const said = (verdict: ChecksResult['verdict'], words: string) => ({ verdict, words: `${verdict}: ${words}` });
  if (names.includes(sides)) {
    const none = 'there is no derivative here, for the two sides differ';
    return isNoted
      ? said('disagree', `${none}; the exact value is a convention`)
      : said('undecided', `${none} as far as differences tell`);
  }
  const [only] = bad;
  if (isLost) return said('undecided', 'rounding leaves no digits of the derivative that could be judged');
  if (!only) {
    const right = rows.filter(({ says }) => says === 'right');
    return right.length > 1
      ? said('agree', `reverse and ${right.length} other checks`)
      : said('undecided', 'only forward and reverse can be told here, and they agree');
  }
  if (bad.length === 1 && only.check.name === given && only.check.worst) {
    const { entry, reference, other } = only.check.worst;
    return said('disagree', `the formula given is wrong at ${entry}, ${other} where it should be ${reference}`);
  }
  if (bad.length === 1 && ofDifferences.includes(only.check.name)) {
    return said('undecided', `${only.check.name} alone against the derivative`);
  }
  return said('disagree', names.join(', '));
}
