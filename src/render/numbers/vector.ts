import { numberColumn } from './column.ts';
import { type Line, run } from '../text/doc.ts';
import { type Block, fullLines } from './matrix.ts';
import { numberText } from './number.ts';
import type { Style } from '../text/style.ts';

const edgeLines = 3;
const longLines = fullLines / 2;

/** A vector along a line, `[1, 2, 3]`; a longer one in columns, its middle left out where it would fill many lines. */
export function vectorBlock(data: Float64Array, style: Style, width: number): Block {
  const [open, separator, close] = style.plain ? ['', ' ', ''] : ['[', ', ', ']'];
  const size = data.length;
  if (size * 2 <= width) {
    const cells = Array.from(data, (x) => numberText(x, style.digits));
    const text = cells.map((cell) => cell.text).join(separator);
    if (text.length + open.length + close.length <= width) {
      const line = [run(open, 'dim'), run(text, 'number'), run(close, 'dim')];
      return { doc: [line], shown: [], exact: cells.every((cell) => cell.exact) };
    }
  }
  // Edges that surely hold all that is shown decide how wide a cell is.
  const sure = longLines * width;
  const part = size <= 2 * sure ? data : [...data.subarray(0, sure), ...data.subarray(size - sure)];
  const { texts, exact, width: cell } = numberColumn(part, style.digits, width - 2 - separator.length);
  const each = Math.max(1, Math.floor((width - 1) / (cell + separator.length)));
  const lines = Math.ceil(size / each);
  const long = lines > longLines;
  const edge = edgeLines * each;
  const row = (from: number, to: number, first: boolean, last: boolean): Line => {
    const items = texts.slice(from, to).map((text, i) => {
      const end = last && from + i === to - 1 ? '' : separator;
      return `${text.trimEnd()}${end}`.padEnd(cell + end.length);
    });
    return [
      run(first ? open : ' '.repeat(open.length), 'dim'),
      run(items.join('').trimEnd(), 'number'),
      ...(last ? [run(close, 'dim')] : []),
    ];
  };
  const rows = (from: number, count: number, first: boolean, last: boolean) =>
    Array.from({ length: Math.ceil(count / each) }, (_, i) => {
      const start = from + i * each;
      const end = Math.min(from + count, start + each);
      return row(start, end, first && i === 0, last && end === from + count);
    });
  const doc = long
    ? [
        ...rows(0, edge, true, false),
        [run(`${' '.repeat(open.length)}...`, 'dim')],
        ...rows(texts.length - edge, edge, false, true),
      ]
    : rows(0, size, true, true);
  return { doc, shown: long ? [`${2 * edge} entries shown`] : [], exact };
}
