import type { Mode } from '../ad/jacobian.ts';
import { counted } from '../base/counted.ts';
import { fail } from '../base/fault.ts';
import { type Numeric, present } from '../graph/trace.ts';
import { type Shape, sameShape, shapeText } from '../tensor/tensor.ts';
import type { CommandContext, Outcome, RecordContext, Recording } from '../command/command.ts';
import type { Layout } from '../answer/result.ts';
import type { Wanted } from '../evaluate/derivative/sparse.ts';
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
import { type Listed, valuesOf } from '../command/option.ts';
import { localiseAt, type Point } from './point.ts';
import { type Place, recordedSparse, sparseFirst, sparseSecond } from './sparse-outcome.ts';

/** What the options of a command that differentiates say. */
export interface Manner {
  readonly mode: Mode | undefined;
  readonly layout: Layout | undefined;
  /** How entries are stored; other forms are no concern here. */
  readonly form?: string | undefined;
}

const wantedBy = ({ mode, form }: Manner): Wanted => ({
  mode,
  storage: form === 'sparse' || form === 'dense' ? form : undefined,
});

/** A derivative at the operand's point. */
interface Taken {
  readonly point: Point;
  readonly local: Local;
  readonly derivative: Assembled;
}

/** All first derivatives at a point, of shapes [..output, ..input], one for each argument. */
export function firstParts(context: RecordContext, point: Point, mode: Mode | undefined) {
  const local = localiseAt(context.evaluator, point);
  return { point, local, parts: jacobianParts(context.evaluator, local, mode) };
}

function first({ evaluator }: RecordContext, { point, local }: Place, mode: Mode | undefined): Taken {
  const { output, inputs } = shapesOf(local);
  const parts = jacobianParts(evaluator, local, mode);
  return { point, local, derivative: assemble(evaluator, parts, output, inputs) };
}

function second({ evaluator }: RecordContext, { point, local }: Place, mode: Mode | undefined): Taken {
  const { output, inputs } = shapesOf(local);
  const parts = hessianParts(evaluator, local, mode);
  return { point, local, derivative: assembleSecond(evaluator, parts, output, inputs) };
}

/** Records a derivative, sparse where the command would answer it so. */
const recordedBy =
  (order: 'first' | 'second', derive: typeof first) =>
  (point: Point, manner: Manner, context: RecordContext): Recording => {
    const place = { point, local: localiseAt(context.evaluator, point) };
    const sparse = recordedSparse(context.evaluator, place.local, wantedBy(manner), order);
    if (sparse) return sparse;
    const { local, derivative } = derive(context, place, manner.mode);
    return recordingOf(derivative, local);
  };

/** What `:jac` and `:grad` do: all first derivatives at the operand's point. */
export const firstDerivative = (what: string) => ({
  run: (point: Point, manner: Manner, context: CommandContext): Outcome => {
    const place = { point, local: localiseAt(context.evaluator, point) };
    const sparse = sparseFirst(context, manner.layout, what, place, wantedBy(manner));
    if (sparse) return sparse;
    const { local, derivative } = first(context, place, manner.mode);
    return firstOutcome(context, manner.layout, what, point, local, derivative);
  },
  record: recordedBy('first', first),
});

/** What `:hess` does: all second derivatives. */
export const secondDerivative = (what: string) => ({
  run: (point: Point, manner: Manner, context: CommandContext): Outcome => {
    const place = { point, local: localiseAt(context.evaluator, point) };
    const sparse = sparseSecond(context, manner.layout, what, place, wantedBy(manner));
    if (sparse) return sparse;
    const { local, derivative } = second(context, place, manner.mode);
    return secondOutcome(context, manner.layout, what, point, local, derivative);
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
export function tangents(context: RecordContext, along: Listed | undefined, local: Local): readonly Numeric[] {
  const { inputs } = shapesOf(local);
  const wanted = inputs.map((s, i) => `${local.by[i]}: ${shapeText(s)}`).join(', ');
  if (!along) {
    return fail('option/missing', `:${context.command.name} needs a direction`, {
      span: context.command.span,
      help: `Say along=(..) with one value per differentiated argument (${wanted}).`,
    });
  }
  const form =
    inputs.length > 1
      ? 'one value per argument in parentheses: along=(1, 0)'
      : inputs[0]?.length === 0
        ? 'one number: along=1'
        : 'an array in brackets: along=[1, 0]';
  const given = valuesOf(context, along);
  if (given.length !== inputs.length) {
    return fail(
      'option/count',
      `along has ${counted(given.length, 'value')} for ${counted(inputs.length, 'differentiated argument')} (${wanted})`,
      {
        span: along.span,
        help: `Write ${form}.`,
      },
    );
  }
  return given.map((v, i) => shaped(v, inputs[i]!, `along for ${local.by[i]}`, along.span));
}

/** The cotangent of `with`, of the output's shape; 1 for a scalar output where it is left out. */
export function cotangent(context: RecordContext, listed: Listed | undefined, local: Local): Numeric {
  const { output } = shapesOf(local);
  if (!listed) {
    if (output.length === 0) return { shape: [], data: Float64Array.of(1) };
    return fail('option/missing', `:${context.command.name} needs the cotangent of an output ${shapeText(output)}`, {
      span: context.command.span,
      help: 'Say with=[..], of the shape of the output.',
    });
  }
  const given = valuesOf(context, listed);
  if (given.length !== 1)
    return fail('option/count', 'with takes one value', {
      span: listed.span,
      help: 'Write an array of the output in brackets: with=[1, 0].',
    });
  return shaped(given[0]!, output, 'with', listed.span);
}

function shaped(value: Numeric, shape: Shape, what: string, span: readonly [number, number]): Numeric {
  const found = present(value).shape;
  if (sameShape(found, shape)) return value;
  return fail('shape/mismatch', `${what} is ${shapeText(found)} where ${shapeText(shape)} is needed`, { span });
}

/** The function at a point of a command that needs a scalar one, recorded. */
export function scalarLocal(context: RecordContext, point: Point): Local {
  const local = localiseAt(context.evaluator, point);
  const { output } = shapesOf(local);
  if (output.length > 0) {
    fail(
      'shape/not-scalar',
      `:${context.command.name} needs a function with one number as its value; this is ${shapeText(output)}`,
      {
        span: point.span,
        help: 'Take one entry, or a sum of squares.',
      },
    );
  }
  return local;
}
