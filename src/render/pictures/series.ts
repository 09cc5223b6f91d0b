import { drawMarks, type Mark } from '../../picture/marks.ts';
import { position, rangeOf, type Scale } from '../../picture/scale.ts';
import { lineText } from '../text/doc.ts';
import { ascii, braille } from './canvas.ts';
import { canvasPen } from './canvas-pen.ts';

/** Values drawn as a row of bars. */
export interface Sparkline {
  readonly text: string;
  /** `log` where positive values span more than three decades. */
  readonly scale: 'linear' | 'log';
}

/** The mean of each of at most `count` stretches of equal length, on a log scale the geometric one; NaN where no value is finite. */
function means(values: readonly number[], count: number, scale: Scale['kind']): number[] {
  const n = Math.min(count, values.length);
  return Array.from({ length: n }, (_, i) => {
    const part = values.slice(Math.floor((i * values.length) / n), Math.floor(((i + 1) * values.length) / n));
    const finite = part.filter(Number.isFinite);
    const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x / xs.length, 0);
    if (finite.length <= 1) return finite[0] ?? NaN;
    return scale === 'log' ? 10 ** mean(finite.map(Math.log10)) : mean(finite);
  });
}

/** At most `width` bars, each the mean of a stretch of `values`; `x` where a stretch has no finite value. */
export function sparkline(values: readonly number[], width: number, inAscii: boolean): Sparkline {
  const [least, most] = rangeOf(values);
  const scale = least > 0 && most / least > 1000 ? 'log' : 'linear';
  const heights = means(values, width, scale);
  const bars: Mark = { kind: 'bars', values: heights };
  const pen = canvasPen(heights.length, 1, inAscii ? ascii : braille);
  const [across, down] = [pen.across / heights.length, pen.down];
  const up = position(scale, rangeOf(heights));
  drawMarks([bars], { pen, place: ([x, y]) => [x * across, (1 - up(y)) * down] });
  return { text: pen.lines().map(lineText).join(''), scale };
}
