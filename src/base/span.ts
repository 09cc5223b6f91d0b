/** A half-open range of UTF-16 offsets `[start, end)` into one input. */
export type Span = readonly [start: number, end: number];

/** The smallest span that covers both. */
export const join = (a: Span, b: Span): Span => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
