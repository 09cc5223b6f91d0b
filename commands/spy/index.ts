import { fail } from '../../src/base/fault.ts';
import type { CommandContext, Outcome } from '../../src/command/command.ts';
import { declared } from '../../src/command/declaration.ts';
import { wrt } from '../../src/command/options.ts';
import { describe, isFunction, settled } from '../../src/evaluate/datum.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { functionAtPoint, localiseAt, pointOf } from '../../src/derive/point.ts';
import { derivativePattern } from './pattern.ts';
import { isSparse, isTensor } from '../../src/evaluate/value.ts';
import type { CommandCall, Expr } from '../../src/lang/ast.ts';
import { sparsified } from '../../src/tensor/sparse.ts';

/** `:spy`: where a matrix or a derivative has entries. */
export const spy = declared({
  name: 'spy',
  group: 'seeing',
  summary: 'Draws where a matrix has entries other than 0, or where a derivative can have them.',
  details:
    'Of a matrix, stored or computed (:spy jac(f)(x)), it draws the entries that are not 0. Of a function at a point it draws where ' +
    'its Jacobian can have any, or its Hessian if its value is a number: this is told by its operations alone, and by how many ' +
    'passes all entries could be computed.',
  takes: { ...functionAtPoint, usage: `A or ${functionAtPoint.usage}` },
  options: { wrt },
  examples: [
    { lines: [':spy [1, 0, 0; 0, 2, 3]'] },
    { lines: ['f(x) = x[2:end] - x[1:end-1].^2', 'x = [1, 2, 3, 4, 5]', ':spy f(x)'] },
    { lines: ['f(x) = sum((x[2:end] - x[1]).^2)', ':spy f([1, 2, 3, 4, 5])'] },
    { lines: ['v = [1, 2, 3]', ':spy v'], fault: 'shape/rank' },
  ],
  run: (call, context) => {
    const [operand = { kind: 'name', name: 'ans', span: call.name.span } as const, extra] = call.operands;
    if (extra) fail('operand/extra', ':spy takes one operand', { span: extra.span, help: 'Draw one after the other.' });
    const direct = call.at.length === 0 && call.options.length === 0;
    const matrix = direct ? ofMatrix(operand, context) : undefined;
    return matrix ?? ofDerivative(call, context);
  },
});

/** The pattern of a value that is a matrix; undefined where the operand is to be differentiated. */
function ofMatrix(operand: Expr, { evaluator, source }: CommandContext): Outcome | undefined {
  const value = settled(evaluate(evaluator, operand, { scope: evaluator.globals, source, depth: 0 }));
  const title = `Pattern of ${source.slice(...operand.span).replace(/\s+/g, ' ') || 'ans'}`;
  if (isSparse(value)) {
    const { shape, pattern } = value;
    return { result: { kind: 'pattern', shape, pattern, title }, transient: true };
  }
  if (isTensor(value) && value.shape.length === 2) {
    const { shape, pattern } = sparsified(value);
    return { result: { kind: 'pattern', shape, pattern, title }, transient: true };
  }
  if (operand.kind !== 'name' || isFunction(value)) return undefined;
  return fail('shape/rank', `:spy draws matrices and derivatives; this is ${describe(value)}`, {
    span: operand.span,
    help: 'Give it a matrix, or a function at a point: :spy f(x).',
  });
}

/** The pattern of the operand's derivative. */
function ofDerivative(call: CommandCall, context: CommandContext): Outcome {
  const point = pointOf(context, call);
  return { result: derivativePattern(point, localiseAt(context.evaluator, point)), transient: true };
}
