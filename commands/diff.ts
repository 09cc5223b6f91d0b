import { parse } from '../src/lang/parse.ts';
import { command } from '../src/command/declaration.ts';
import { wrt } from '../src/command/options.ts';
import { word } from '../src/command/option.ts';
import { latexDefinition } from '../src/notation/latex.ts';
import { symbolicDerivative } from '../src/notation/symbolic/derivative.ts';
import { functionOfNames } from '../src/notation/symbolic/subject.ts';
import { tiesOf } from '../src/notation/symbolic/ties.ts';

/** `:diff`: a derivative as a formula. */
export const diff = command({
  name: 'diff',
  group: 'derivatives',
  summary: 'The symbolic derivative, simplified: a function that can be stored, called and differentiated again.',
  details:
    'By all parameters of a function, or those that wrt names; several numbers give a row, an array a Jacobian. Functions of yours and blocks are written out first. The formula is held against the exact derivative at random points before it is shown; a note says where it has choices, at whose ties it may differ, or that it goes on where the function is no number.\n\nOther commands compute exact values without a formula, of functions that have none, too.',
  takes: functionOfNames,
  options: {
    wrt: { ...wrt, otherwise: 'all parameters of a function, or the only name that there is' },
    as: word({
      words: ['latex'],
      summary: 'The language that the formula is written in.',
      otherwise: 'a function to store and call',
    }),
  },
  examples: [
    { lines: ['f(x) = x^3 + sin(2 x)', 'g = :diff f', 'g(2) - (12 + 2 cos(4))'], answers: '0' },
    { lines: ['f(x, y) = [x^2 + y^2, x*y]', 'J = :diff f', 'J(1, 2)'], answers: '[2, 4; 2, 1]' },
    { lines: ['s = :diff a*x^2 wrt=x', 'a = 5', 's(3)'], answers: '30' },
    { lines: [':diff x^2 as=latex'], answers: '"\\\\frac{\\\\mathrm{d}}{\\\\mathrm{d} x} x^{2} = 2 x"' },
    { lines: ['f(x) = sum(x.^2)', ':diff f'], fault: 'symbolic/unsupported' },
  ],
  run: async (subject, { as: form }, { evaluator, source: line }) => {
    const found = await symbolicDerivative(evaluator, subject);
    if (!found.tried) {
      evaluator.notes.add({
        code: 'symbolic/untried',
        message: 'no point was found where the derivative is a number: the formula was held against nothing',
      });
    }
    if (found.beyond) {
      evaluator.notes.add({
        code: 'symbolic/domain',
        message: 'the formula is a number also where the function is none, and has no derivative; :grad tells',
      });
    }
    for (const note of tiesOf(subject)) evaluator.notes.add(note);
    const { params } = subject;
    if (form === 'latex') {
      const text = latexDefinition({ kind: 'derivative', ...subject }, found.expr);
      return { value: { kind: 'text', text }, result: { kind: 'text', text } };
    }
    const name = targetOf(line) ?? 'ans';
    const source = `${name}(${params.join(', ')}) = ${found.text}`;
    const { statement } = parse(source);
    const body = statement.kind === 'define' ? statement.body : found.expr;
    return {
      value: { kind: 'function', name, params, body, source },
      result: { kind: 'function', params, text: source },
    };
  },
});

/** The name that the line stores its answer under. */
function targetOf(line: string): string | undefined {
  const { statement } = parse(line);
  return statement.kind === 'assign' ? statement.name.name : undefined;
}
