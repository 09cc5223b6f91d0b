import type { GraphResult, GraphResultNode, TapeFacts, TapeRow, TapeShare } from '../session/result.ts';
import { type Shape, shapeText } from '../tensor/tensor.ts';
import { cleanLine } from './clean.ts';
import { type Doc, type Line, run } from './doc.ts';
import { numberText } from './number.ts';
import type { Style } from './style.ts';
import { tableDoc } from './table.ts';
import { wrapped } from './wrap.ts';

const longest = 24;

/** An array in a cell: as it would be typed where that is short, else its shape and its ends. */
function cell(shape: Shape, data: Float64Array, digits: number): string | number {
  if (shape.length === 0) return data[0]!;
  const text = (x: number): string => numberText(x, digits).text;
  if (data.length > 0 && data.length <= longest / 2) {
    const columns = shape.length === 2 ? shape[1]! : data.length;
    const rows = Array.from({ length: data.length / columns }, (_, i) =>
      Array.from(data.subarray(i * columns, (i + 1) * columns), text).join(', '),
    );
    const whole = `[${rows.join('; ')}]`;
    if (shape.length <= 2 && whole.length <= longest) return whole;
  }
  const ends = data.length > 0 ? ` ${text(data[0]!)} .. ${text(data.at(-1)!)}` : '';
  return shapeText(shape) + ends;
}

const partialText = ({ by, shape, data }: TapeRow['partials'][number], digits: number): string => {
  // Axes of extent 1 say nothing of a derivative's form here.
  const axes = shape.filter((d) => d !== 1);
  const value = data ? cellText(axes, data, digits) : shapeText(axes);
  return `${value} by ${by}`;
};

const cellText = (shape: Shape, data: Float64Array, digits: number): string => {
  const shown = cell(shape, data, digits);
  return typeof shown === 'number' ? numberText(shown, digits).text : shown;
};

/** `adjoint of a = 0.8 * 1 through c + 0.8 * 2.7 through b = 3`. */
function sumText(
  node: GraphResultNode,
  heading: string,
  terms: readonly TapeShare[],
  total: Float64Array,
  digits: number,
): string {
  const text = (x: number): string => numberText(x, digits).text;
  const factor = (x: number): string => (x < 0 ? `(${text(x)})` : text(x));
  const term = ({ through, data, adjoint, partial }: TapeShare): string => {
    const product =
      adjoint === undefined || partial === undefined
        ? cellText(node.shape, data, digits)
        : `${factor(adjoint)}*${factor(partial)}`;
    return `${product} through ${through}`;
  };
  return `${heading} of ${node.name} = ${terms.map(term).join(' + ')} = ${cellText(node.shape, total, digits)}`;
}

/** Where a value is used more than once, what its adjoint is the sum of. */
export function sumTexts(node: GraphResultNode, tape: TapeFacts, digits: number): readonly string[] {
  const row = node.tape;
  if (!row) return [];
  return row.sums.flatMap((terms, k) =>
    terms.length > 1 ? [sumText(node, tape.adjoints[k] ?? 'adjoint', terms, row.adjoints[k]!, digits)] : [],
  );
}

/**
 * A tape: a row for each value with its operation, its local derivatives, tangents and adjoints, and below it the sums
 * of adjoints where a value is used more than once.
 */
export function tapeDoc(result: GraphResult, tape: TapeFacts, style: Style, width: number): Doc {
  const { digits } = style;
  const columns = ['', 'operation', 'value', ...tape.tangents, ...tape.adjoints, 'local derivatives'];
  const rows = result.nodes.flatMap((node, i): (string | number)[][] => {
    const row = node.tape;
    if (!row) return [];
    const at = (data: Float64Array) => cell(node.shape, data, digits);
    const gap =
      i > 0 && row.row - result.nodes[i - 1]!.tape!.row > 1 ? [columns.map((_, k) => (k === 0 ? '...' : ''))] : [];
    const partials = row.partials.map((partial) => partialText(partial, digits)).join(', ');
    return [
      ...gap,
      [node.name, node.text ?? node.op, at(row.value), ...row.tangents.map(at), ...row.adjoints.map(at), partials],
    ];
  });
  const sums = result.nodes.flatMap((node) => sumTexts(node, tape, digits));
  return [
    ...tableDoc({ title: result.title, columns, rows }, style, width),
    ...sums.flatMap((text) => hanging(text, width)),
    ...tape.remarks.flatMap((text) => wrapped(cleanLine(text), width).map((part): Line => [run(part, 'dim')])),
  ];
}

const hanging = (text: string, width: number): Doc =>
  wrapped(cleanLine(text), width - 2).map((part, i): Line => [run(i === 0 ? part : `  ${part}`)]);
