import type { Pattern } from '../../tensor/sparse.ts';
import { drawMarks } from '../../picture/marks.ts';
import type { Place } from '../../picture/pen.ts';
import { type Doc, lineText, run } from '../text/doc.ts';
import type { Style } from '../text/style.ts';
import type { Characters } from './canvas.ts';
import { canvasPen } from './canvas-pen.ts';
import { charactersOf } from './drawing.ts';

/** The most characters that a drawing takes, its frame not counted. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

// A long side is drawn in full; a side that would vanish beside it keeps this many dots.
const fewest = 8;

/**
 * A pattern within a frame: a character for each entry where there is room, else a dot of braille (or half a character in ASCII)
 * for each block of entries of which one can be other than 0. Nothing in plain style.
 */
export function spyDoc(pattern: Pattern, style: Style, { columns, rows }: Room): Doc {
  if (style.plain || pattern.rows === 0 || pattern.columns === 0) return [];
  const lines = spyLines(pattern, charactersOf(style), { columns, rows });
  const width = lineText(lines[0]!).length;
  const [corner, across, down] = style.ascii ? ['+', '-', '|'] : ['', '─', '│'];
  const edge = (left: string, right: string) => [
    run(`${corner || left}${across.repeat(width)}${corner || right}`, 'dim'),
  ];
  return [edge('┌', '┐'), ...lines.map((line) => [run(down, 'dim'), ...line, run(down, 'dim')]), edge('└', '┘')];
}

/** The columns and rows of characters that entries take: one each with a space between, or in dots. */
function spyLines(pattern: Pattern, characters: Characters, room: Room): Doc {
  const [w, h] = characters.cell;
  const isEach = pattern.rows <= room.rows && 2 * pattern.columns - 1 <= room.columns;
  const scale = Math.max(pattern.columns / (room.columns * w), pattern.rows / (room.rows * h), 1);
  const dots = (extent: number): number => Math.max(Math.ceil(extent / scale - 1e-9), Math.min(extent, fewest));
  const [across, down] = isEach
    ? [2 * w * pattern.columns, h * pattern.rows]
    : [dots(pattern.columns), dots(pattern.rows)];
  const pen = canvasPen(isEach ? 2 * pattern.columns - 1 : Math.ceil(across / w), Math.ceil(down / h), characters);
  const place = ([x, y]: Place): Place => [(x * across) / pattern.columns, (-y * down) / pattern.rows];
  drawMarks([{ kind: 'cells', pattern }], { pen, place });
  return pen.lines();
}
