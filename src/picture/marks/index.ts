import type { Drawing, MarkKind, Place } from '../pen.ts';
import { bars } from './bars.ts';
import { box } from './box.ts';
import { cells } from './cells.ts';
import { line } from './line.ts';
import { link } from './link.ts';
import { text } from './text.ts';

/** Every kind of mark. */
const kinds = { bars, box, cells, line, link, text };

type Kinds = typeof kinds;

/** Something drawn in the plane, as plain data. */
export type Mark = {
  [K in keyof Kinds]: Kinds[K] extends MarkKind<infer M extends { kind: K }> ? M : never;
}[keyof Kinds];

const kindOf = (mark: Mark): MarkKind<Mark> => kinds[mark.kind] as MarkKind<Mark>;

/** The points that marks must have room for. */
export const extentOf = (marks: readonly Mark[]): readonly Place[] =>
  marks.flatMap((mark) => kindOf(mark).extent(mark));

/** Draws marks, the later over the earlier. */
export function drawMarks(marks: readonly Mark[], on: Drawing): void {
  for (const mark of marks) kindOf(mark).draw(mark, on);
}
