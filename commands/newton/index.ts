import type { Code } from '../../src/base/codes/codes.ts';
import type { Note } from '../../src/base/note.ts';
import { entryNames, namesText } from '../../src/derive/axes.ts';
import { command } from '../../src/command/declaration.ts';
import { steps, wrt } from '../../src/command/options.ts';
import { functionAtPoint } from '../../src/derive/point.ts';
import { scalarLocal } from '../../src/derive/differentiation.ts';
import { endingOf } from './ending.ts';
import { newtonPath } from './iteration.ts';
import type { TableResult } from '../../src/answer/result.ts';
import { present } from '../../src/graph/trace.ts';
import { tensor } from '../../src/tensor/tensor.ts';

const MOST_STEPS = 1000;

/** A note of some steps as one of the run: that of the first, and where it came up again. */
function ofRun({ message, ...note }: Note, steps: readonly number[]): Note {
  const [first = 0, ...more] = steps;
  const again = more.length > 0 ? ` and ${more.length} more` : '';
  return { ...note, message: `${message} (at step ${first}${again})` };
}

/** `:newton`: Newton's method, iterate by iterate. */
export const newton = command({
  name: 'newton',
  group: 'optimising',
  summary:
    "Newton's method for a point where the gradient is zero: every iterate, with the value, the slope and the curvature.",
  details:
    'Each step is x - H^-1 g with the exact Hessian and gradient, in full length. It ends where the gradient is zero or the ' +
    'step changes nothing. Where it does not get there, a note says why: a cycle, a minimum at infinity, a singular Hessian. The value is the last point; what is reached may be a minimum, a maximum or a saddle, which the last ' +
    'column tells.',
  takes: functionAtPoint(),
  options: { steps: steps(20, MOST_STEPS), wrt },
  examples: [
    { lines: ['x = :newton x^2 + y^2 + x*y at x=1, y=2', 'x'], answers: '[0, 0]' },
    { lines: ['f(x) = x - log(x)', 'x = :newton f(0.5) steps=1', 'x'], answers: '[0.75]' },
    { lines: [':newton x^2 - y^2 at x=1, y=1'], note: 'newton/not-a-minimum' },
    { lines: [':newton x + y at x=1, y=2'], note: 'newton/singular' },
  ],
  run: (point, { steps: most }, context) => {
    const { evaluator } = context;
    scalarLocal(context, point);
    const heard = new Map<Code, { readonly note: Note; readonly steps: Set<number> }>();
    const path = newtonPath(evaluator, point, most, (k, note) => {
      const known = heard.get(note.code) ?? { note, steps: new Set() };
      known.steps.add(k);
      heard.set(note.code, known);
    });
    for (const { note, steps: at } of heard.values()) evaluator.notes.add(ofRun(note, [...at]));
    const { iterates } = path;
    const last = iterates.at(-1)!;
    const { code, words } = endingOf(path);
    if (code) evaluator.notes.add({ code, message: words, span: point.operand.span });
    const names = point.by.flatMap(({ name, value }) => entryNames({ name, shape: present(value).shape }));
    const result: TableResult = {
      kind: 'table',
      title: `Newton's method on ${point.text} by ${namesText(point.by)}`,
      columns: ['step', ...names, 'value', 'slope', 'Hessian'],
      rows: iterates.map(({ x, value, slope, definiteness }, k) => [k, ...x, value, slope, definiteness]),
      ...(!code && { facts: [['ended', words]] }),
    };
    return { value: tensor([last.x.length], last.x), result };
  },
});
