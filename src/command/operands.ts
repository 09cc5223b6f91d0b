import { fail } from '../base/fault.ts';
import { present } from '../graph/trace.ts';
import type { CommandCall } from '../lang/ast.ts';
import { functions } from '../ops/functions.ts';
import { shapeText, type Tensor } from '../tensor/tensor.ts';
import type { RecordContext } from './command.ts';
import { numeric } from '../evaluate/evaluate.ts';
import { type Frame, located, type Evaluator } from '../evaluate/evaluator.ts';

/** The values of a command's operands, and what a function of the op table answers on them. */
export interface Evaluated {
  readonly values: readonly Tensor[];
  readonly result: Tensor;
}

/** The values of a command's operands, with the names that `at` gives, and what they were evaluated with. */
export function operandValues(
  { evaluator, source }: RecordContext,
  { operands, at }: CommandCall,
): { readonly values: readonly Tensor[]; readonly inner: Evaluator; readonly frame: Frame } {
  const given = new Map(
    at.map(({ name, value }) => [name.name, numeric(evaluator, value, { scope: evaluator.globals, source, depth: 0 })]),
  );
  const inner = given.size > 0 ? { ...evaluator, globals: evaluator.globals.with(given) } : evaluator;
  const frame = { scope: inner.globals, source, depth: 0 };
  return { values: operands.map((e) => present(numeric(inner, e, frame))), inner, frame };
}

/** Evaluates a command's operands, of which it needs exactly those that `names` lists, and applies a function to them. */
export function evaluated(
  context: RecordContext,
  call: CommandCall,
  names: readonly string[],
  name: string,
): Evaluated {
  const { operands } = call;
  if (operands.length !== names.length) {
    const span = operands[names.length]?.span ?? call.name.span;
    return fail(
      operands.length < names.length ? 'operand/missing' : 'operand/extra',
      `:${name} takes ${names.join(', ')}; ${operands.length} given`,
      {
        span,
        help: `Write :${name} ${names.join(', ')}.`,
      },
    );
  }
  const { values, inner, frame } = operandValues(context, call);
  const span = [operands[0]!.span[0], operands.at(-1)!.span[1]] as const;
  const result = located(inner, frame, { span }, () => present(functions.get(name)!.call(inner.$, values)));
  return { values, result };
}

/** The function's value alone. */
export const operands = (
  context: RecordContext,
  call: CommandCall,
  names: readonly string[],
  name: string,
): readonly [Tensor] => [evaluated(context, call, names, name).result];

/** The one operand of a command that needs a matrix, and its text; a number is a 1 x 1 matrix. */
export function matrixOperand(
  { evaluator, source }: RecordContext,
  call: CommandCall,
): { readonly value: Tensor; readonly text: string } {
  const [operand, extra] = call.operands;
  if (!operand || extra) {
    return fail(extra ? 'operand/extra' : 'operand/missing', `:${call.name.name} takes one matrix`, {
      span: extra?.span ?? call.name.span,
      help: `Write :${call.name.name} [2, 1; 1, 2].`,
    });
  }
  const globals = call.at.reduce(
    (scope, { name, value }) =>
      scope.with(new Map([[name.name, numeric(evaluator, value, { scope: evaluator.globals, source, depth: 0 })]])),
    evaluator.globals,
  );
  const found = present(numeric({ ...evaluator, globals }, operand, { scope: globals, source, depth: 0 }));
  const value = found.shape.length === 0 ? { shape: [1, 1], data: found.data } : found;
  if (value.shape.length !== 2) {
    fail('shape/rank', `:${call.name.name} needs a matrix; this is ${shapeText(value.shape)}`, { span: operand.span });
  }
  const text = source.slice(...operand.span).replace(/\s+/g, ' ');
  return { value, text: text.length <= 40 ? text : `${text.slice(0, 37)}...` };
}
