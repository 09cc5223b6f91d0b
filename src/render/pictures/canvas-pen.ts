import type { Pen, Place } from '../../picture/pen.ts';
import { cleanLine } from '../text/clean.ts';
import type { Line, Role } from '../text/doc.ts';
import { clusters } from '../text/width.ts';
import { type Characters, drawDot, drawLine, emptyCanvas } from './canvas.ts';

/** What lines that are no data are drawn in; and the data, role by role as they appear. */
const inks: readonly Role[] = ['text', 'bar', 'name', 'note', 'ok', 'bad'];

/** Of bars and entries. */
const FIRST = 1;

/** Stands for a bar of unknown height. */
const unknown = 'x';

/** A pen that draws dots in lines of text, and letters over them. */
export interface CanvasPen extends Pen {
  /** Dots across and down. */
  readonly across: number;
  readonly down: number;
  lines(): Line[];
}

/** Lines that stand for a curve. */
const PIECES = 16;

/** Points on the cubic of four control points, its start left out: sum_k C(3, k) t^k (1-t)^(3-k) c_k. */
const cubic = (controls: readonly Place[]): readonly Place[] =>
  Array.from({ length: PIECES }, (_, i) => {
    const t = (i + 1) / PIECES;
    const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    const sum = (axis: 0 | 1): number => weights.reduce((total, weight, k) => total + weight * controls[k]![axis], 0);
    return [sum(0), sum(1)];
  });

/** A pen over so many empty lines of text; its unit is the dot. */
export function canvasPen(columns: number, rows: number, characters: Characters): CanvasPen {
  const canvas = emptyCanvas(columns, rows, characters);
  const { across, down } = canvas;
  const [w, h] = characters.cell;
  const letters = new Map<number, { readonly text: string; readonly role: Role }>();
  const roles: string[] = [];
  const inkOf = (role: string | undefined): number => {
    if (role === undefined) return 0;
    if (!roles.includes(role)) roles.push(role);
    return FIRST + (roles.indexOf(role) % (inks.length - FIRST));
  };
  const line: Pen['line'] = (places, { role, dashed = false }) => {
    const dots = places.map(([x, y]): Place => [Math.round(x), Math.round(y)]);
    const pen = inkOf(role);
    let drawn = 0;
    for (const [i, dot] of dots.entries()) drawn += drawLine(canvas, dots[i - 1] ?? dot, dot, pen, { dashed, drawn });
  };
  /** Writes a text from a character on; those that bear a letter keep it. */
  const write = (row: number, from: number, text: string, role: Role): void => {
    let column = from;
    for (const part of clusters(text).filter(({ width }) => width > 0)) {
      if (!(row >= 0 && row < rows) || column + part.width > columns) return;
      const at = row * columns + column;
      const cells = part.width === 2 ? [at, at + 1] : [at];
      if (!cells.some((index) => letters.has(index))) {
        for (const index of cells) letters.set(index, { text: index === at ? part.text : '', role });
      }
      column += part.width;
    }
  };
  return {
    across,
    down,
    line,
    curve: (places, stroke) =>
      line(
        places.flatMap((end, i) => (i % 3 > 0 ? [] : i > 0 ? cubic(places.slice(i - 3, i + 1)) : [end])),
        stroke,
      ),
    box: ([x, y], [right, bottom]) =>
      line(
        [
          [x, y],
          [right, y],
          [right, bottom],
          [x, bottom],
          [x, y],
        ],
        {},
      ),
    text: ([x, y], given, anchor) => {
      const text = cleanLine(given);
      const size = clusters(text).reduce((sum, { width }) => sum + width, 0);
      const before = { start: 0, middle: Math.floor(size / 2), end: size }[anchor];
      const column = Math.floor(Math.round(x) / w) - before;
      write(Math.floor(Math.round(y) / h), Math.max(0, Math.min(column, columns - size)), text, 'label');
    },
    cell: ([x, y], [right, bottom], filled) => {
      const isLarge = right - x >= w && bottom - y >= h;
      const glyph = characters.entries[filled ? 0 : 1];
      if (isLarge) write(Math.floor(y / h), Math.floor(x / w), glyph, inks[FIRST]!);
      else if (filled) drawDot(canvas, Math.floor(x), Math.floor(y), FIRST);
    },
    bar: ([x, top], [right]) => {
      const { levels } = characters;
      // In steps of a level, one at least; half a step is one, be it rounded a little below.
      const height = 1 + Math.round(((down - top) / down) * (levels.length * rows - 1) + 1e-9);
      const end = Math.min(columns, Math.round(right / w));
      for (let column = Math.max(0, Math.round(x / w)); column < end; column++) {
        if (Number.isNaN(height)) write(rows - 1, column, unknown, inks[FIRST]!);
        for (let row = rows - 1, left = height; row >= 0 && left > 0; row--, left -= levels.length)
          write(row, column, levels[Math.min(left, levels.length) - 1]!, inks[FIRST]!);
      }
    },
    lines: () =>
      Array.from({ length: rows }, (_, row): Line => {
        const runs: { text: string; role: Role }[] = [];
        for (let index = row * columns; index < (row + 1) * columns; index++) {
          const letter = letters.get(index);
          const text = letter?.text ?? characters.dots(canvas.bits[index]!);
          const role = letter?.role ?? (text === ' ' ? 'text' : inks[canvas.pens[index]!]!);
          const last = runs.at(-1);
          if (last?.role === role) last.text += text;
          else runs.push({ text, role });
        }
        return runs;
      }),
  };
}
