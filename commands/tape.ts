import { present } from '../src/graph/trace.ts';
import { fail } from '../src/base/fault.ts';
import { command } from '../src/command/declaration.ts';
import { along, cotangents, wrt } from '../src/command/options.ts';
import { values, valuesOf, yes } from '../src/command/option.ts';
import { cotangent, tangents } from '../src/derive/differentiation.ts';
import { functionAtPoint } from '../src/derive/point.ts';
import { namesText } from '../src/derive/axes.ts';
import { localise } from '../src/evaluate/derivative/local.ts';
import { tapeOf } from '../src/explain/tape.ts';

const f = 'f(x) = (a = x^2; b = exp(a); c = a + b; d = sqrt(c); e = cos(c); d + e)';

/** `:tape`: the Wengert list. */
export const tape = command({
  name: 'tape',
  group: 'understanding',
  summary:
    'Every value on the way through a function with its local derivatives, tangents and adjoints: the Wengert list.',
  details:
    'Tangents are derivatives by an argument, carried forward; adjoints are derivatives of the answer, carried back. Names that a block gives label the rows. A function with more than three directions needs along=, an answer with more than three entries with=. At the prompt step=yes goes through the rows with the arrow keys. Where every value is a number, what is stored is a matrix with a row for each and the columns value, tangents, adjoints.',
  takes: functionAtPoint(),
  options: {
    wrt,
    along: { ...along, usage: '(1, 0)', otherwise: 'each entry of the arguments by itself, up to three' },
    with: { ...cotangents, otherwise: 'each entry of the output by itself, up to three' },
    rows: values({
      usage: '20:40',
      range: 'numbers of rows, from 1',
      summary: 'Which rows are shown, as in rows=20:40.',
      otherwise: 'all of a short tape, the first and the last of a long one',
    }),
    step: yes({ summary: 'Whether the prompt goes through the rows with the arrow keys.' }),
  },
  examples: [
    { lines: ['f(x) = (a = x^2; a + 3*a)', ':tape f(2)'], answers: '[2, 1, 16; 4, 4, 4; 12, 12, 1; 16, 16, 1]' },
    { lines: [f, ':tape f(1)'], shows: 'graph' },
    { lines: [':tape x*y + sin(x) at x=1, y=2'], shows: 'graph' },
    { lines: ['g(x) = exp(x[1]*x[2]^2)', ':tape g([1, 2]) along=[1, 0]'], shows: 'graph' },
    { lines: [':tape abs(x) at x=0'], note: 'derivative/kink' },
    { lines: [f, ':tape f(1) rows=20:40'], fault: 'tape/rows' },
  ],
  run: (point, options, context) => {
    const { evaluator } = context;
    const local = localise(evaluator, point);
    const chosen = options.rows && valuesOf(context, options.rows).flatMap((v) => Array.from(present(v).data));
    const { result, matrix } = tapeOf(evaluator, local, {
      title: `Tape of ${point.text} by ${namesText(local.by)}`,
      along: options.along && tangents(context, options.along, local).map(present),
      cotangent: options.with && present(cotangent(context, options.with, local)),
      select: chosen && [...new Set(chosen)].sort((a, b) => a - b),
    });
    if (result.nodes.length === 0) {
      fail('tape/rows', `the tape has ${result.tape!.rows} rows`, {
        span: options.rows!.span,
      });
    }
    return { result, ...(matrix && { value: matrix }), ...(options.step && { then: 'walk' }) };
  },
});
