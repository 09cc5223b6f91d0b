import type { Frame, MarkKind, Place } from '../pen.ts';

/** A frame with a text in it: something that others are linked with. */
export interface BoxMark extends Frame {
  readonly kind: 'box';
  /** Its middle. */
  readonly at: Place;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

const corners = ({ at: [x, y], width, height }: BoxMark): readonly [topLeft: Place, bottomRight: Place] => [
  [x - width / 2, y + height / 2],
  [x + width / 2, y - height / 2],
];

export const box: MarkKind<BoxMark> = {
  extent: corners,
  draw: (mark, { pen, place }) => {
    const [topLeft, bottomRight] = corners(mark);
    pen.box(place(topLeft), place(bottomRight), mark);
    pen.text(place(mark.at), mark.text, 'middle');
  },
};
