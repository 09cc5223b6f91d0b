/** A number with a label on an axis. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

type Range = readonly [low: number, high: number];

/** Mantissas of steps between ticks; a step of 2.5 has one digit more than its power of ten. */
const mantissas = [1, 2, 2.5, 5] as const;

/** Numbers of other powers of ten have an exponent. */
const plain = { least: -5, most: 6 };

/** Near the least doubles, which have few digits, are no ticks. */
const smallest = 1e-300;

/** m 10^k, rounded once. */
const scaled = (m: number, k: number): number => Number(`${m}e${k}`);

/** The steps, counted from 0, that a range begins and ends with, at least one; what is a rounding away from one is there. */
function endsOf([low, high]: Range, step: number): Range {
  const first = Math.floor(low / step + 1e-9);
  return [first, Math.max(first + 1, Math.ceil(high / step - 1e-9))];
}

/**
 * Multiples of the least step m 10^k of which at most `most` (two at least) cover a range, around it. A range of one number is
 * given its own size to lie in the middle of.
 */
export function stepTicks([least, largest]: Range, most: number): readonly Tick[] {
  const size = Math.max(Math.abs(least), Math.abs(largest)) || 1;
  const low = least < largest ? least : least - size / 2;
  const high = least < largest ? largest : Math.min(least + size / 2, Number.MAX_VALUE);
  // Ticks that are closer than some roundings of the numbers are none.
  const finest = Math.max((high / most - low / most) / 10, size * 2 ** -46, smallest);
  for (let k = Math.floor(Math.log10(finest)); ; k++) {
    for (const m of mantissas) {
      const step = scaled(m, k);
      const [first, last] = endsOf([low, high], step);
      if (!(last - first <= Math.max(2, most))) continue;
      const order = Math.floor(Math.log10(size));
      return Array.from({ length: last - first + 1 }, (_, i) => scaled((first + i) * m, k))
        .filter(Number.isFinite)
        .map((at) => ({ at, label: labelOf(at, m === 2.5 ? k - 1 : k, order) }));
    }
  }
}

/** A multiple of 10^k, of numbers of about 10^order, in full. */
function labelOf(x: number, k: number, order: number): string {
  if (x === 0) return '0';
  if (order >= plain.least && order <= plain.most) return x.toFixed(Math.max(0, -k));
  const own = Math.floor(Math.log10(Math.abs(x)));
  return x.toExponential(Math.max(0, own - k)).replace('e+', 'e');
}

/** Powers of ten around a range of positive numbers, so many decades apart that at most `most` steps cover it. */
export function decadeTicks([low, high]: Range, most: number): readonly Tick[] {
  const range = endsOf([Math.log10(low), Math.log10(high)], 1);
  const wider = [2, 5, 10];
  let decades = 1;
  let [first, last] = range;
  while (last - first > Math.max(2, most)) {
    decades = wider.shift() ?? 2 * decades;
    [first, last] = endsOf(range, decades);
  }
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * decades);
  const isShort = exponents.every((e) => Math.abs(e) <= 3);
  return exponents
    .map((e) => ({ at: scaled(1, e), label: isShort ? String(scaled(1, e)) : `1e${e}` }))
    .filter(({ at }) => at > 0 && Number.isFinite(at));
}
