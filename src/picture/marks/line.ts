import type { MarkKind, Place, Stroke } from '../pen.ts';

/** A line through points. */
export interface LineMark extends Stroke {
  readonly kind: 'line';
  readonly role: string;
  readonly points: readonly Place[];
}

export const line: MarkKind<LineMark> = {
  extent: ({ points }) => points,
  draw: (mark, { pen, place }) => pen.line(mark.points.map(place), mark),
};
