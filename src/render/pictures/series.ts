/** Values drawn as a row of bars. */
export interface Sparkline {
  readonly text: string;
  /** `log` where positive values span more than three decades. */
  readonly scale: 'linear' | 'log';
}

const blocks = '▁▂▃▄▅▆▇█';
const asciiBars = '_.-:=+*#';
const unknown = 'x';

/** The least and the largest finite value; [Infinity, -Infinity] without any. */
function range(values: readonly number[]): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  return [finite.reduce((a, b) => Math.min(a, b), Infinity), finite.reduce((a, b) => Math.max(a, b), -Infinity)];
}

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
  const [least, most] = range(values);
  const log = least > 0 && most / least > 1000;
  // Halved, so that the span of the largest doubles does not overflow.
  const heights = means(log ? values.map(Math.log) : values, width).map((x) => x / 2);
  const [low, high] = range(heights);
  const bars = ascii ? asciiBars : blocks;
  const text = heights.map((x) =>
    Number.isNaN(x) ? unknown : bars[high > low ? Math.round(((x - low) / (high - low)) * (bars.length - 1)) : 0],
  );
  return { text: text.join(''), scale: log ? 'log' : 'linear' };
}
