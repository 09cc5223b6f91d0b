import type { Answer, Curvature, Result, TensorsResult } from '../answer/result.ts';
import { checksDoc } from './explained/checks.ts';
import { clean, cleanLine } from './text/clean.ts';
import { type Doc, type Line, run } from './text/doc.ts';
import { factsDoc } from './facts.ts';
import { faultDoc } from './fault.ts';
import { figureDoc } from './pictures/figure.ts';
import { graphDoc } from './explained/graph.ts';
import { above, named } from './named.ts';
import { noteDoc } from './note.ts';
import { numberText } from './numbers/number.ts';
import { patternDoc, sparseDoc, sparsePartsDoc } from './numbers/sparse.ts';
import type { Style } from './text/style.ts';
import { tableDoc } from './numbers/table.ts';
import { tensorDoc } from './numbers/tensor.ts';
import { trainingDoc } from './explained/training.ts';
import { wrapped } from './text/wrap.ts';

/** One part per argument, below its name. */
function tensorsDoc({ parts, factors, curvature, layout, title }: TensorsResult, style: Style, width: number): Doc {
  const heading =
    title === undefined ? [] : wrapped(cleanLine(title), width).map((text): Line => [run(text, 'heading')]);
  const drawn = parts.map((part) => {
    const name = cleanLine(part.name.join(', '));
    const names = wrapped(factors ? name : `by ${name}`, width).map((text): Line => [run(text, 'heading')]);
    return [...names, ...tensorDoc({ ...part, layout }, style, width)];
  });
  const bends = curvature ? curvatureDoc(curvature, style, width) : [];
  return [...heading, ...drawn.flatMap((doc, i) => (i === 0 ? doc : [[], ...doc])), ...bends];
}

const mostEigenvalues = 8;

/** `positive definite: eigenvalues 1, 3`. */
function curvatureDoc({ definiteness, eigenvalues }: Curvature, style: Style, width: number): Doc {
  const shown = eigenvalues.length <= mostEigenvalues ? eigenvalues : [eigenvalues[0]!, eigenvalues.at(-1)!];
  const texts = shown.map((x) => {
    const { text, exact } = numberText(x, style.digits);
    return exact ? text : `${text}...`;
  });
  const list = shown.length < eigenvalues.length ? `${texts[0]} to ${texts[1]}` : texts.join(', ');
  return wrapped(`${definiteness}: eigenvalues ${list}`, width).map((text): Line => [run(text)]);
}

const lines = (text: string, width: number): Doc =>
  wrapped(clean(text), width).map((line) => (line ? [run(line)] : []));

/** The pen for each kind of result, within `width` columns. */
const pens: { [K in Result['kind']]: (result: Extract<Result, { kind: K }>, style: Style, width: number) => Doc } = {
  tensor: (result, style, width) => [
    ...tensorDoc(result, result.digits === undefined ? style : { ...style, digits: result.digits }, width),
    ...(result.sign === undefined ? [] : [[run('sign ', 'label'), run(String(result.sign), 'number')]]),
    ...(result.curvature ? curvatureDoc(result.curvature, style, width) : []),
    ...(result.remark === undefined
      ? []
      : wrapped(clean(result.remark), width).map((text): Line => [run(text, 'dim')])),
  ],
  tensors: tensorsDoc,
  sparse: sparseDoc,
  'sparse-parts': sparsePartsDoc,
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
  (pens[result.kind] as (result: Result, style: Style, width: number) => Doc)(result, style, width);

const definesName = (text: string, name: string): boolean => text.replaceAll(' ', '').startsWith(`${name}(`);

/** A result with `name = ` where it is a value that does not bear the name in its own text; `ans` is not said. */
function namedDoc(name: string | undefined, result: Result, style: Style): Doc {
  const drawing = (width: number) => resultDoc(result, style, width);
  if (name === undefined || name === 'ans') return drawing(style.width);
  switch (result.kind) {
    case 'tensor':
    case 'text':
      return named(name, drawing, style.width);
    case 'tensors':
    case 'sparse':
    case 'sparse-parts':
      return above(`${name} =`, drawing, style.width);
    case 'function':
      return definesName(result.text, name) ? drawing(style.width) : named(name, drawing, style.width);
    default:
      return drawing(style.width);
  }
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
