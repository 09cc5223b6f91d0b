import { drawMarks } from '../../picture/marks.ts';
import type { Tick } from '../../picture/ticks.ts';
import { type Picture, planeOf, rulerOf, scaledPlace, type Scales } from '../../picture/picture.ts';
import { type Doc, type Line, lineText, run } from '../text/doc.ts';
import type { Style } from '../text/style.ts';
import { padded, widest } from '../text/width.ts';
import { ascii, braille, type Characters } from './canvas.ts';
import { canvasPen } from './canvas-pen.ts';

/** The characters of a style. */
export const charactersOf = (style: Style): Characters => (style.ascii ? ascii : braille);

/** A picture in lines of text, at most so many columns and rows; nothing in plain style. */
export function pictureDoc({ scales, marks }: Picture, style: Style, columns: number, rows: number): Doc {
  if (style.plain) return [];
  if (scales) return plotDoc(scales, marks, style, columns, rows);
  const pen = canvasPen(columns, rows, charactersOf(style));
  const plane = planeOf(marks);
  const unit = Math.min((pen.across - 1) / (plane.width || 1), (pen.down - 1) / (plane.height || 1));
  drawMarks(marks, { pen, place: (point) => plane.place(point, unit) });
  const lines = pen.lines();
  return lines.slice(0, lines.findLastIndex((line) => lineText(line).trim() !== '') + 1);
}

/** Rows of the horizontal axis: its line, and its labels. */
const axisRows = 2;

/** Columns that a label of the horizontal axis is given at least. */
const labelRoom = 8;

/** Marks by their scales, with axes to the left and below. */
function plotDoc(scales: Scales, marks: Picture['marks'], style: Style, columns: number, rows: number): Doc {
  const high = rows - axisRows;
  const y = rulerOf(scales, 'y', marks, Math.floor((high - 1) / 2));
  const margin = widest(y.ticks.map(({ label }) => label)) + 1;
  const wide = columns - margin - 1;
  const x = rulerOf(scales, 'x', marks, Math.floor(wide / labelRoom));
  const pen = canvasPen(wide, high, charactersOf(style));
  const place = scaledPlace({ x, y }, pen.across - 1, pen.down - 1);
  drawMarks(marks, { pen, place });
  const [up, left, corner, along, down] = style.ascii ? ['|', '+', '+', '-', '+'] : ['│', '┤', '└', '─', '┬'];
  const columnOf = ({ at }: Tick): number => Math.floor(place([at, 0])[0] / (pen.across / wide));
  const rowOf = ({ at }: Tick): number => Math.floor(place([0, at])[1] / (pen.down / high));
  const named = new Map(y.ticks.map((tick) => [rowOf(tick), tick.label]));
  const labels = x.ticks.map((tick) => ({ text: tick.label, at: columnOf(tick) }));
  const axis = Array.from({ length: wide }, (_, column) => (labels.some(({ at }) => at === column) ? down : along));
  return [
    ...pen.lines().map((line, row): Line => {
      const label = named.get(row);
      return [
        run(padded(`${label ?? ''} `, margin, 'before'), 'label'),
        run(label === undefined ? up : left, 'dim'),
        ...line,
      ];
    }),
    [run(' '.repeat(margin)), run(corner + axis.join(''), 'dim')],
    [run(' '.repeat(margin + 1)), run(labelLine(labels, wide), 'label')],
  ];
}

interface Label {
  readonly text: string;
  /** Its column. */
  readonly at: number;
}

/** Labels in one line, each in the middle of its column; where they would touch, every second is left out, or more of them. */
function labelLine(labels: readonly Label[], columns: number): string {
  for (let every = 1; ; every *= 2) {
    let line = '';
    const kept = labels.filter((_, i) => i % every === 0);
    const isWritten = kept.every(({ text, at }) => {
      const from = Math.max(0, Math.min(at - Math.floor(text.length / 2), columns - text.length));
      if (line !== '' && from <= line.length) return false;
      line = line.padEnd(from) + text;
      return true;
    });
    if (isWritten || kept.length === 1) return line;
  }
}
