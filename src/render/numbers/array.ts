import type { ArrayPart, ArrayResult, Curvature } from '../../answer/result.ts';
import { factsDoc } from '../facts.ts';
import { clean } from '../text/clean.ts';
import { type Doc, type Line, run } from '../text/doc.ts';
import type { Style } from '../text/style.ts';
import { wrapped } from '../text/wrap.ts';
import { numberText } from './number.ts';
import { effortText, headingLines, sparseDoc, sparseFacts } from './sparse.ts';
import { tensorDoc } from './tensor.ts';

/** Whether an array is one drawing that fits beside a name: dense, and by itself. */
export const isPlain = ({ parts }: ArrayResult): boolean =>
  parts.length === 1 && parts[0]!.name.length === 0 && 'data' in parts[0]!;

/** One array, or several below their names; and what is known of them. */
export function arrayDoc(result: ArrayResult, given: Style, width: number): Doc {
  const { parts, title, effort, facts = [], curvature, remark } = result;
  const style = result.digits === undefined ? given : { ...given, digits: result.digits };
  const passes = effort ? [effortText(effort)] : [];
  const [only] = parts;
  const drawn =
    only?.name.length === 0
      ? oneDoc(only, title, passes, result, style, width)
      : [
          ...headingLines(title, passes, width),
          ...parts.flatMap((part, i) => {
            const name = part.name.join(', ');
            const doc = oneDoc(part, result.factors ? name : `by ${name}`, [], result, style, width);
            return i === 0 ? doc : [[], ...doc];
          }),
        ];
  return [
    ...drawn,
    ...factsDoc(facts, style, width),
    ...(curvature ? curvatureDoc(curvature, style, width) : []),
    ...(remark === undefined ? [] : wrapped(clean(remark), width).map((text): Line => [run(text, 'dim')])),
  ];
}

/** One array below its title; a dense one that stands by itself has its title in the caption. */
function oneDoc(
  part: ArrayPart,
  title: string | undefined,
  passes: readonly string[],
  { layout }: ArrayResult,
  style: Style,
  width: number,
): Doc {
  if (!('data' in part)) {
    return [...headingLines(title, [...sparseFacts(part), ...passes], width), ...sparseDoc(part, layout, style, width)];
  }
  return part.name.length === 0
    ? tensorDoc({ ...part, layout, title }, style, width)
    : [...headingLines(title, [], width), ...tensorDoc({ ...part, layout }, style, width)];
}

const mostEigenvalues = 8;

/** `positive definite: eigenvalues 1, 3`. */
function curvatureDoc({ definiteness, eigenvalues, reason }: Curvature, style: Style, width: number): Doc {
  const shown = eigenvalues.length <= mostEigenvalues ? eigenvalues : [eigenvalues[0]!, eigenvalues.at(-1)!];
  const texts = shown.map((x) => {
    const { text, exact } = numberText(x, style.digits);
    return exact ? text : `${text}...`;
  });
  const list = shown.length < eigenvalues.length ? `${texts[0]} to ${texts[1]}` : texts.join(', ');
  const said = [...(reason === undefined ? [] : [reason]), ...(list ? [`eigenvalues ${list}`] : [])].join('; ');
  return wrapped(`${definiteness}: ${said}`, width).map((text): Line => [run(text)]);
}
