import { numberText } from './number.ts';

/** Numbers one below the other: texts of one width, their decimal points in one line. */
export interface NumberColumn {
  readonly texts: readonly string[];
  readonly width: number;
  /** False where an entry has more digits than shown. */
  readonly exact: boolean;
}

const point = /[.e]/;

/** A column of numbers to `digits` significant digits. NaN and infinities stand at its right edge. */
export function numberColumn(values: Iterable<number>, digits: number): NumberColumn {
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
  const width = Math.max(before + after, other);
  const texts = cells.map(({ text, left }) =>
    left < 0 ? text.padStart(width) : text.padStart(width - after + text.length - left).padEnd(width),
  );
  return { texts, width, exact };
}
