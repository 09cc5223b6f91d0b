import type { GraphResult, GraphResultNode, TapeFacts, TapeRow, TapeShare } from '../../answer/result.ts';
import { shapeText } from '../../tensor/tensor.ts';
import { cleanLine } from '../text/clean.ts';
import { type Doc, type Line, lineText, run } from '../text/doc.ts';
import { ShortForms } from './short-forms.ts';
import type { Style } from '../text/style.ts';
import { tableDoc } from '../numbers/table.ts';
import { wrapped } from '../text/wrap.ts';

function partialText({ by, shape, data }: TapeRow['partials'][number], figures: ShortForms): string {
  // Axes of extent 1 say nothing of a derivative's form here.
  const axes = shape.filter((d) => d !== 1);
  return `${data ? figures.array(axes, data) : shapeText(axes)} by ${by}`;
}

/** `adjoint of a = 0.8*1 through c + 0.8*2.7 through b = 3`. */
function sumText(
  node: GraphResultNode,
  heading: string,
  terms: readonly TapeShare[],
  total: Float64Array,
  figures: ShortForms,
): string {
  const factor = (x: number): string => (x < 0 ? `(${figures.number(x)})` : figures.number(x));
  const term = ({ through, data, adjoint, partial }: TapeShare): string => {
    const known = adjoint !== undefined && partial !== undefined;
    const product = known ? `${factor(adjoint)}*${factor(partial)}` : figures.array(node.shape, data);
    return `${product} through ${through}`;
  };
  return `${heading} of ${node.name} = ${terms.map(term).join(' + ')} = ${figures.array(node.shape, total)}`;
}

const sumTexts = (node: GraphResultNode, tape: TapeFacts, figures: ShortForms): readonly string[] =>
  (node.tape?.sums ?? []).flatMap((terms, k) =>
    terms.length > 1 ? [sumText(node, tape.adjoints[k] ?? 'adjoint', terms, node.tape!.adjoints[k]!, figures)] : [],
  );

/** What a row's operation is called; one that only picks or joins entries bears its text as its name. */
function operationText({ name, op, text, shape }: GraphResultNode): string {
  if (text !== name) return text ?? op;
  if (op === 'slice' || op === 'take') return shape.length === 0 ? 'entry' : 'part';
  return op === 'concat' ? 'joined' : 'transposed';
}

/**
 * A tape: a row for each value with its operation, tangents, adjoints and local derivatives, and below it the sums of
 * adjoints where a value is used more than once.
 */
export function tapeDoc(result: GraphResult, tape: TapeFacts, style: Style, width: number): Doc {
  const figures = new ShortForms(style.digits);
  const columns = ['', 'operation', 'value', ...tape.tangents, ...tape.adjoints, 'local derivatives'];
  const isScalar = result.nodes.every(({ shape }) => shape.length === 0);
  const rows = result.nodes.flatMap((node, i): (string | number)[][] => {
    const row = node.tape;
    if (!row) return [];
    const at = (data: Float64Array) => (isScalar ? data[0]! : figures.array(node.shape, data));
    const skipped = i > 0 && row.row - result.nodes[i - 1]!.tape!.row > 1;
    const partials = row.partials.map((partial) => partialText(partial, figures)).join(', ');
    const cells = [row.value, ...row.tangents, ...row.adjoints].map(at);
    return [
      ...(skipped ? [columns.map((_, k) => (k === 0 ? '...' : ''))] : []),
      [node.name, operationText(node), ...cells, partials],
    ];
  });
  const sums = result.nodes.flatMap((node) => sumTexts(node, tape, figures));
  const table = tableDoc({ title: result.title, columns, rows }, style, width);
  const digits = `${style.digits} digits shown`;
  return [
    ...table,
    ...(figures.exact || lineText(table.at(-1) ?? []) === digits ? [] : [[run(digits, 'dim')]]),
    ...sums.flatMap((text) => hanging(text, width)),
    ...remarksOf(result, tape).flatMap((text) =>
      wrapped(cleanLine(text), width).map((part): Line => [run(part, 'dim')]),
    ),
  ];
}

/** So many of the rows that are left out are offered at once. */
const AT_ONCE = 60;

/** What is left out, and how to see it. */
function remarksOf({ nodes }: GraphResult, { rows, directions, entries, omitted }: TapeFacts): readonly string[] {
  const all: string[] = [];
  if (directions !== undefined) all.push(`no tangents: there are ${directions} directions; choose one with along=..`);
  if (entries !== undefined)
    all.push(`no adjoints: the answer has ${entries} entries; choose a cotangent with with=..`);
  if (nodes.length < rows) {
    const more = omitted && `; rows=${omitted[0]}:${Math.min(omitted[1], omitted[0] + AT_ONCE - 1)} shows what follows`;
    all.push(`${nodes.length} of ${rows} rows${more ?? ''}`);
  }
  return all;
}

const hanging = (text: string, width: number): Doc =>
  wrapped(cleanLine(text), width - 2).map((part, i): Line => [run(i === 0 ? part : `  ${part}`)]);
