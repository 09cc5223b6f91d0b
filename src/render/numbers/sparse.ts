import { counted, plural } from '../../base/counted.ts';
import { indicesOf } from '../../tensor/shape.ts';
import type { Axis, Effort, Layout, PatternResult, SparsePart } from '../../answer/result.ts';
import { outlineOf, type Pattern, rowsOf } from '../../tensor/sparse.ts';
import { shapeText } from '../../tensor/tensor.ts';
import { cleanLine } from '../text/clean.ts';
import { numberColumn } from './column.ts';
import { type Doc, type Line, run } from '../text/doc.ts';
import { type Room, spyDoc } from '../pictures/spy.ts';
import type { Style } from '../text/style.ts';
import { padded, widest } from '../text/width.ts';
import { wrapped } from '../text/wrap.ts';

const small: Room = { columns: 24, rows: 12 };
const large: Room = { columns: 56, rows: 28 };
const entriesShown = 6;

/** `29,998`. */
const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

const passes = (n: number, mode = ''): string => `${grouped(n)} ${mode && `${mode} `}${plural(n, 'pass')}`;

/** `3 forward passes instead of 10,000`. */
export function effortText({ forward, reverse, over, instead }: Effort): string {
  const own = over
    ? `${passes(forward + reverse)} ${forward > 0 ? 'forward' : 'reverse'} over ${over}`
    : [forward > 0 || reverse === 0 ? passes(forward, 'forward') : '', reverse > 0 ? passes(reverse, 'reverse') : '']
        .filter(Boolean)
        .join(' and ');
  return `${own} instead of ${grouped(instead)}`;
}

/** `29,998 non-zeros (0.03%), 2 of them 0 here`. */
function countText({ rows, columns, indices }: Pattern, values: Float64Array | undefined): string {
  const count = indices.length;
  const percent = Number(((100 * count) / Math.max(1, rows * columns)).toPrecision(2));
  const zeros = values?.reduce((n, v) => n + (v === 0 ? 1 : 0), 0) ?? 0;
  return `${grouped(count)} ${plural(count, 'non-zero')} (${percent}%)${zeros > 0 ? `, ${grouped(zeros)} of them 0 here` : ''}`;
}

/** `2 to 3 in a row, 2 to 3 in a column, on the diagonal`. */
function outlineText(pattern: Pattern): string {
  if (pattern.indices.length === 0) return 'no entry can be other than 0';
  const { inRow, inColumn, below, above } = outlineOf(pattern);
  const range = ([least, most]: readonly [number, number]): string =>
    least === most ? grouped(most) : `${grouped(least)} to ${grouped(most)}`;
  return `${range(inRow)} in a row, ${range(inColumn)} in a column, ${reachText(-below, above)}`;
}

/** `from 1 below to 1 above the diagonal`. */
function reachText(low: number, high: number): string {
  const away = (n: number): string => `${grouped(Math.abs(n))} ${n < 0 ? 'below' : 'above'}`;
  if (low === high) return low === 0 ? 'on the diagonal' : `${away(low)} the diagonal`;
  if (low === 0) return `from the diagonal to ${away(high)}`;
  return high === 0 ? `from ${away(low)} to the diagonal` : `from ${away(low)} to ${away(high)} the diagonal`;
}

/** `rows f, columns x`. */
function axesText(axes: readonly Axis[]): string {
  const names = axes.map(({ name }) => cleanLine(name));
  return names.length === 2 ? `rows ${names[0]}, columns ${names[1]}` : `axes ${names.join('; ')}`;
}

const paragraph = (text: string, width: number, role: 'heading' | 'dim'): Line[] =>
  wrapped(text, width).map((line) => [run(line, role)]);

/** The first entries with their places, one to a line. */
function entriesDoc({ shape, pattern, values }: SparsePart, style: Style, width: number) {
  const count = Math.min(entriesShown, values.length);
  const down = rowsOf(pattern);
  const places = Array.from({ length: count }, (_, k) => {
    return `(${indicesOf(down[k]! * pattern.columns + pattern.indices[k]!, shape).join(', ')})`;
  });
  const margin = widest(places);
  const numbers = numberColumn(values.subarray(0, count), style.digits, Math.max(1, width - margin - 2));
  const doc = places.map((place, k): Line => [
    run(`${padded(place, margin)}  `, 'label'),
    run(numbers.texts[k]!.trimEnd(), 'number'),
  ]);
  const more: Doc = count < values.length ? [[run('...', 'dim')]] : [];
  return { doc: [...doc, ...more], count, exact: numbers.exact };
}

/** A sparse array below its heading: its pattern drawn small, its first entries, and how it lies. */
export function sparseDoc(part: SparsePart, layout: Layout | undefined, style: Style, width: number): Doc {
  const { shape, pattern } = part;
  const axes = part.axes?.length === shape.length ? part.axes : undefined;
  const { doc, count, exact } = entriesDoc(part, style, width);
  const facts = [
    ...(axes ? [axesText(axes) + (layout ? ` (${layout} layout)` : '')] : []),
    outlineText(pattern),
    ...(count < part.values.length ? [`${counted(count, 'entry')} shown`] : []),
    ...(exact ? [] : [`${style.digits} digits shown`]),
  ];
  return [...spyDoc(pattern, style, within(small, width)), ...doc, ...paragraph(facts.join(', '), width, 'dim')];
}

/** Room for a drawing within so many columns, its frame not counted. */
const within = ({ columns, rows }: Room, width: number): Room => ({ columns: Math.min(columns, width - 2), rows });

/** A title with what is known at once; nothing where there is neither. */
export function headingLines(title: string | undefined, facts: readonly string[], width: number): Line[] {
  const text = [cleanLine(title ?? ''), facts.join(', ')].filter(Boolean).join(': ');
  return text ? paragraph(text, width, 'heading') : [];
}

/** How large a sparse array is, and how full. */
export const sparseFacts = ({
  shape,
  pattern,
  values,
}: Pick<SparsePart, 'shape' | 'pattern'> & Partial<SparsePart>): string[] => [
  shapeText(shape),
  countText(pattern, values),
];

/** A pattern alone, drawn large. */
export function patternDoc(result: PatternResult, style: Style, width: number): Doc {
  const { title, shape, pattern, axes, effort } = result;
  const facts = [...sparseFacts(result), ...(effort ? [effortText(effort)] : [])];
  const named = axes?.length === shape.length ? [axesText(axes)] : [];
  return [
    ...headingLines(title, facts, width),
    ...spyDoc(pattern, style, within(large, width)),
    ...paragraph([...named, outlineText(pattern)].join(', '), width, 'dim'),
  ];
}
