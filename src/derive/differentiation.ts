import type { Mode } from '../ad/jacobian.ts';
import type { Layout } from '../answer/result.ts';
import { counted } from '../base/counted.ts';
import { fail } from '../base/fault.ts';
import type { CommandContext, Outcome, RecordContext, Recording } from '../command/command.ts';
import { type Listed, valuesOf } from '../command/option.ts';
import { type Derivative, type Order, blockValue } from '../evaluate/derivative/derivative.ts';
import { derivativeOf } from '../evaluate/derivative/differentiate.ts';
import { type Local, localise } from '../evaluate/derivative/local.ts';
import type { Wanted } from '../evaluate/derivative/sparse.ts';
import { type Numeric, present } from '../graph/trace.ts';
import { type Shape, sameShape, shapeText } from '../tensor/tensor.ts';
import { recordingOf, resultOf } from './derivative.ts';
import { noteIndependence } from './independence.ts';
import { namesText } from './axes.ts';
import type { Point } from '../evaluate/derivative/point.ts';

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

/** The layout that a command shows: its own option, else the session's. */
export const layoutOf = ({ session }: CommandContext, own: Layout | undefined): Layout =>
  own ?? session.settings.layout;

/** What the options of a command say that takes a derivative along a direction, or pulls a cotangent back. */
export interface Along extends Pick<Manner, 'layout'> {
  readonly along?: Listed | undefined;
  readonly with?: Listed | undefined;
}

/** A derivative with the function that it was taken of. */
interface Taken {
  readonly local: Local;
  readonly derivative: Derivative;
}

/**
 * What a command does that takes a derivative at the operand's point, `isRecorded` where names are recorded: it answers the derivative as
 * it is shown, stores it in numerator layout, and records it.
 */
export const differentiating = <O extends Pick<Manner, 'layout'>>(
  what: string,
  take: (point: Point, options: O, context: RecordContext, isRecorded: boolean) => Taken,
) => ({
  run: (point: Point, options: O, context: CommandContext): Outcome => {
    const { local, derivative } = take(point, options, context, false);
    noteIndependence(context.evaluator, local, point);
    const title = `${what} of ${point.text} by ${namesText(local.by)}`;
    const notes = context.evaluator.notes.list(() => []);
    const result = resultOf(derivative, layoutOf(context, options.layout), title, notes);
    const [only, another] = derivative.blocks;
    return { result, ...(!another && { value: blockValue(only!) }) };
  },
  record: (point: Point, options: O, context: RecordContext): Recording =>
    recordingOf(take(point, options, context, true).derivative),
});

/** What `:jac`, `:grad` and `:hess` do: all derivatives of an order at the operand's point. */
export const allDerivatives = (order: Order, what: string) =>
  differentiating<Manner>(what, (point, manner, { evaluator }, isRecorded) => {
    const local = localise(evaluator, point);
    const { mode, storage } = wantedBy(manner);
    // Of several arguments the parts are cut when values are known; recorded they are dense.
    const kept = isRecorded && local.by.length > 1 ? 'dense' : storage;
    return { local, derivative: derivativeOf(evaluator, local, { order, mode, storage: kept }) };
  });

/** The tangents of `along`, one per differentiated argument, of its shape. */
export function tangents(context: RecordContext, along: Listed | undefined, local: Local): readonly Numeric[] {
  const { by } = local;
  const wanted = by.map(({ name, shape }) => `${name}: ${shapeText(shape)}`).join(', ');
  if (!along) {
    fail('option/missing', `:${context.command.name} needs a direction`, {
      span: context.command.span,
      help: `Say along=(..) with one value per differentiated argument (${wanted}).`,
    });
  }
  const form =
    by.length > 1
      ? 'one value per argument in parentheses: along=(1, 0)'
      : by[0]?.shape.length === 0
        ? 'one number: along=1'
        : 'an array in brackets: along=[1, 0]';
  const given = valuesOf(context, along);
  if (given.length !== by.length) {
    fail(
      'option/count',
      `along has ${counted(given.length, 'value')} for ${counted(by.length, 'differentiated argument')} (${wanted})`,
      {
        span: along.span,
        help: `Write ${form}.`,
      },
    );
  }
  return given.map((v, i) => shaped(v, by[i]!.shape, `along for ${by[i]!.name}`, along.span));
}

/** The cotangent of `with`, of the output's shape; 1 for a scalar output where it is left out. */
export function cotangent(context: RecordContext, listed: Listed | undefined, local: Local): Numeric {
  const output = local.output.shape;
  if (!listed) {
    if (output.length === 0) return { shape: [], data: Float64Array.of(1) };
    fail('option/missing', `:${context.command.name} needs the cotangent of an output ${shapeText(output)}`, {
      span: context.command.span,
      help: 'Say with=[..], of the shape of the output.',
    });
  }
  const given = valuesOf(context, listed);
  if (given.length !== 1)
    fail('option/count', 'with takes one value', {
      span: listed.span,
      help: 'Write an array of the output in brackets: with=[1, 0].',
    });
  return shaped(given[0]!, output, 'with', listed.span);
}

function shaped(value: Numeric, shape: Shape, what: string, span: readonly [number, number]): Numeric {
  const found = present(value).shape;
  if (sameShape(found, shape)) return value;
  fail('shape/mismatch', `${what} is ${shapeText(found)} where ${shapeText(shape)} is needed`, { span });
}

/** The function at a point of a command that needs a scalar one, recorded. */
export function scalarLocal(context: RecordContext, point: Point): Local {
  const local = localise(context.evaluator, point);
  const output = local.output.shape;
  if (output.length > 0) {
    fail(
      'shape/not-scalar',
      `:${context.command.name} needs a function with one number as its value; this is ${shapeText(output)}`,
      {
        span: point.operand.span,
        help: 'Take one entry, or a sum of squares.',
      },
    );
  }
  return local;
}
