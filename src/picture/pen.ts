/** A point: of a picture's plane, where y grows upwards, or of what a pen draws on, where it grows downwards. */
export type Place = readonly [x: number, y: number];

/** How a line is drawn. */
export interface Stroke {
  /** What the line is: lines of one role have one colour. Absent: a line that is no data. */
  readonly role?: string;
  readonly dashed?: boolean;
  /** Ends in an arrowhead. */
  readonly arrow?: boolean;
}

/** How a frame is drawn: with half circles for its left and right edge, by a thick line. */
export interface Frame {
  readonly round?: boolean;
  readonly heavy?: boolean;
}

/**
 * What marks are drawn with: in dots of braille or of ASCII, or in SVG. Its places are in units of its own, from the top left.
 * What is not finite is not drawn, but for bars.
 */
export interface Pen {
  /** A line through places; one that is not finite breaks it. */
  line(places: readonly Place[], stroke: Stroke): void;
  /** Cubics one after the other: a place, and then for each two control points and its end (P. Bézier's form). */
  curve(places: readonly Place[], stroke: Stroke): void;
  /** A frame between two corners. */
  box(topLeft: Place, bottomRight: Place, frame: Frame): void;
  /** A text that begins at a place, ends there, or has it in its middle. */
  text(at: Place, text: string, anchor: 'start' | 'middle' | 'end'): void;
  /** An entry of an array between two corners; one that is not filled is seen where there is room. */
  cell(topLeft: Place, bottomRight: Place, filled: boolean): void;
  /** A bar between two corners; its top is NaN where its height is unknown. */
  bar(topLeft: Place, bottomRight: Place): void;
}

/** What a mark is drawn on: a pen, and where in its units a point of the plane lies. */
export interface Drawing {
  readonly pen: Pen;
  place(point: Place): Place;
}
