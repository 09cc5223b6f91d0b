import { textWidth } from './width.ts';

/** What a run of text means; themes give each meaning its colour. */
export type Role =
  | 'text'
  | 'number'
  | 'name'
  | 'label'
  | 'dim'
  | 'note'
  | 'error'
  | 'caret'
  | 'heading'
  | 'command'
  | 'bar'
  | 'ok'
  | 'bad';

/** Text of one meaning, without line breaks or control characters. */
export interface Run {
  readonly text: string;
  readonly role: Role;
}

export type Line = readonly Run[];

/** A drawing: lines of runs, which every pen (text, colour) writes in its own way. */
export type Doc = readonly Line[];

/** One run. */
export const run = (text: string, role: Role = 'text'): Run => ({ text, role });

/** A line's characters without their roles. */
export const lineText = (line: Line): string => line.map(({ text }) => text).join('');

/** Whether no line is wider than `width` columns. */
export const fits = (doc: Doc, width: number): boolean => doc.every((line) => textWidth(lineText(line)) <= width);

/** Two drawings side by side where both fit into `width`, else the second below the first. */
export function beside(left: Doc, right: Doc, width: number): Doc {
  if (left.length === 0 || right.length === 0) return [...left, ...right];
  const column = Math.max(...left.map((line) => textWidth(lineText(line)))) + 3;
  if (!fits(right, width - column)) return [...left, [], ...right];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i): Line => {
    const [first = [], second = []] = [left[i], right[i]];
    if (second.length === 0) return first;
    return [...first, spaces(column - textWidth(lineText(first))), ...second];
  });
}

const spaces = (count: number): Run => run(' '.repeat(count));

/** The same drawing, moved right by some columns. */
export const indented = (doc: Doc, columns: number): Doc =>
  columns === 0 ? doc : doc.map((line) => (line.length === 0 ? line : [spaces(columns), ...line]));

/** The same drawing with `head` before its first line and as much space before the others. */
export const headed = (head: Line, headWidth: number, doc: Doc): Doc =>
  doc.map((line, i) => (i === 0 ? [...head, ...line] : line.length === 0 ? line : [spaces(headWidth), ...line]));
