import type { MarkKind, Place } from '../pen.ts';

/** A smooth curve with an arrowhead at its end, that leaves and meets all its points downwards. */
export interface LinkMark {
  readonly kind: 'link';
  readonly points: readonly Place[];
}

/** The control points and the end of a cubic with vertical tangents between two points. */
function between([x0, y0]: Place, [x1, y1]: Place): readonly Place[] {
  const half = (y0 + y1) / 2;
  return [
    [x0, half],
    [x1, half],
    [x1, y1],
  ];
}

export const link: MarkKind<LinkMark> = {
  extent: ({ points }) => points,
  draw: ({ points }, { pen, place }) => {
    const curve = points.flatMap((point, i) => (i === 0 ? [point] : between(points[i - 1]!, point)));
    pen.curve(curve.map(place), { arrow: true });
  },
};
