import type { RecordContext, Takes } from '../command/command.ts';
import { exactlyOne, titleText } from '../command/operands.ts';
import { type Point, pointOf, type Reading } from '../evaluate/derivative/point.ts';
import type { Name } from '../lang/ast.ts';
import { fail } from '../base/fault.ts';

/** What a command differentiates by, from its `wrt`. */
export interface By {
  readonly wrt: readonly Name[] | undefined;
}

/** A function at a point; with `repeats` a name may stand several times in `wrt`. */
export const functionAtPoint = (reading: Reading & { readonly repeats?: boolean } = {}): Takes<Point, By> => ({
  usage: 'f(x, y) [at x=1, y=2]',
  operands: 'expressions',
  read: (call, context: RecordContext, { wrt }) => {
    if (wrt && !reading.repeats) checkOnce(wrt);
    const operand = exactlyOne(call, context, 'something to differentiate', {
      missing: `Write a call or an expression behind it: :${context.command.name} f(1, 2)`,
      extra: 'For several outputs write an array: [a, b].',
    });
    const { evaluator, source } = context;
    return pointOf(evaluator, source, { operand, text: titleText(source, operand), at: call.at, wrt }, reading);
  },
});

function checkOnce(names: readonly Name[]): void {
  const again = names.find(({ name }, i) => names.findIndex((other) => other.name === name) < i);
  if (!again) return;
  fail('wrt/twice', `${again.name} is given twice`, {
    span: again.span,
    help: 'Keep one of them; :partial takes a name for each differentiation.',
  });
}
