import { counted } from '../../base/counted.ts';
import { cleanLine } from '../text/clean.ts';
import { heading, type NumberColumn, numberColumn } from './column.ts';
import { type Doc, type Line, type Run, run } from '../text/doc.ts';
import { elisionOf } from './elision.ts';
import { longestNumber } from './number.ts';
import type { Style } from '../text/style.ts';
import { padded, shortened, textWidth, widest } from '../text/width.ts';

/** A matrix to be drawn: its entries are asked for one by one, so that what is not shown costs nothing. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  at(row: number, column: number): number;
  readonly rowLabels?: readonly string[] | undefined;
  readonly columnLabels?: readonly string[] | undefined;
}

/** A part of an answer's drawing with what must be said about it. */
export interface Block {
  readonly doc: Doc;
  /** `10 rows shown`: where some are not. */
  readonly shown: readonly string[];
  /** False where a number has more digits than shown. */
  readonly exact: boolean;
}

/** Lines up to which everything is drawn; beyond, the middle is left out. */
export const fullLines = 40;
const edge = 5;
const longestLabel = 16;
const gap = '...';

interface Column {
  readonly index: number;
  readonly label: string;
  readonly numbers: NumberColumn;
  readonly width: number;
}

const skipped: Column = {
  index: -1,
  label: gap,
  numbers: { texts: [], width: 0, before: 0, exact: true },
  width: gap.length,
};

/** The columns in as few blocks as fit side by side in `room`. */
function blocks(columns: Iterable<Column>, room: number): Column[][] {
  const out: Column[][] = [];
  let used = Infinity;
  for (const column of columns) {
    if (used + 2 + column.width > room) {
      out.push([]);
      used = -2;
    }
    out.at(-1)!.push(column);
    used += 2 + column.width;
  }
  return out;
}

/** The first and last columns that fit in `room` beside a gap; the first alone where even the gap does not. */
function outer(count: number, column: (index: number) => Column, room: number): Column[] {
  const head: Column[] = [];
  const tail: Column[] = [];
  let left = room - gap.length;
  for (let i = 0; i < count; i++) {
    const next = column(i % 2 === 0 ? i / 2 : count - (i + 1) / 2);
    left -= 2 + next.width;
    if (left < 0 && i > 0) break;
    if (i % 2 === 0) head.push(next);
    else tail.unshift(next);
  }
  return head.length + tail.length === 1 && head[0]!.width + 2 + gap.length > room ? head : [...head, skipped, ...tail];
}

/** The bracket beside line `i` of `n`. */
function brackets(i: number, n: number, style: Style): readonly [string, string] {
  if (style.plain) return ['', ''];
  if (style.ascii || n === 1) return ['[ ', ' ]'];
  return i === 0 ? ['⎡ ', ' ⎤'] : i === n - 1 ? ['⎣ ', ' ⎦'] : ['⎢ ', ' ⎥'];
}

/** A matrix with aligned decimals, a label beside each row and above each column, within `width` columns. */
export function matrixBlock(grid: Grid, style: Style, width: number): Block {
  const bracketed = style.plain ? 0 : 4;
  const labelWidth = Math.max(3, Math.min(longestLabel, width - bracketed - longestNumber - 1));
  const label = (labels: readonly string[] | undefined, i: number) =>
    labels?.[i] === undefined ? '' : shortened(cleanLine(labels[i]), labelWidth);
  const rows = elisionOf(grid.rows, fullLines, edge);
  const real = rows.shown.filter((row) => row >= 0);
  const rowLabels = rows.shown.map((row) => (row < 0 ? gap : label(grid.rowLabels, row)));
  const margin = grid.rowLabels ? widest(rowLabels) : rows.count ? gap.length : 0;
  const room = width - (margin && margin + 1) - bracketed;

  const column = (index: number): Column => {
    const numbers = numberColumn(
      real.map((row) => grid.at(row, index)),
      style.digits,
      room,
    );
    const text = label(grid.columnLabels, index);
    return { index, label: text, numbers, width: Math.max(numbers.width, textWidth(text)) };
  };

  const most = Math.floor(fullLines / (rows.shown.length + 1)) || 1;
  let parts =
    grid.columns * 3 > room * most + room
      ? undefined
      : blocks(
          Array.from({ length: grid.columns }, (_, j) => column(j)),
          room,
        );
  if (!parts || parts.length > most) parts = [outer(grid.columns, column, room)];

  const drawn = parts.map((part): Line[] => {
    const wide = part.map((column) => column.width);
    const pad = (text: string) => (margin ? `${padded(text, margin)} ` : '');
    const opening = style.plain ? '' : '  ';
    const above: Line[] = grid.columnLabels
      ? [
          [
            run(pad('') + opening),
            run(part.map((column, j) => heading(column.label, column.numbers, wide[j]!)).join('  '), 'label'),
          ],
        ]
      : parts.length > 1
        ? [[run(`${pad('')}columns ${part[0]!.index + 1} to ${part.at(-1)!.index + 1}`, 'dim')]]
        : [];
    let seen = 0;
    const lines = rows.shown.map((row, i): Line => {
      const [open, close] = brackets(i, rows.shown.length, style);
      const at = row < 0 ? -1 : seen++;
      const text = part.map((column, j) =>
        padded(at < 0 ? gap : (column.numbers.texts[at] ?? gap), wide[j]!, 'before'),
      );
      const head: Run[] = margin ? [run(pad(rowLabels[i]!), row < 0 ? 'dim' : 'label')] : [];
      return [...head, run(open, 'dim'), run(text.join('  '), row < 0 ? 'dim' : 'number'), run(close, 'dim')];
    });
    return [...above, ...lines];
  });

  const columns = parts.flat().filter((column) => column.index >= 0);
  const shown = [
    ...(rows.count ? [counted(rows.count, 'row')] : []),
    ...(columns.length < grid.columns ? [counted(columns.length, 'column')] : []),
  ];
  return {
    doc: drawn.flatMap((lines, i) => (i === 0 ? lines : [[], ...lines])),
    shown: shown.length > 0 ? [`${shown.join(', ')} shown`] : [],
    exact: columns.every((column) => column.numbers.exact),
  };
}
