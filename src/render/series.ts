/** Values drawn as a row of bars. */
export interface Sparkline {
  readonly text: string;
  /** `log` where positive values span more than three decades. */
  readonly scale: 'linear' | 'log';
}

const blocks = '▁▂▃▄▅▆▇█';
const asciiBars = '_.-:=+*#';
const unknown = 'x';

/** The mean of each of at most `count` stretches of equal length; NaN where none of its values is finite. */
function means(values: readonly number[], count: number): number[] {
  const n = Math.min(count, values.length);
  return Array.from({ length: n }, (_, i) => {
    const part = values.slice(Math.floor((i * values.length) / n), Math.floor(((i + 1) * values.length) / n));
    const finite = part.filter(Number.isFinite);
    return finite.length === 0 ? NaN : finite.reduce((sum, x) => sum + x / finite.length, 0);
  });
}

/** At most `width` bars, each the mean of a stretch of `values`; `x` where a stretch has no finite value. */
export function sparkline(values: readonly number[], width: number, ascii: boolean): Sparkline {
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const high = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const log = low > 0 && high / low > 1000;
  const scale = log ? Math.log : (x: number) => x;
  const bars = ascii ? asciiBars : blocks;
  // Halved, so that the span of the largest doubles does not overflow.
  const bottom = scale(low) / 2;
  const span = scale(high) / 2 - bottom;
  const text = means(values.map(scale), width).map((x) => {
    if (Number.isNaN(x)) return unknown;
    const level = span > 0 ? (x / 2 - bottom) / span : 0;
    return bars[Math.max(0, Math.min(bars.length - 1, Math.floor(level * bars.length)))];
  });
  return { text: text.join(''), scale: log ? 'log' : 'linear' };
}
