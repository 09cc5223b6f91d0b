import type { Mode } from '../ad/jacobian.ts';
import { counted } from '../base/counted.ts';
import { fail } from '../base/fault.ts';
import { type Numeric, present } from '../graph/trace.ts';
import type { CommandCall } from '../lang/ast.ts';
import { type Shape, sameShape, shapeText } from '../tensor/tensor.ts';
import type { Command, RecordContext, Recording } from '../command/command.ts';
import { hessianParts } from '../evaluate/derivative/operator.ts';
import { firstOutcome, secondOutcome } from './derivative-result.ts';
import {
  assemble,
  type Assembled,
  assembleSecond,
  jacobianParts,
  type Local,
  shapesOf,
} from '../evaluate/derivative/local.ts';
import { valuesOption, wordOption } from '../command/readers.ts';
import { localiseAt, type Point, pointOf } from './point.ts';
import { type Place, recordedSparse, sparseFirst, sparseSecond, storageOption } from './sparse-outcome.ts';

/** The mode that `mode=` forces, if any. */
export const modeOption = (call: CommandCall): Mode | undefined =>
  wordOption(call, 'mode', ['forward', 'reverse'] as const);

/** A derivative at the operand's point. */
interface Taken {
  readonly point: Point;
  readonly local: Local;
  readonly derivative: Assembled;
}

/** The operand's point, and its function recorded there. */
function placeOf(context: RecordContext, call: CommandCall): Place {
  const point = pointOf(context, call);
  return { point, local: localiseAt(context.evaluator, point) };
}

/** All first derivatives at the operand's point, of shapes [..output, ..input], one for each argument. */
export function firstParts(context: RecordContext, call: CommandCall, place?: Place) {
  const { point, local } = place ?? placeOf(context, call);
  return { point, local, parts: jacobianParts(context.evaluator, local, modeOption(call)) };
}

function first(context: RecordContext, call: CommandCall, place?: Place): Taken {
  const { point, local, parts } = firstParts(context, call, place);
  const { output, inputs } = shapesOf(local);
  return { point, local, derivative: assemble(context.evaluator, parts, output, inputs) };
}

function second(context: RecordContext, call: CommandCall, place?: Place): Taken {
  const { evaluator } = context;
  const { point, local } = place ?? placeOf(context, call);
  const { output, inputs } = shapesOf(local);
  const parts = hessianParts(evaluator, local, modeOption(call));
  return { point, local, derivative: assembleSecond(evaluator, parts, output, inputs) };
}

/** Records a derivative, sparse where the command would answer it so. */
const recordedBy =
  (order: 'first' | 'second', derive: typeof first): NonNullable<Command['record']> =>
  (call, context) => {
    const place = placeOf(context, call);
    const wanted = { mode: modeOption(call), storage: storageOption(call) };
    const sparse = recordedSparse(context.evaluator, place.local, wanted, order);
    if (sparse) return sparse;
    const { local, derivative } = derive(context, call, place);
    return recordingOf(derivative, local);
  };

/** What `:jac` and `:grad` do: all first derivatives at the operand's point. */
export const firstDerivative = (what: string): Pick<Command, 'run' | 'record'> => ({
  run: (call, context) => {
    const place = placeOf(context, call);
    const wanted = { mode: modeOption(call), storage: storageOption(call) };
    const sparse = sparseFirst(context, call, what, place, wanted);
    if (sparse) return sparse;
    const { point, local, derivative } = first(context, call, place);
    return firstOutcome(context, call, what, point, local, derivative);
  },
  record: recordedBy('first', first),
});

/** What `:hess` does: all second derivatives. */
export const secondDerivative = (what: string): Pick<Command, 'run' | 'record'> => ({
  run: (call, context) => {
    const place = placeOf(context, call);
    const wanted = { mode: modeOption(call), storage: storageOption(call) };
    const sparse = sparseSecond(context, call, what, place, wanted);
    if (sparse) return sparse;
    const { point, local, derivative } = second(context, call, place);
    return secondOutcome(context, call, what, point, local, derivative);
  },
  record: recordedBy('second', second),
});

/** A derivative as it is recorded: its parts named by the arguments, those of a second derivative by pairs of them. */
export function recordingOf(derivative: Assembled, { by }: Local): Recording {
  if (derivative.kind === 'one') return derivative;
  const { values } = derivative;
  const names = values.length === by.length ? by.map((a) => [a]) : by.flatMap((a) => by.map((b) => [a, b]));
  return { kind: 'parts', parts: values.map((value, i) => ({ name: names[i]!, value })) };
}

/** The tangents of `along`, one per differentiated argument, of its shape. */
export function tangents(context: RecordContext, call: CommandCall, local: Local): readonly Numeric[] {
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
  return given.map((v, i) => shaped(v, inputs[i]!, `along for ${local.by[i]}`, option.textSpan));
}

/** The cotangent of `with`, of the output's shape; 1 for a scalar output where it is left out. */
export function cotangent(context: RecordContext, call: CommandCall, local: Local): Numeric {
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
  return shaped(given[0]!, output, 'with', option.textSpan);
}

function shaped(value: Numeric, shape: Shape, what: string, span: readonly [number, number]): Numeric {
  const found = present(value).shape;
  if (sameShape(found, shape)) return value;
  return fail('shape/mismatch', `${what} is ${shapeText(found)} where ${shapeText(shape)} is needed`, { span });
}

/** The point of a command that needs a scalar function, recorded. */
export function scalarLocal(context: RecordContext, call: CommandCall, reading = {}): { point: Point; local: Local } {
  const point = pointOf(context, call, reading);
  const local = localiseAt(context.evaluator, point);
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
