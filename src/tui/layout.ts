import { clean } from '../render/text/clean.ts';
import { run } from '../render/text/doc.ts';
import type { Doc, Line, Role, Run } from '../render/text/doc.ts';
import { textWidth } from '../render/text/width.ts';
import { graphemes } from './graphemes.ts';

/** Where the cursor stands: columns and rows from the top left, from 0. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Text broken into rows of a terminal, with the cursor's place in them. */
export interface ScreenLayout {
  readonly rows: Doc;
  readonly cursor: Position;
}

/** What stands before the first row of a text, before its other lines, and before rows that continue a line. */
export interface LineMarks {
  readonly first: Run;
  readonly next: Run;
  readonly wrapped: Run;
}

/** Runs without gaps: equal neighbours joined. */
class Row {
  readonly runs: Run[];
  width: number;

  constructor(mark: Run) {
    this.runs = mark.text === '' ? [] : [mark];
    this.width = textWidth(mark.text);
  }

  push(text: string, role: Role, width: number): void {
    const last = this.runs.at(-1);
    if (last && last.role === role && this.runs.length > 1)
      this.runs[this.runs.length - 1] = run(last.text + text, role);
    else this.runs.push(run(text, role));
    this.width += width;
  }
}

/**
 * Rows of at most `columns - 1` columns, so that there is always room for the cursor. `roles` has one role per UTF-16 unit;
 * characters that a terminal would obey or hide are spelled out.
 */
export function layout(
  text: string,
  cursor: number,
  roles: readonly Role[],
  columns: number,
  marks: LineMarks,
): ScreenLayout {
  const rows: Row[] = [];
  let position: Position = { x: 0, y: 0 };
  let at = 0;
  for (const line of text.split('\n')) {
    let row = new Row(at === 0 ? marks.first : marks.next);
    rows.push(row);
    for (const grapheme of graphemes(line)) {
      const shown = clean(grapheme);
      const width = textWidth(shown);
      if (row.width + width > columns - 1 && row.runs.length > 1) {
        row = new Row(marks.wrapped);
        rows.push(row);
      }
      if (at <= cursor) position = { x: row.width, y: rows.length - 1 };
      row.push(shown, roles[at] ?? 'text', width);
      at += grapheme.length;
    }
    if (at <= cursor) position = { x: row.width, y: rows.length - 1 };
    at += 1;
  }
  return { rows: rows.map(({ runs }): Line => runs), cursor: position };
}

/** At most `height` rows around the cursor. */
export function rowsAroundCursor({ rows, cursor }: ScreenLayout, height: number): ScreenLayout {
  if (rows.length <= height) return { rows, cursor };
  const top = Math.min(Math.max(0, cursor.y - (height >> 1)), rows.length - height);
  return { rows: rows.slice(top, top + height), cursor: { x: cursor.x, y: cursor.y - top } };
}
