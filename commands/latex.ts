import { fail } from '../src/base/fault.ts';
import { latexDefinition, latexExpr } from '../src/notation/latex.ts';
import { latexTensor } from '../src/notation/latex-value.ts';
import { present } from '../src/graph/trace.ts';
import { command } from '../src/command/declaration.ts';
import { expressionOrAns } from '../src/command/operands.ts';
import { functionText, isNumeric } from '../src/evaluate/datum.ts';
import { dense } from '../src/evaluate/sparse/value.ts';
import { isSparse } from '../src/evaluate/value.ts';
import { formula } from '../src/notation/symbolic/formula.ts';

/** `:latex`: a function, a formula or a value in LaTeX. */
export const latex = command({
  name: 'latex',
  group: 'derivatives',
  summary: 'A function, an expression or a stored value as LaTeX.',
  details:
    'An expression is written as it stands, a name by what it holds: J = :jac f(1, 2), then :latex J. With nothing behind it, it writes ans. Derivatives as formulas are :diff f as=latex; the value of an expression is :copy EXPRESSION as=latex.',
  takes: expressionOrAns('[f, EXPRESSION or A]'),
  options: {},
  examples: [
    {
      lines: ['f(x) = sqrt(x^2 + 1)/(2 alpha)', ':latex f'],
      answers: '"f\\\\left(x\\\\right) = \\\\frac{\\\\sqrt{x^{2} + 1}}{2 \\\\alpha}"',
    },
    { lines: [':latex exp(-x^2/2)'], answers: '"e^{-\\\\frac{x^{2}}{2}}"' },
    { lines: ['A = [1, 2; 3, 4]', ':latex A'], answers: '"\\\\begin{bmatrix} 1 & 2 \\\\\\\\ 3 & 4 \\\\end{bmatrix}"' },
    { lines: [':latex'], fault: 'name/unknown' },
  ],
  run: ({ expr, given }, _options, { evaluator }) => {
    const value = expr.kind === 'name' ? evaluator.globals.get(expr.name) : undefined;
    if (value === undefined && !given) {
      fail('name/unknown', 'there is no answer yet', { span: expr.span, help: 'Name something: :latex x^2.' });
    }
    const written = (): string => {
      if (value === undefined) return latexExpr(expr);
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
});
