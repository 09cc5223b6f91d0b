import { valueOf } from '../../src/evaluate/evaluator.ts';
import { fail } from '../../src/base/fault.ts';
import type { PatternResult } from '../../src/answer/result.ts';
import type { RecordContext, Takes } from '../../src/command/command.ts';
import { expressionOrAns, type Operand } from '../../src/command/operands.ts';
import { command } from '../../src/command/declaration.ts';
import { wrt } from '../../src/command/options.ts';
import { describe, isFunction } from '../../src/evaluate/datum.ts';
import { type By, functionAtPoint } from '../../src/derive/point.ts';
import type { Point } from '../../src/evaluate/derivative/point.ts';
import { localise } from '../../src/evaluate/derivative/local.ts';
import { derivativePattern } from './pattern.ts';
import { isSparse, isTensor } from '../../src/evaluate/value.ts';
import { toSparse } from '../../src/tensor/sparse.ts';

const point = functionAtPoint();

/** The pattern of a matrix, or a function at a point of whose derivative it is to be told. */
const matrixOrPoint: Takes<PatternResult | Point, By> = {
  usage: `A or ${point.usage}`,
  operands: 'expressions',
  read: (call, context, options) => {
    const operand = expressionOrAns('A', 'Draw one after the other.').read(call, context, options);
    const direct = call.at.length === 0 && !options.wrt;
    return (direct ? ofMatrix(operand, context) : undefined) ?? point.read(call, context, options);
  },
};

/** The pattern of a value that is a matrix; undefined where the operand is to be differentiated. */
function ofMatrix({ expr, text }: Operand, { evaluator, source }: RecordContext): PatternResult | undefined {
  const value = valueOf(evaluator, source, expr);
  const matrix = isSparse(value) ? value : isTensor(value) && value.shape.length === 2 ? toSparse(value) : undefined;
  if (matrix) return { kind: 'pattern', shape: matrix.shape, pattern: matrix.pattern, title: `Pattern of ${text}` };
  if (expr.kind !== 'name' || isFunction(value)) return undefined;
  fail('shape/rank', `:spy draws matrices and derivatives; this is ${describe(value)}`, {
    span: expr.span,
    help: 'Give it a matrix, or a function at a point: :spy f(x).',
  });
}

/** `:spy`: where a matrix or a derivative has entries. */
export const spy = command({
  name: 'spy',
  group: 'seeing',
  summary: 'Draws where a matrix has entries other than 0, or where a derivative can have them.',
  details:
    'Of a matrix, stored or computed (:spy jac(f)(x)), it draws the entries that are not 0. Of a function at a point it draws where ' +
    'its Jacobian can have any, or its Hessian if its value is a number: this is told by its operations alone, and by how many ' +
    'passes all entries could be computed.',
  takes: matrixOrPoint,
  options: { wrt },
  examples: [
    { lines: [':spy [1, 0, 0; 0, 2, 3]'], shows: 'pattern' },
    { lines: ['f(x) = x[2:end] - x[1:end-1].^2', 'x = [1, 2, 3, 4, 5]', ':spy f(x)'], shows: 'pattern' },
    { lines: ['f(x) = sum((x[2:end] - x[1]).^2)', ':spy f([1, 2, 3, 4, 5])'], shows: 'pattern' },
    { lines: ['v = [1, 2, 3]', ':spy v'], fault: 'shape/rank' },
  ],
  run: (found, _options, { evaluator }) => ({
    result: 'pattern' in found ? found : derivativePattern(found, localise(evaluator, found)),
    transient: true,
  }),
});
