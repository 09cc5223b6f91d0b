import type { Axis, Layout } from '../../answer/result.ts';
import { type Shape, shapeText, sizeOf } from '../../tensor/tensor.ts';
import { strides } from '../../tensor/shape.ts';
import { cleanLine } from '../text/clean.ts';
import { type Doc, run } from '../text/doc.ts';
import { elisionOf } from './elision.ts';
import { type Block, fullLines, matrixBlock } from './matrix.ts';
import { numberText } from './number.ts';
import type { Style } from '../text/style.ts';
import { vectorBlock } from './vector.ts';
import { textWidth } from '../text/width.ts';
import { wrapped } from '../text/wrap.ts';

/** An array with what is known of it. */
export interface Drawable {
  readonly shape: Shape;
  readonly data: Float64Array;
  readonly axes?: readonly Axis[] | undefined;
  readonly layout?: Layout | undefined;
  readonly title?: string | undefined;
}

const scalarBlock = (x: number, style: Style): Block => {
  const { text, exact } = numberText(x, style.digits);
  // The dots are notation: typed back after `#=`, they allow one unit in the last digit.
  return { doc: [[run(text, 'number'), ...(exact ? [] : [run('...', 'dim')])]], shown: [], exact: true };
};

/** Whose axis it is: `A` of `A[i]`. */
const owner = (axis: Axis | undefined): string | undefined => axis?.name.replace(/\[.*/s, '');

/** The first of the two axes that slices are matrices of: the last neighbours of one owner, else the last two. */
function plane(shape: Shape, axes: readonly Axis[] | undefined): number {
  for (let i = shape.length - 2; axes && i >= 0; i--) if (owner(axes[i]) === owner(axes[i + 1])) return i;
  return shape.length - 2;
}

function slicesBlock({ shape, data, axes }: Drawable, style: Style, width: number): Block {
  const row = plane(shape, axes);
  const others = shape.map((_, axis) => axis).filter((axis) => axis !== row && axis !== row + 1);
  const step = strides(shape);
  const count = others.reduce((n, axis) => n * shape[axis]!, 1);
  const grid = (start: number) => ({
    rows: shape[row]!,
    columns: shape[row + 1]!,
    at: (i: number, j: number) => data[start + i * step[row]! + j * step[row + 1]!]!,
    rowLabels: axes?.[row]?.labels,
    columnLabels: axes?.[row + 1]?.labels,
  });
  const slices = elisionOf(count, Math.max(6, Math.floor((3 * fullLines) / (shape[row]! + 3))), 3);
  const drawn = slices.shown.map((slice): Block => {
    if (slice < 0) return { doc: [[run('...', 'dim')]], shown: [], exact: true };
    const index = new Array<number>(shape.length).fill(-1);
    let rest = slice;
    for (const axis of others.toReversed()) {
      index[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    const start = index.reduce((sum, i, axis) => sum + Math.max(0, i) * step[axis]!, 0);
    const places = index.map((i, axis) => (i < 0 ? ':' : cleanLine(axes?.[axis]?.labels?.[i] ?? String(i + 1))));
    const block = matrixBlock(grid(start), style, width);
    const heading = wrapped(`[${places.join(', ')}]`, width).map((text) => [run(text, 'heading')]);
    return { ...block, doc: [...heading, ...block.doc] };
  });
  return {
    doc: drawn.flatMap(({ doc }, i) => (i === 0 ? doc : [[], ...doc])),
    shown: [...(slices.count ? [`${slices.count} slices shown`] : []), ...(drawn[0]?.shown ?? [])],
    exact: drawn.every(({ exact }) => exact),
  };
}

function block(array: Drawable, style: Style, width: number): Block {
  const { shape, data, axes } = array;
  if (shape.length === 0) return scalarBlock(data[0]!, style);
  if (sizeOf(shape) === 0) return { doc: [[run('[]', 'number')]], shown: [], exact: true };
  const labels = axes?.at(-1)?.labels;
  if (shape.length === 1 && !labels) return vectorBlock(data, style, width);
  if (shape.length > 2) return slicesBlock(array, style, width);
  const columns = shape.at(-1)!;
  const rows = shape.length === 1 ? 1 : shape[0]!;
  const rowLabels = shape.length === 1 ? undefined : axes?.[0]?.labels;
  return matrixBlock(
    { rows, columns, at: (i, j) => data[i * columns + j]!, rowLabels, columnLabels: labels },
    style,
    width,
  );
}

/** What the axes are: `[2,2], rows f, columns x,y`. */
function form({ shape, axes }: Drawable): string {
  const size = shapeText(shape);
  if (!axes || shape.length === 0) return size;
  const names = axes.map(({ name }) => cleanLine(name));
  if (shape.length === 1) return `${size}, entries ${names[0]}`;
  return shape.length === 2 ? `${size}, rows ${names[0]}, columns ${names[1]}` : `${size}, axes ${names.join('; ')}`;
}

/** A scalar in line, a vector, a matrix or the slices of a higher array; below it what the drawing cannot say by itself. */
export function tensorDoc(given: Drawable, style: Style, width: number): Doc {
  const named = given.axes?.length === given.shape.length;
  const array = named ? given : { ...given, axes: undefined };
  const { shape, layout, axes, title } = array;
  const { doc, shown, exact } = block(array, style, width);
  const unclear = shape.length > 2 || sizeOf(shape) === 0 || (shape.length === 2 && shape[0] === 1) || shown.length > 0;
  const facts = [
    ...(layout || axes || unclear ? [form(array) + (layout ? ` (${layout} layout)` : '')] : []),
    ...shown,
    ...(exact ? [] : [`${style.digits} digits shown`]),
  ].join(', ');
  const name = cleanLine(title ?? '');
  const caption = [name, facts].filter(Boolean).join(': ');
  const captions = textWidth(caption) <= width ? [caption] : [name, facts];
  const below = captions.filter(Boolean).flatMap((text) => wrapped(text, width));
  return [...doc, ...below.map((text) => [run(text, 'dim')])];
}
