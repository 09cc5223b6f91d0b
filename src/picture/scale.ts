import { type Tick, decadeTicks, stepTicks } from './ticks.ts';

/** How numbers are laid along a direction of a picture. */
export interface Scale {
  readonly kind: 'linear' | 'log';
}

/** A scale that is fitted to what it shows. */
export interface Ruler extends Scale {
  /** The ends, to whole steps of the ticks. */
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly Tick[];
}

/** The least and the largest of the finite numbers (of the positive ones on a log scale); [0, 1] or [1, 10] without any. */
export function rangeOf(
  values: readonly number[],
  kind: Scale['kind'] = 'linear',
): readonly [low: number, high: number] {
  const seen = values.filter((x) => Number.isFinite(x) && (kind === 'linear' || x > 0));
  const low = seen.reduce((a, b) => Math.min(a, b), Infinity);
  const high = seen.reduce((a, b) => Math.max(a, b), -Infinity);
  if (low <= high) return [low, high];
  return kind === 'linear' ? [0, 1] : [1, 10];
}

/** How far a number lies from the lower end of a domain, 0, to its upper one, 1; a domain of one number is there at 0. */
export function position(kind: Scale['kind'], [low, high]: readonly [number, number]): (x: number) => number {
  const measure = kind === 'log' ? Math.log10 : half;
  const [from, to] = [measure(low), measure(high)];
  return (x) => (to > from ? (measure(x) - from) / (to - from) : measure(x) - from === 0 ? 0 : Number.NaN);
}

/** Halved, so that the span of the largest doubles does not overflow. */
const half = (x: number): number => x / 2;

/** A scale with at most `most` steps between ticks over the numbers that it must show, widened to whole steps. */
export function ruler({ kind }: Scale, values: readonly number[], most: number): Ruler {
  const range = rangeOf(values, kind);
  const ticks = (kind === 'log' ? decadeTicks : stepTicks)(range, most);
  return { kind, domain: [Math.min(range[0], ticks[0]!.at), Math.max(range[1], ticks.at(-1)!.at)], ticks };
}
