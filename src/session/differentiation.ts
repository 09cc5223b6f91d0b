import type { Mode } from '../ad/jacobian.ts';
import { counted } from '../base/counted.ts';
import { fail } from '../base/fault.ts';
import { present, type Numeric } from '../graph/trace.ts';
import type { CommandCall } from '../lang/ast.ts';
import { type Shape, sameShape, shapeText, type Tensor } from '../tensor/tensor.ts';
import type { Command, RecordContext } from './command.ts';
import { hessianParts } from './derivative.ts';
import { firstOutcome, secondOutcome } from './derivative-result.ts';
import { assemble, type Assembled, assembleSecond, jacobianParts, type Local, shapesOf } from './local.ts';
import { valuesOption, wordOption } from './option.ts';
import { localiseAt, type Point, pointOf } from './point.ts';

/** The mode that `mode=` forces, if any. */
export const modeOption = (call: CommandCall): Mode | undefined =>
  wordOption(call, 'mode', ['forward', 'reverse'] as const);

/** A derivative at the operand's point. */
interface Taken {
  readonly point: Point;
  readonly local: Local;
  readonly derivative: Assembled;
}

/** All first derivatives at the operand's point, of shapes [..output, ..input], one for each argument. */
export function firstParts(context: RecordContext, call: CommandCall) {
  const { machine } = context;
  const point = pointOf(context, call);
  const local = localiseAt(machine, point);
  return { point, local, parts: jacobianParts(machine, local, modeOption(call)) };
}

function first(context: RecordContext, call: CommandCall): Taken {
  const { point, local, parts } = firstParts(context, call);
  const { output, inputs } = shapesOf(local);
  return { point, local, derivative: assemble(context.machine, parts, output, inputs) };
}

function second(context: RecordContext, call: CommandCall): Taken {
  const { machine } = context;
  const point = pointOf(context, call);
  const local = localiseAt(machine, point);
  const { output, inputs } = shapesOf(local);
  const parts = hessianParts(machine, local, modeOption(call));
  return { point, local, derivative: assembleSecond(machine, parts, output, inputs) };
}

/** What `:jac` and `:grad` do: all first derivatives at the operand's point. */
export const firstDerivative = (what: string): Pick<Command, 'run' | 'record'> => ({
  run: (call, context) => {
    const { point, local, derivative } = first(context, call);
    return firstOutcome(context, call, what, point, local, derivative);
  },
  record: (call, context) => single(first(context, call).derivative, call),
});

/** What `:hess` does: all second derivatives. */
export const secondDerivative = (what: string): Pick<Command, 'run' | 'record'> => ({
  run: (call, context) => {
    const { point, local, derivative } = second(context, call);
    return secondOutcome(context, call, what, point, local, derivative);
  },
  record: (call, context) => single(second(context, call).derivative, call),
});

const single = (derivative: Assembled, call: CommandCall): Numeric =>
  derivative.kind === 'one'
    ? derivative.value
    : fail('derivative/parts', 'arguments of different kinds give one array each', {
        span: call.span,
        help: 'Name one with wrt=..',
      });

/** The tangents of `along`, one per differentiated argument, of its shape. */
export function tangents(context: RecordContext, call: CommandCall, local: Local): readonly Tensor[] {
  const { inputs } = shapesOf(local);
  const given = valuesOption(context, call, 'along');
  const wanted = inputs.map((s, i) => `${local.by[i]}: ${shapeText(s)}`).join(', ');
  if (!given) {
    return fail('option/missing', `:${call.name.name} needs a direction`, {
      span: call.name.span,
      help: `Say along=(..) with one value per differentiated argument (${wanted}).`,
    });
  }
  const form =
    inputs.length > 1
      ? 'one value per argument in parentheses: along=(1, 0)'
      : inputs[0]?.length === 0
        ? 'one number: along=1'
        : 'an array in brackets: along=[1, 0]';
  const option = call.options.find((o) => o.key.name === 'along')!;
  if (given.length !== inputs.length) {
    return fail(
      'option/count',
      `along has ${counted(given.length, 'value')} for ${counted(inputs.length, 'differentiated argument')} (${wanted})`,
      {
        span: option.textSpan,
        help: `Write ${form}.`,
      },
    );
  }
  return given.map((v, i) => shaped(present(v), inputs[i]!, `along for ${local.by[i]}`, option.textSpan));
}

/** The cotangent of `with`, of the output's shape; 1 for a scalar output where it is left out. */
export function cotangent(context: RecordContext, call: CommandCall, local: Local): Tensor {
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
  if (given.length !== 1)
    return fail('option/count', 'with takes one value', {
      span: option.textSpan,
      help: 'Write an array of the output in brackets: with=[1, 0].',
    });
  return shaped(present(given[0]!), output, 'with', option.textSpan);
}

function shaped(value: Tensor, shape: Shape, what: string, span: readonly [number, number]): Tensor {
  if (sameShape(value.shape, shape)) return value;
  return fail('shape/mismatch', `${what} is ${shapeText(value.shape)} where ${shapeText(shape)} is needed`, { span });
}

/** The point of a command that needs a scalar function, recorded. */
export function scalarLocal(context: RecordContext, call: CommandCall, reading = {}): { point: Point; local: Local } {
  const point = pointOf(context, call, reading);
  const local = localiseAt(context.machine, point);
  const { output } = shapesOf(local);
  if (output.length > 0) {
    fail(
      'shape/not-scalar',
      `:${call.name.name} needs a function with one number as its value; this is ${shapeText(output)}`,
      {
        span: point.span,
        help: 'Take one entry, or a sum of squares.',
      },
    );
  }
  return { point, local };
}
