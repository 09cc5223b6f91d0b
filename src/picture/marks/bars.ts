import type { MarkKind, Place } from '../pen.ts';

/** Bars side by side, each one unit wide, from the lower end of the picture up to its value; NaN: unknown. */
export interface BarsMark {
  readonly kind: 'bars';
  readonly values: readonly number[];
}

export const bars: MarkKind<BarsMark> = {
  extent: ({ values }) =>
    values.flatMap((value, i): Place[] => [
      [i, value],
      [i + 1, value],
    ]),
  draw: ({ values }, { pen, place }) => {
    const low = values.reduce((a, b) => (b < a ? b : a), Infinity);
    values.forEach((value, i) => pen.bar(place([i, value]), place([i + 1, low])));
  },
};
