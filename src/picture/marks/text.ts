import type { MarkKind, Place } from '../pen.ts';

/** A text that begins at a point. */
export interface TextMark {
  readonly kind: 'text';
  readonly at: Place;
  readonly text: string;
}

export const text: MarkKind<TextMark> = {
  extent: ({ at }) => [at],
  draw: (mark, { pen, place }) => pen.text(place(mark.at), mark.text, 'start'),
};
