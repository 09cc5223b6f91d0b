import type { Pattern } from '../../tensor/sparse.ts';
import { cellText, drawDot, emptyCanvas } from './canvas.ts';
import { type Doc, run } from '../text/doc.ts';
import type { Style } from '../text/style.ts';

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
  const each = pattern.rows <= rows && 2 * pattern.columns - 1 <= columns;
  const lines = each ? entries(pattern, style) : blocks(pattern, style, { columns, rows });
  const width = lines[0]!.length;
  const [corner, across, down] = style.ascii ? ['+', '-', '|'] : ['', '─', '│'];
  const edge = (left: string, right: string) => [
    run(`${corner || left}${across.repeat(width)}${corner || right}`, 'dim'),
  ];
  return [
    edge('┌', '┐'),
    ...lines.map((line) => [run(down, 'dim'), run(line, 'bar'), run(down, 'dim')]),
    edge('└', '┘'),
  ];
}

function entries({ rows, columns, starts, indices }: Pattern, { ascii }: Style): string[] {
  const [full, empty] = ascii ? ['x', '.'] : ['●', '·'];
  return Array.from({ length: rows }, (_, i) => {
    const row = new Array<string>(columns).fill(empty);
    for (let k = starts[i]!; k < starts[i + 1]!; k++) row[indices[k]!] = full;
    return row.join(' ');
  });
}

function blocks(pattern: Pattern, { ascii }: Style, room: Room): string[] {
  const [w, h] = ascii ? [1, 2] : [2, 4];
  const scale = Math.max(pattern.columns / (room.columns * w), pattern.rows / (room.rows * h), 1);
  const dots = (extent: number): number => Math.max(Math.ceil(extent / scale - 1e-9), Math.min(extent, fewest));
  const [across, down] = [dots(pattern.columns), dots(pattern.rows)];
  const [columns, rows] = [Math.ceil(across / w), Math.ceil(down / h)];
  const canvas = emptyCanvas(columns, rows, ascii);
  for (let i = 0; i < pattern.rows; i++) {
    const y = Math.floor((i * down) / pattern.rows);
    for (let k = pattern.starts[i]!; k < pattern.starts[i + 1]!; k++) {
      drawDot(canvas, Math.floor((pattern.indices[k]! * across) / pattern.columns), y, 0);
    }
  }
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => cellText(canvas, row * columns + column)).join(''),
  );
}
