import type { TableResult } from '../session/result.ts';
import { cleanLine } from './clean.ts';
import { numberColumn } from './column.ts';
import { type Doc, type Line, run } from './doc.ts';
import type { Style } from './style.ts';
import { padded, shortened, textWidth } from './width.ts';
import { wrapped } from './wrap.ts';

const between = '  ';

interface Field {
  readonly heading: string;
  readonly cells: readonly string[];
  readonly numeric: boolean;
  readonly exact: boolean;
  readonly width: number;
}

function field(result: TableResult, index: number, digits: number): Field {
  const heading = cleanLine(result.columns[index] ?? '');
  const values = result.rows.map((row) => row[index] ?? '');
  const numbers = values.filter((value) => typeof value === 'number');
  const column = numberColumn(numbers, digits);
  let next = 0;
  const cells = values.map((value) => (typeof value === 'number' ? column.texts[next++]! : cleanLine(value)));
  const width = Math.max(textWidth(heading), ...cells.map(textWidth));
  return { heading, cells, numeric: numbers.length > 0, exact: column.exact, width };
}

/** Widths that fit in `room` together: the widest columns of text give way first. */
function fitted(fields: readonly Field[], room: number): number[] {
  const widths = fields.map(({ width }) => width);
  let over = widths.reduce((sum, width) => sum + width, 0) + between.length * (widths.length - 1) - room;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= 4) break;
    widths[widest] = widths[widest]! - 1;
    over--;
  }
  return widths;
}

/** Columns of text to the left, columns of numbers by their decimals; what is too wide is shortened, and a last text wraps. */
export function tableDoc(result: TableResult, style: Style, width: number): Doc {
  const fields = result.columns.map((_, index) => field(result, index, style.digits));
  const widths = fitted(fields, width);
  const last = fields.length - 1;
  const line = (cells: readonly string[], heading: boolean): Line =>
    cells.flatMap((text, j) => {
      const { numeric } = fields[j]!;
      const cell = padded(
        shortened(text, widths[j]!),
        j === last && !numeric ? 0 : widths[j]!,
        numeric ? 'before' : 'after',
      );
      return [
        ...(j > 0 ? [run(between)] : []),
        run(cell, heading ? 'heading' : numeric ? 'number' : j === 0 ? 'name' : 'text'),
      ];
    });
  const rows = result.rows.flatMap((_, i): Line[] => {
    const cells = fields.map((f) => f.cells[i]!);
    const final = fields[last];
    if (!final || final.numeric || textWidth(cells[last]!) <= widths[last]!) return [line(cells, false)];
    const margin = widths.slice(0, last).reduce((sum, w) => sum + w + between.length, 0);
    const [first = '', ...more] = wrapped(cells[last]!, widths[last]!);
    return [line([...cells.slice(0, last), first], false), ...more.map((text) => [run(' '.repeat(margin)), run(text)])];
  });
  const title =
    result.title === undefined ? [] : wrapped(cleanLine(result.title), width).map((text) => [run(text, 'heading')]);
  const headings = result.columns.some((heading) => heading !== '')
    ? [
        line(
          fields.map((f) => f.heading),
          true,
        ),
      ]
    : [];
  const exact = fields.every((f) => f.exact);
  return [...title, ...headings, ...rows, ...(exact ? [] : [[run(`${style.digits} digits shown`, 'dim')] as Line])];
}
