import { type Evaluator, topFrame, withNames } from '../../src/evaluate/evaluator.ts';
import type { Apart } from '../../src/base/note.ts';
import { Fault } from '../../src/base/fault.ts';
import { interpret } from '../../src/compile/interpreter.ts';
import { assureDigits } from '../../src/compile/precision.ts';
import { within } from '../../src/compile/runtime.ts';
import { present } from '../../src/graph/trace.ts';
import type { Expr } from '../../src/lang/ast.ts';
import { type Shape, shapeText, type Tensor } from '../../src/tensor/tensor.ts';
import { fail } from '../../src/base/fault.ts';
import type { Listed } from '../../src/command/option.ts';
import type { RecordContext } from '../../src/command/command.ts';
import { evaluate, numeric } from '../../src/evaluate/evaluate.ts';
import { isNumeric } from '../../src/evaluate/datum.ts';
import type { Point } from '../../src/evaluate/derivative/point.ts';
import { symbolicDerivative } from '../../src/notation/symbolic/derivative.ts';
import { subjectAt } from '../../src/notation/symbolic/subject.ts';
import type { Datum } from '../../src/evaluate/value.ts';

/** What a formula is at the point, and how far rounding may have moved it. */
export interface FormulaValues {
  readonly entries: Float64Array;
  readonly apart: Apart;
}

/** Expressions at values of names, to all digits that they allow: a formula that cancels here is no wrong formula. */
function assured(
  evaluator: Evaluator,
  source: string,
  names: ReadonlyMap<string, Datum>,
  exprs: readonly Expr[],
): { readonly values: readonly Tensor[]; readonly apart: Apart } {
  const moving = [...names].flatMap(([name, value]) => (isNumeric(value) ? [{ name, value }] : []));
  const { graph, captured } = evaluator.$.record(
    moving.map(({ value }) => value),
    (xs) => {
      const moved = moving.map(({ name }, i) => [name, xs[i]!] as const);
      const { inner, frame } = withNames(evaluator, source, new Map([...names, ...moved]));
      return exprs.map((expr) => numeric(inner, expr, frame));
    },
  );
  const inputs = [...moving.map(({ value }) => value), ...captured].map(present);
  const { outputs, losses } = assureDigits(graph, inputs, interpret(graph, inputs));
  const largest = (of: (apart: Apart) => number): number => Math.max(0, ...losses.map(({ apart }) => of(apart)));
  return { values: outputs, apart: { part: largest(({ part }) => part), zeros: largest(({ zeros }) => zeros) } };
}

const pointNames = (point: Point): ReadonlyMap<string, Datum> =>
  new Map(point.by.map(({ name, value }) => [name, value]));

/** The values of the formula that the user gives with `against=`, at the point; shaped as the derivative, or its parts. */
export function givenEntries(
  context: RecordContext,
  against: Listed | undefined,
  point: Point,
  wanted: readonly Shape[],
): FormulaValues | undefined {
  if (!against) return undefined;
  const { values: given, apart } = assured(context.evaluator, context.source, pointNames(point), against.exprs);
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
  return { entries: Float64Array.from(given.flatMap(({ data }) => Array.from(data))), apart };
}

/** The entries of the symbolic derivative at the point, or why there are none. */
export async function symbolicEntries(context: RecordContext, point: Point): Promise<FormulaValues | string> {
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
    const { values, apart } = within(evaluator.runtime, () => assured(evaluator, '', names, [expr]));
    const entries = values[0]!.data;
    return entries.every(Number.isFinite) ? { entries, apart } : 'its formula is not finite here';
  } catch (error) {
    if (error instanceof Fault && error.data.code !== 'interrupted') return error.data.message;
    throw error;
  }
}
