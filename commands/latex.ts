import { fail } from '../src/base/fault.ts';
import { latexDefinition, latexExpr } from '../src/notation/latex.ts';
import { latexTensor } from '../src/notation/latex-value.ts';
import { present } from '../src/graph/trace.ts';
import type { Command } from '../src/command/command.ts';
import { functionText, isNumeric } from '../src/evaluate/datum.ts';
import { dense } from '../src/evaluate/sparse/value.ts';
import { isSparse } from '../src/evaluate/value.ts';
import { formula } from '../src/notation/symbolic/formula.ts';

/** `:latex`: a function, a formula or a value in LaTeX. */
export const latex: Command = {
  name: 'latex',
  group: 'derivatives',
  usage: ':latex f | :latex EXPRESSION | :latex A',
  summary: 'A function, an expression or a stored value as LaTeX.',
  details:
    'An expression is written as it stands, a name by what it holds: J = :jac f(1, 2), then :latex J. With nothing behind it, it writes ans. Derivatives as formulas are :diff f as=latex; the value of an expression is :copy EXPRESSION as=latex.',
  options: [],
  operands: 'expressions',
  examples: [
    {
      lines: ['f(x) = sqrt(x^2 + 1)/(2 alpha)', ':latex f'],
      answers: '"f\\\\left(x\\\\right) = \\\\frac{\\\\sqrt{x^{2} + 1}}{2 \\\\alpha}"',
    },
    { lines: [':latex exp(-x^2/2)'], answers: '"e^{-\\\\frac{x^{2}}{2}}"' },
    { lines: ['A = [1, 2; 3, 4]', ':latex A'], answers: '"\\\\begin{bmatrix} 1 & 2 \\\\\\\\ 3 & 4 \\\\end{bmatrix}"' },
    { lines: [':latex'], fault: 'name/unknown' },
  ],
  run: (call, { evaluator }) => {
    const [operand = { kind: 'name', name: 'ans', span: call.name.span } as const, extra] = call.operands;
    if (extra) fail('operand/extra', ':latex takes one expression', { span: extra.span });
    const value = operand.kind === 'name' ? evaluator.globals.get(operand.name) : undefined;
    if (operand.kind === 'name' && value === undefined && call.operands.length === 0) {
      fail('name/unknown', 'there is no answer yet', { span: call.name.span, help: 'Name something: :latex x^2.' });
    }
    const written = (): string => {
      if (value === undefined) return latexExpr(operand);
      if (isNumeric(value)) return latexTensor(present(value));
      if (isSparse(value)) return latexTensor(dense(value));
      switch (value.kind) {
        case 'text':
          return value.text;
        case 'function':
          return latexDefinition(value, value.body);
        default:
          return latexExpr(formula(functionText(value)));
      }
    };
    const text = written();
    return { value: { kind: 'text', text }, result: { kind: 'text', text } };
  },
};
