import type { FigureResult } from '../../answer/result.ts';
import { type Canvas, cellText, drawLine, emptyCanvas } from './canvas.ts';
import { cleanLine } from '../text/clean.ts';
import { beside, type Doc, type Line, lineText, type Role, run } from '../text/doc.ts';
import { factsDoc } from '../facts.ts';
import type { Style } from '../text/style.ts';
import { tableDoc } from '../numbers/table.ts';
import { clusters } from '../text/width.ts';
import { wrapped } from '../text/wrap.ts';

const largest = { columns: 60, rows: 20 };
// Rows of a drawing that leaves room for tables below it.
const low = 10;

// Lines of a figure take the colours of these roles, in the order in which their own roles appear.
const pens: readonly Role[] = ['bar', 'name', 'note', 'ok', 'bad'];

type Point = readonly [number, number];

/** Maps the figure's plane to dots, both directions by the same scale. */
function projection(points: readonly Point[], canvas: Canvas): (point: Point) => Point {
  const finite = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const range = (values: readonly number[]) => {
    const low = values.reduce((a, b) => Math.min(a, b), Infinity);
    const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
    return low <= high ? ([low, high] as const) : ([0, 1] as const);
  };
  const [left, right] = range(finite.map(([x]) => x));
  const [bottom, top] = range(finite.map(([, y]) => y));
  const scale = Math.min((canvas.across - 1) / (right - left || 1), (canvas.down - 1) / (top - bottom || 1));
  return ([x, y]) => [Math.round((x - left) * scale), Math.round((top - y) * scale)];
}

/** Writes a text from one cell of a canvas on; cells that bear a letter keep it. */
function letter(letters: Map<number, string>, canvas: Canvas, [x, y]: Point, text: string): void {
  const { columns, cell } = canvas;
  const parts = clusters(cleanLine(text)).filter(({ width }) => width > 0);
  const size = parts.reduce((sum, { width }) => sum + width, 0);
  const row = Math.floor(y / cell[1]);
  let column = Math.max(0, Math.min(Math.floor(x / cell[0]), columns - size));
  for (const part of parts) {
    if (!Number.isFinite(row) || column + part.width > columns) return;
    const at = row * columns + column;
    const cells = part.width === 2 ? [at, at + 1] : [at];
    if (!cells.some((index) => letters.has(index))) {
      for (const index of cells) letters.set(index, index === at ? part.text : '');
    }
    column += part.width;
  }
}

/** The drawing of a figure's lines and texts. */
function drawing(marks: FigureResult['marks'], style: Style, width: number, rows: number): Line[] {
  const columns = Math.min(largest.columns, width);
  const canvas = emptyCanvas(columns, rows, style.ascii);
  const points = marks.flatMap((mark) => (mark.kind === 'line' ? mark.points : [mark.at]));
  const project = projection(points, canvas);
  const roles = [...new Set(marks.flatMap((mark) => (mark.kind === 'line' ? [mark.role] : [])))];
  const letters = new Map<number, string>();
  for (const mark of marks) {
    if (mark.kind === 'text') letter(letters, canvas, project(mark.at), mark.text);
    else {
      const dots = mark.points.map(project);
      let drawn = 0;
      for (const [i, dot] of dots.entries()) {
        drawn += drawLine(canvas, dots[i - 1] ?? dot, dot, roles.indexOf(mark.role) % pens.length, {
          dashed: mark.dashed === true,
          drawn,
        });
      }
    }
  }
  const lines = Array.from({ length: rows }, (_, row): Line => {
    const runs: { text: string; role: Role }[] = [];
    for (let index = row * columns; index < (row + 1) * columns; index++) {
      const own = letters.get(index);
      const text = own ?? cellText(canvas, index);
      const role: Role = own !== undefined ? 'label' : text === ' ' ? 'text' : pens[canvas.pens[index]!]!;
      const last = runs.at(-1);
      if (last?.role === role) last.text += text;
      else runs.push({ text, role });
    }
    return runs;
  });
  return lines.slice(0, lines.findLastIndex((line) => lineText(line).trim() !== '') + 1);
}

/** A drawing in braille, or in ASCII, with the figures behind it; in plain style the figures alone. */
export function figureDoc(result: FigureResult, style: Style, width: number): Doc {
  const [first = [], ...more] = (result.tables ?? []).map((table) => tableDoc(table, style, width));
  const title = wrapped(cleanLine(result.title), width).map((text) => [run(text, 'heading')]);
  const picture = style.plain ? [] : drawing(result.marks, style, width, result.tables ? low : largest.rows);
  return [
    ...title,
    ...picture,
    ...beside(factsDoc(result.facts, style, width), first, width),
    ...more.flatMap((table): Doc => [[], ...table]),
  ];
}
