import type { ChecksResult } from '../../answer/result.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { type Doc, type Line, run } from '../text/doc.ts';
import { factsDoc } from '../facts.ts';
import { figureDoc } from '../pictures/figure.ts';
import { above } from '../named.ts';
import { numberText } from '../numbers/number.ts';
import type { Style } from '../text/style.ts';
import { tensorDoc } from '../numbers/tensor.ts';
import { padded, shortened, widest } from '../text/width.ts';
import { wrapped } from '../text/wrap.ts';

const errorDigits = 3;
const verdictRole = { agree: 'ok', disagree: 'bad', undecided: 'note' } as const;

/** What was computed; then one line per check: whether it holds, its name, the largest relative error, and what was compared. */
export function checksDoc(result: ChecksResult, style: Style, width: number): Doc {
  const errors = result.checks.map(({ error }) => (error === undefined ? '' : numberText(error, errorDigits).text));
  const errorWidth = widest(errors);
  const fixed = 7 + (errorWidth && errorWidth + 2);
  const whole = result.checks.map(({ name }) => cleanLine(name));
  // Where what was compared would be left less than a third of the width, it stands below, and the name is whole.
  const isNarrow = widest(whole) + fixed > width - Math.floor(width / 3);
  const names = whole.map((name) => shortened(name, width - fixed));
  const nameWidth = widest(names);
  const margin = isNarrow ? 5 : nameWidth + fixed;
  const lines = result.checks.flatMap(({ ok, detail }, i): Line[] => {
    const details = wrapped(clean(detail), Math.max(10, width - margin));
    const [first = '', ...more] = isNarrow ? ['', ...details.filter(Boolean)] : details;
    const error = errorWidth ? `${padded(errors[i]!, errorWidth)}  ` : '';
    return [
      [
        run(ok ? 'ok   ' : 'BAD  ', ok ? 'ok' : 'bad'),
        run(`${padded(names[i]!, nameWidth)}  `, 'name'),
        run(error, 'number'),
        run(first),
      ],
      ...more.map((text) => [run(' '.repeat(margin)), run(text)]),
    ];
  });
  const title = wrapped(cleanLine(result.title), width).map((text) => [run(text, 'heading')]);
  const parts = (result.parts ?? []).flatMap((part): Doc => [
    [],
    ...above(part.name.join(', '), (room) => tensorDoc(part, style, room), width),
  ]);
  const verdict = wrapped(cleanLine(result.words ?? result.verdict), width).map((text) => [
    run(text, verdictRole[result.verdict]),
  ]);
  return [
    ...title,
    ...parts,
    ...(parts.length > 0 ? [[]] : []),
    ...lines,
    ...verdict,
    ...factsDoc(result.facts ?? [], style, width),
    ...(result.figure ? [[], ...figureDoc(result.figure, style, width)] : []),
  ];
}
