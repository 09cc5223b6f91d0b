import { fail } from '../src/base/fault.ts';
import type { Command } from '../src/command/command.ts';
import { settled } from '../src/evaluate/datum.ts';
import { evaluate } from '../src/evaluate/evaluate.ts';
import { wholeOption } from '../src/command/option.ts';
import { definitionText, kindOf } from '../src/session/summary.ts';
import { isSparse, isTensor } from '../src/evaluate/value.ts';
import { resultOf } from '../src/evaluate/value-result.ts';

/** `:show`: one value or definition in full. */
export const show: Command = {
  name: 'show',
  group: 'seeing',
  usage: ':show NAME or EXPRESSION [digits=17]',
  summary: 'A value in full with its shape, or the definition of a function.',
  details: 'digits shows more or fewer of them this once; ans stays what it was. With no name it shows ans.',
  options: ['digits'],
  operands: 'expressions',
  examples: [
    { lines: ['A = [1, 2; 3, 4]', ':show A'], answers: '[1, 2; 3, 4]' },
    { lines: ['f(x) = x^2', ':show f'] },
    { lines: [':show pi digits=17'], answers: 'pi' },
    { lines: [':show'], fault: 'name/unknown' },
  ],
  run: (call, { evaluator, source }) => {
    const [operand = { kind: 'name', name: 'ans', span: call.name.span } as const, extra] = call.operands;
    if (extra) fail('operand/extra', ':show takes one operand', { span: extra.span, help: ':list shows all names.' });
    const digits = wholeOption(call, 'digits', 1, 17);
    const value = settled(evaluate(evaluator, operand, { scope: evaluator.globals, source, depth: 0 }));
    const what = source.slice(...operand.span);
    const name = operand === call.operands[0] ? what : 'ans';
    const title = `${name}: ${kindOf(value)}`;
    const shown = digits === undefined ? {} : { digits };
    if (isSparse(value)) return { result: { ...value, title: `${name}: sparse`, ...shown }, transient: true };
    if (!isTensor(value))
      return { result: resultOf(value, value.kind === 'text' ? undefined : definitionText(value)), transient: true };
    const { shape, data } = value;
    return { result: { kind: 'tensor', shape, data, title, ...shown }, transient: true };
  },
};
