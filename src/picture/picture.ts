import { extentOf, type Mark } from './marks.ts';
import type { Place } from './pen.ts';
import { position, rangeOf, type Ruler, ruler, type Scale } from './scale.ts';

/** A drawing in the plane, in its own units, as plain data: pens make dots or SVG of it. */
export interface Picture {
  /** Absent: the plane itself, both directions by one linear scale and without axes. */
  readonly scales?: Scales;
  readonly marks: readonly Mark[];
}

export interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

/** The scales of a picture, fitted to its marks. */
export interface Rulers {
  readonly x: Ruler;
  readonly y: Ruler;
}

const along = (marks: readonly Mark[], axis: 0 | 1): readonly number[] => extentOf(marks).map((point) => point[axis]);

/** The scale of one direction, fitted to the marks, with at most `most` steps between its ticks. */
export const rulerOf = (scales: Scales, axis: 'x' | 'y', marks: readonly Mark[], most: number): Ruler =>
  ruler(scales[axis], along(marks, axis === 'x' ? 0 : 1), most);

/** Where points lie on so many units across and down, by their scales. */
export function scaledPlace({ x, y }: Rulers, across: number, down: number): (point: Place) => Place {
  const [right, up] = [position(x.kind, x.domain), position(y.kind, y.domain)];
  return ([a, b]) => [right(a) * across, (1 - up(b)) * down];
}

/** A part of the plane that is drawn by one scale: its corner, its extents, and where points lie by so many units to one. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  place(point: Place, unit: number): Place;
}

/** The part of the plane that marks need. */
export function planeOf(marks: readonly Mark[]): Plane {
  const seen = extentOf(marks).filter((point) => point.every(Number.isFinite));
  const [left, right] = rangeOf(seen.map(([x]) => x));
  const [bottom, top] = rangeOf(seen.map(([, y]) => y));
  return {
    width: right - left,
    height: top - bottom,
    place: ([x, y], unit) => [(x - left) * unit, (top - y) * unit],
  };
}
