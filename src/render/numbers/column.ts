import { numberText } from './number.ts';
import { padded } from '../text/width.ts';

/** Numbers one below the other: texts of one width, their decimal points in one line. */
export interface NumberColumn {
  readonly texts: readonly string[];
  readonly width: number;
  /** Columns before the points: where a heading of few letters ends. */
  readonly before: number;
  /** False where an entry has more digits than shown. */
  readonly exact: boolean;
}

const point = /[.e]/;

/**
 * A column of numbers to `digits` significant digits. NaN and infinities stand at its right edge, and so do all where
 * their points in one line would make it wider than `room`.
 */
export function numberColumn(values: Iterable<number>, digits: number, room = Infinity): NumberColumn {
  let before = 0;
  let after = 0;
  let other = 0;
  let exact = true;
  const cells = Array.from(values, (value) => {
    const { text, exact: whole } = numberText(value, digits);
    exact &&= whole;
    if (!Number.isFinite(value)) {
      other = Math.max(other, text.length);
      return { text, left: -1 };
    }
    const at = text.search(point);
    const left = at < 0 ? text.length : at;
    before = Math.max(before, left);
    after = Math.max(after, text.length - left);
    return { text, left };
  });
  if (before + after > room) {
    const widest = cells.reduce((most, { text }) => Math.max(most, text.length), 0);
    return { texts: cells.map(({ text }) => text.padStart(widest)), width: widest, before: widest, exact };
  }
  const width = Math.max(before + after, other);
  const texts = cells.map(({ text, left }) =>
    left < 0 ? text.padStart(width) : text.padStart(width - after + text.length - left).padEnd(width),
  );
  return { texts, width, before: width - after, exact };
}

/** A text above a column of numbers, its end over their last digit before the point where it has room there. */
export const heading = (text: string, column: NumberColumn, width: number): string =>
  padded(padded(padded(text, column.before, 'before'), column.width), width, 'before');
