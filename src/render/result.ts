import { type Answer, type ByKind, byKind, type Result } from '../answer/result.ts';
import { arrayDoc, isPlain } from './numbers/array.ts';
import { checksDoc } from './explained/checks.ts';
import { clean, cleanLine } from './text/clean.ts';
import { type Doc, type Line, run } from './text/doc.ts';
import { factsDoc } from './facts.ts';
import { faultDoc } from './fault.ts';
import { figureDoc } from './pictures/figure.ts';
import { graphDoc } from './explained/graph.ts';
import { above, named } from './named.ts';
import { noteDoc } from './note.ts';
import { patternDoc } from './numbers/sparse.ts';
import type { Style } from './text/style.ts';
import { tableDoc } from './numbers/table.ts';
import { trainingDoc } from './explained/training.ts';
import { wrapped } from './text/wrap.ts';

const lines = (text: string, width: number): Doc =>
  wrapped(clean(text), width).map((line) => (line ? [run(line)] : []));

/** The pen for each kind of result, within `width` columns. */
const pens: ByKind<Doc, [style: Style, width: number]> = {
  array: arrayDoc,
  pattern: patternDoc,
  function: ({ text }, _style, width) => lines(text, width),
  training: trainingDoc,
  table: (result, style, width) => [...tableDoc(result, style, width), ...factsDoc(result.facts ?? [], style, width)],
  figure: figureDoc,
  graph: graphDoc,
  checks: checksDoc,
  text: ({ text }, _style, width) => lines(text, width),
};

/** A result without its name. */
export const resultDoc = (result: Result, style: Style, width: number = style.width): Doc =>
  byKind(pens, result, style, width);

const definesName = (text: string, name: string): boolean => text.replaceAll(' ', '').startsWith(`${name}(`);

type Drawing = (width: number) => Doc;

const beside = (_result: unknown, name: string, drawing: Drawing, width: number): Doc => named(name, drawing, width);
const alone = (_result: unknown, _name: string, drawing: Drawing, width: number): Doc => drawing(width);

/** A result's drawing with `name = ` where it is a value that does not bear the name in its own text. */
const namings: ByKind<Doc, [name: string, drawing: Drawing, width: number]> = {
  array: (result, name, drawing, width) =>
    isPlain(result) ? named(name, drawing, width) : above(`${name} =`, drawing, width),
  text: beside,
  function: ({ text }, name, drawing, width) =>
    definesName(text, name) ? drawing(width) : named(name, drawing, width),
  pattern: alone,
  training: alone,
  table: alone,
  figure: alone,
  graph: alone,
  checks: alone,
};

/** A result with its name; `ans` is not said. */
function namedDoc(name: string | undefined, result: Result, style: Style): Doc {
  const drawing = (width: number) => resultDoc(result, style, width);
  if (name === undefined || name === 'ans') return drawing(style.width);
  return byKind(namings, result, name, drawing, style.width);
}

/** What became of one input: its result with its name, what must be known of it, or the error. */
export function answerDoc(answer: Answer, style: Style): Doc {
  const notes = answer.notes.flatMap((note) => noteDoc(note, answer.input, style));
  if (!answer.ok) return [...faultDoc(answer.fault, answer.input, style, answer.line), ...notes];
  const { result, name, inner = [] } = answer;
  return [
    ...inner.flatMap((each) => innerDoc(each, style)),
    ...(result ? namedDoc(name, result, style) : []),
    ...notes,
  ];
}

/** A line that another line ran: as typed, and its answer. */
function innerDoc(answer: Answer, style: Style): Doc {
  const typed = answer.input
    .split('\n')
    .flatMap((text, i) =>
      wrapped(cleanLine(text), style.width - 2).map((part, j): Line => [
        run(i + j === 0 ? '> ' : '  ', 'dim'),
        run(part, 'command'),
      ]),
    );
  return [...typed, ...answerDoc(answer, style)];
}
