import type { Table } from '../../answer/result.ts';
import { cleanLine } from '../text/clean.ts';
import { heading, numberColumn } from './column.ts';
import { type Doc, type Line, type Role, run } from '../text/doc.ts';
import type { Style } from '../text/style.ts';
import { padded, shortened, textWidth, widest } from '../text/width.ts';
import { wrapped } from '../text/wrap.ts';

const between = '  ';
const narrowest = 12;
const widestNumber = 30;

interface Field {
  readonly heading: string;
  readonly cells: readonly string[];
  readonly numeric: boolean;
  readonly first: boolean;
  readonly exact: boolean;
  readonly width: number;
}

function field(result: Table, index: number, digits: number): Field {
  const title = cleanLine(result.columns[index] ?? '');
  const values = result.rows.map((row) => row[index] ?? '');
  const numbers = values.filter((value) => typeof value === 'number');
  const column = numberColumn(numbers, digits, widestNumber);
  let next = 0;
  const cells = values.map((value) => (typeof value === 'number' ? column.texts[next++]! : cleanLine(value)));
  const rest = { cells, first: index === 0, exact: column.exact };
  const content = widest(cells);
  if (numbers.length === 0 || content > widestNumber) {
    return { ...rest, heading: title, numeric: false, width: Math.max(textWidth(title), content) };
  }
  const short = shortened(title, widestNumber);
  const width = Math.max(textWidth(short), content);
  return { ...rest, heading: heading(short, column, width), numeric: true, width };
}

/** The least that a column can be shown in: numbers whole, texts shortened. */
const least = ({ numeric, width }: Field): number => (numeric ? width : Math.min(width, narrowest));

/** The columns in as few groups as fit side by side in `room`; a narrow first column is repeated in each. */
function groups(fields: readonly Field[], room: number): Field[][] {
  const out: Field[][] = [];
  let used = Infinity;
  for (const each of fields) {
    if (used + between.length + least(each) > room) {
      const key = out.length > 0 && least(fields[0]!) * 3 <= room ? [fields[0]!] : [];
      out.push(key);
      used = key.reduce((sum, field) => sum + least(field), -between.length) + key.length * between.length;
    }
    out.at(-1)!.push(each);
    used += between.length + least(each);
  }
  return out;
}

/** Widths that fit in `room` together: the widest columns of text give way first. */
function fitted(fields: readonly Field[], room: number): number[] {
  const widths = fields.map(({ width }) => width);
  const total = widths.reduce((sum, width) => sum + width + between.length, -between.length);
  for (let over = total - room; over > 0; over--) {
    const texts = widths.map((width, i) => (width > least(fields[i]!) ? width : 0));
    const most = texts.indexOf(Math.max(...texts));
    widths[most] = widths[most]! - 1;
  }
  return widths;
}

/** Some columns side by side; a text in the last of them wraps. */
function groupDoc(fields: readonly Field[], count: number, room: number): Line[] {
  const widths = fitted(fields, room);
  const last = fields.length - 1;
  const line = (texts: readonly string[], role?: Role): Line =>
    texts.flatMap((text, j) => {
      const { numeric, first } = fields[j]!;
      const cell = padded(shortened(text, widths[j]!), widths[j]!, numeric ? 'before' : 'after');
      return [...(j > 0 ? [run(between)] : []), run(cell, role ?? (numeric ? 'number' : first ? 'name' : 'text'))];
    });
  const margin = widths.slice(0, last).reduce((sum, width) => sum + width + between.length, 0);
  const rows = Array.from({ length: count }, (_, i): Line[] => {
    const cells = fields.map((each) => each.cells[i]!);
    if (fields[last]!.numeric) return [line(cells)];
    const [start = '', ...more] = wrapped(cells[last]!, widths[last]!);
    return [line([...cells.slice(0, last), start]), ...more.map((text) => [run(' '.repeat(margin)), run(text)])];
  });
  const headed = fields.some(({ heading }) => heading.trim() !== '');
  return [
    ...(headed
      ? [
          line(
            fields.map(({ heading }) => heading),
            'heading',
          ),
        ]
      : []),
    ...rows.flat(),
  ];
}

/**
 * Columns of text to the left, columns of numbers by their decimals. Texts that are too wide are shortened, and wrap in
 * the last column; columns that do not fit side by side follow below.
 */
export function tableDoc(result: Table, style: Style, width: number): Doc {
  const fields = result.columns.map((_, index) => field(result, index, style.digits));
  const title = wrapped(cleanLine(result.title ?? ''), width).filter(Boolean);
  const parts = groups(fields, width).map((group) => groupDoc(group, result.rows.length, width));
  return [
    ...title.map((text): Line => [run(text, 'heading')]),
    ...parts.flatMap((part, i) => (i === 0 ? part : [[], ...part])),
    ...(fields.every(({ exact }) => exact) ? [] : [[run(`${style.digits} digits shown`, 'dim')]]),
  ];
}
