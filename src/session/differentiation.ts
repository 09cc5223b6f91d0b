import type { Mode } from '../ad/jacobian.ts';
import { fail } from '../base/fault.ts';
import { present, type Numeric } from '../graph/trace.ts';
import type { CommandCall } from '../lang/ast.ts';
import { type Shape, sameShape, shapeText, type Tensor } from '../tensor/tensor.ts';
import type { CommandContext, Outcome } from './command.ts';
import { firstOutcome } from './derivative-result.ts';
import { assemble, jacobianParts, type Local, shapesOf } from './local.ts';
import { valuesOption, wordOption } from './option.ts';
import { localiseAt, type Point, pointOf } from './point.ts';

/** The mode that `mode=` forces, if any. */
export const modeOption = (call: CommandCall): Mode | undefined => wordOption(call, 'mode', ['forward', 'reverse'] as const);

/** What `:jac` and `:grad` do: all first derivatives at the operand's point. */
export function firstDerivative(context: CommandContext, call: CommandCall, what: string): Outcome {
  const { machine } = context;
  const point = pointOf(context, call);
  const local = localiseAt(machine, point);
  const { output, inputs } = shapesOf(local);
  const derivative = assemble(machine, jacobianParts(machine, local, modeOption(call)), output, inputs);
  return firstOutcome(context, call, what, point, local, derivative);
}

/** The tangents of `along`, one per differentiated argument, of its shape. */
export function tangents(context: CommandContext, call: CommandCall, local: Local): readonly Tensor[] {
  const { inputs } = shapesOf(local);
  const given = valuesOption(context, call, 'along');
  const wanted = inputs.map((s, i) => `${local.by[i]}: ${shapeText(s)}`).join(', ');
  if (!given) {
    return fail('option/missing', `:${call.name.name} needs a direction`, {
      span: call.name.span,
      help: `Say along=(..) with one value per differentiated argument (${wanted}).`,
    });
  }
  const option = call.options.find((o) => o.key.name === 'along')!;
  if (given.length !== inputs.length) {
    return fail('option/count', `along has ${given.length} values; ${inputs.length} arguments are differentiated (${wanted})`, {
      span: option.textSpan,
    });
  }
  return given.map((v, i) => shaped(present(v), inputs[i]!, `along for ${local.by[i]}`, option.textSpan));
}

/** The cotangent of `with`, of the output's shape; 1 for a scalar output where it is left out. */
export function cotangent(context: CommandContext, call: CommandCall, local: Local): Tensor {
  const { output } = shapesOf(local);
  const given = valuesOption(context, call, 'with');
  if (!given) {
    if (output.length === 0) return { shape: [], data: Float64Array.of(1) };
    return fail('option/missing', `:${call.name.name} needs the cotangent of an output ${shapeText(output)}`, {
      span: call.name.span,
      help: 'Say with=[..], of the shape of the output.',
    });
  }
  const option = call.options.find((o) => o.key.name === 'with')!;
  if (given.length !== 1) return fail('option/count', 'with takes one value', { span: option.textSpan });
  return shaped(present(given[0]!), output, 'with', option.textSpan);
}

function shaped(value: Tensor, shape: Shape, what: string, span: readonly [number, number]): Tensor {
  if (sameShape(value.shape, shape)) return value;
  return fail('shape/mismatch', `${what} is ${shapeText(value.shape)} where ${shapeText(shape)} is needed`, { span });
}

/** The point of a command that needs a scalar function, recorded. */
export function scalarLocal(context: CommandContext, call: CommandCall, reading = {}): { point: Point; local: Local } {
  const point = pointOf(context, call, reading);
  const local = localiseAt(context.machine, point);
  const { output } = shapesOf(local);
  if (output.length > 0) {
    fail('shape/not-scalar', `:${call.name.name} needs a function with one number as its value; this is ${shapeText(output)}`, {
      span: point.span,
      help: 'Take one entry, or a sum of squares.',
    });
  }
  return { point, local };
}

export type { Numeric };
