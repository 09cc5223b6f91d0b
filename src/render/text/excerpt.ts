import type { Span } from '../../base/span.ts';
import { clean } from './clean.ts';
import { type Doc, type Line, type Role, run } from './doc.ts';
import { clusters, shortened, textWidth } from './width.ts';

/** A place in an input with a few words beside its carets. */
export interface Pointer {
  readonly span: Span;
  readonly text?: string;
  readonly role: Role;
}

interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly column: number;
  readonly width: number;
}

/** One line of an input as it is shown, cell by cell, each with its place in the input. */
function cells(line: string, offset: number): Cell[] {
  const out: Cell[] = [];
  let column = 0;
  for (const { text, start } of clusters(line)) {
    let at = offset + start;
    // What is spelled out takes a place of its own, even where the terminal would have shown it as part of its neighbour.
    for (const part of clean(text) === text ? [text] : text) {
      const shown = clean(part);
      const width = textWidth(shown);
      out.push({ text: shown, start: at, end: at + part.length, column, width });
      at += part.length;
      column += width;
    }
  }
  return out;
}

/** The columns `[from, to)` that a span covers in a line; at least one, also beyond the line's end. */
function covered(line: readonly Cell[], [start, end]: Span): readonly [from: number, to: number] {
  const last = line.at(-1);
  const width = last ? last.column + last.width : 0;
  const first = line.find((cell) => cell.end > start);
  if (!first) return [width, width + 1];
  const from = first.column;
  const beyond = line.find((cell) => cell.start >= end);
  return [from, Math.max(from + 1, beyond ? beyond.column : width)];
}

const gap = '...';

/** The part of a line of cells that fits in `width` with as much as possible of `[from, to)`, and where it then is. */
function framed(line: readonly Cell[], [from, to]: readonly [number, number], width: number) {
  const all = line.reduce((sum, cell) => sum + cell.width, 0);
  if (Math.max(all, to) <= width) return { text: line.map((cell) => cell.text).join(''), from, to };
  const room = Math.max(1, width - 2 * gap.length);
  const length = Math.min(to - from, room);
  const start = Math.max(0, Math.min(from - ((room - length) >> 1), Math.max(all, to) - room));
  const kept = line.filter((cell) => cell.column >= start && cell.column + cell.width <= start + room);
  const left = kept[0]?.column ?? start;
  const end = kept.length > 0 ? kept.at(-1)!.column + kept.at(-1)!.width : start;
  const before = left > 0 ? gap : '';
  const shift = before.length - left;
  return {
    text: before + kept.map((cell) => cell.text).join('') + (end < all ? gap : ''),
    from: from + shift,
    to: Math.min(to, start + room) + shift,
  };
}

/**
 * The lines of an input that pointers point into, with carets below them, in at most `width` columns. Lines of an input
 * of several are numbered from `first`.
 */
export function excerpt(input: string, pointers: readonly Pointer[], width: number, first = 1): Doc {
  const lines = input.split('\n');
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  const several = lines.length > 1;
  const gutter = several ? String(first + lines.length - 1).length + 3 : 2;
  const room = width - gutter;
  const lineOf = (at: number) =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= at),
    );

  const out: Line[] = [];
  let before = -1;
  for (const { span, text, role } of pointers.toSorted((a, b) => a.span[0] - b.span[0])) {
    const at = lineOf(span[0]);
    const line = cells(lines[at]!.replace(/\r$/, ''), starts[at]!);
    const frame = framed(line, covered(line, span), room);
    const number = several ? `${String(first + at).padStart(gutter - 3)} | ` : '  ';
    // A line that is cut is cut around each of its pointers.
    if (at !== before || textWidth(frame.text) >= room) out.push([run(number, 'dim'), run(frame.text)]);
    before = at;
    const carets = '^'.repeat(frame.to - frame.from);
    const label = text && frame.to + 1 + textWidth(text) <= room ? ` ${text}` : '';
    out.push([run(' '.repeat(gutter + frame.from)), run(carets + label, role)]);
    if (text && !label) out.push([run(' '.repeat(gutter)), run(shortened(text, room), role)]);
  }
  return out;
}
