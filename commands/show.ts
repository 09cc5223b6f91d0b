import { valueOf } from '../src/evaluate/evaluator.ts';
import { arrayResult } from '../src/answer/result.ts';
import { command } from '../src/command/declaration.ts';
import { expressionOrAns } from '../src/command/operands.ts';
import { digits as shownDigits } from '../src/command/options.ts';
import { definitionText, kindOf } from '../src/session/summary.ts';
import { isSparse, isTensor } from '../src/evaluate/value.ts';
import { resultOf } from '../src/evaluate/value-result.ts';

/** `:show`: one value or definition in full. */
export const show = command({
  name: 'show',
  group: 'seeing',
  summary: 'A value in full with its shape, or the definition of a function.',
  details: 'digits shows more or fewer of them this once; ans stays what it was. With no name it shows ans.',
  takes: expressionOrAns('[NAME or EXPRESSION]', ':list shows all names.'),
  options: { digits: shownDigits({ usage: '17', otherwise: 'as many as the session shows' }) },
  examples: [
    { lines: ['A = [1, 2; 3, 4]', ':show A'], answers: '[1, 2; 3, 4]' },
    { lines: ['f(x) = x^2', ':show f'], shows: 'function' },
    { lines: [':show pi digits=17'], answers: 'pi' },
    { lines: [':show'], fault: 'name/unknown' },
  ],
  run: ({ expr, text: name }, { digits }, { evaluator, source }) => {
    const value = valueOf(evaluator, source, expr);
    if (!isTensor(value) && !isSparse(value))
      return { result: resultOf(value, value.kind === 'text' ? undefined : definitionText(value)), transient: true };
    const title = `${name}: ${isSparse(value) ? 'sparse' : kindOf(value)}`;
    return { result: arrayResult(value, { title, ...(digits !== undefined && { digits }) }), transient: true };
  },
});
