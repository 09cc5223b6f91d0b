import { topFrame, withNames } from '../../src/evaluate/evaluator.ts';
import { Fault } from '../../src/base/fault.ts';
import { within } from '../../src/compile/runtime.ts';
import { present } from '../../src/graph/trace.ts';
import { type Shape, shapeText } from '../../src/tensor/tensor.ts';
import { fail } from '../../src/base/fault.ts';
import { type Listed, valuesOf } from '../../src/command/option.ts';
import type { RecordContext } from '../../src/command/command.ts';
import { evaluate, numeric } from '../../src/evaluate/evaluate.ts';
import { isNumeric } from '../../src/evaluate/datum.ts';
import type { Point } from '../../src/evaluate/derivative/point.ts';
import { symbolicDerivative } from '../../src/notation/symbolic/derivative.ts';
import { subjectAt } from '../../src/notation/symbolic/subject.ts';
import type { Datum } from '../../src/evaluate/value.ts';

const pointNames = (point: Point): ReadonlyMap<string, Datum> =>
  new Map(point.by.map(({ name, value }) => [name, value]));

/** The values of the formula that the user gives with `against=`, at the point; shaped as the derivative, or its parts. */
export function givenEntries(
  context: RecordContext,
  against: Listed | undefined,
  point: Point,
  wanted: readonly Shape[],
): Float64Array | undefined {
  if (!against) return undefined;
  const { inner } = withNames(context.evaluator, '', pointNames(point));
  const given = valuesOf({ ...context, evaluator: inner }, against).map(present);
  const shapes = given.map(({ shape }) => shape);
  const text = (all: readonly Shape[]): string => all.map(shapeText).join(', ');
  // A row may be written as a vector, and a number as a row of one.
  const core = (all: readonly Shape[]): string => all.map((shape) => shape.filter((d) => d !== 1).join(',')).join(';');
  if (core(shapes) !== core(wanted)) {
    fail('shape/mismatch', `the formula is ${text(shapes)}; the derivative is ${text(wanted)}`, {
      span: against.span,
      help: 'Rows belong to outputs, columns to arguments.',
    });
  }
  return Float64Array.from(given.flatMap(({ data }) => Array.from(data)));
}

/** The entries of the symbolic derivative at the point, or why there are none. */
export async function symbolicEntries(context: RecordContext, point: Point): Promise<Float64Array | string> {
  const { evaluator, source } = context;
  const { operand } = point;
  const frame = topFrame(evaluator, source);
  try {
    const called = point.name !== 'out';
    const subject = subjectAt(
      context,
      operand,
      point.by.map(({ name }) => name),
      called,
    );
    const names = new Map(pointNames(point));
    if (called && operand.kind === 'call') {
      subject.params.forEach((param, i) => {
        const arg = operand.args[i];
        if (arg && !names.has(param)) names.set(param, evaluate(evaluator, arg, frame));
      });
    }
    for (const [name, value] of point.given) names.set(name, value);
    for (const [name, value] of names) {
      if (isNumeric(value) && present(value).shape.length > 0) return `${name} is an array`;
    }
    const { expr } = await symbolicDerivative(evaluator, subject);
    const { inner, frame: at } = withNames(evaluator, '', names);
    return present(within(evaluator.runtime, () => numeric(inner, expr, at))).data;
  } catch (error) {
    if (error instanceof Fault && error.data.code !== 'interrupted') return error.data.message;
    throw error;
  }
}
