import { Fault, fail } from '../../base/fault.ts';
import { nearest } from '../../base/nearest.ts';
import type { Numeric } from '../../graph/trace.ts';
import type { CommandCall, Expr, Name } from '../../lang/ast.ts';
import { freeNames } from '../../lang/free.ts';
import { functions } from '../../ops/functions.ts';
import { callFunction } from '../../evaluate/call.ts';
import type { RecordContext, Takes } from '../../command/command.ts';
import { constants } from '../../evaluate/constants.ts';
import { functionText, isFunction, isNumeric, paramsOf } from '../../evaluate/datum.ts';
import { numeric } from '../../evaluate/evaluate.ts';
import { type Evaluator, withNames } from '../../evaluate/evaluator.ts';
import { exactlyOne } from '../../command/operands.ts';
import type { By } from '../../derive/point.ts';
import { onlyFreeName } from '../../evaluate/derivative/point.ts';
import type { Datum, FunctionValue } from '../../evaluate/value.ts';
import { formula } from './formula.ts';
import { inlineCalls, unsupported } from './inline.ts';

/** What is differentiated as a formula, not at a point. */
export interface Subject {
  /** The function's name; absent for an expression. */
  readonly name?: string;
  /** What a message calls it. */
  readonly text: string;
  /** The arguments of its derivative. */
  readonly params: readonly string[];
  /** What it is differentiated by. */
  readonly by: readonly string[];
  /** Its value as a formula of numbers, with every function of the user written out. */
  readonly formula: Expr;
  /** Its value at numbers in the place of its arguments, and of other names. */
  value(evaluator: Evaluator, args: readonly Numeric[], others: ReadonlyMap<string, Datum>): Numeric;
}

/** Reads an operand as a function of names: `f`, `f(x)`, `f(1, 2)`, or an expression of names. */
export const functionOfNames: Takes<Subject, By> = {
  usage: 'f or EXPRESSION',
  operands: 'expressions',
  read: (call, context, { wrt }) => subjectOf(context, call, wrt),
};

function subjectOf(context: RecordContext, call: CommandCall, wrt: By['wrt']): Subject {
  const { evaluator } = context;
  const operand = exactlyOne(call, context, 'something to differentiate', {
    missing: `Write a function or an expression behind it: :${context.command.name} x^2 + sin(x)`,
  });
  if (call.at[0]) {
    fail('at/formula', 'a symbolic derivative is a formula for every point', {
      span: call.at[0].name.span,
      help: 'Leave out at ..; the value at a point is :jac.',
    });
  }
  const head = operand.kind === 'call' && isClosed(evaluator, operand) ? operand.callee : operand;
  const fn = head.kind === 'name' ? functionAt(context, head) : undefined;
  if (fn) return ofFunction(evaluator, fn, wrt, operand);
  return ofExpression(context, operand, wrt);
}

/** The subject of an operand that stands at a point, differentiated by these names. */
export function subjectAt(context: RecordContext, operand: Expr, by: readonly string[], called: boolean): Subject {
  const wrt = by.map((text): Name => ({ kind: 'name', name: text, span: operand.span }));
  if (!called) return ofExpression(context, operand, wrt);
  const callee = operand.kind === 'call' && operand.callee.kind === 'name' ? operand.callee : undefined;
  const fn = callee ? functionAt(context, callee) : undefined;
  return fn ? ofFunction(context.evaluator, fn, wrt, operand) : unsupported('this call');
}

/** A call at numbers: its function is meant, for a formula holds at every point. */
const isClosed = (evaluator: Evaluator, { callee, args }: Expr & { kind: 'call' }): boolean =>
  callee.kind === 'name' &&
  args.every((arg) => freeNames(arg).read.every((n) => constants.has(n) && evaluator.globals.get(n) === undefined));

/** The function that a name means. */
function functionAt({ evaluator }: RecordContext, { name }: Name): FunctionValue | undefined {
  const datum = evaluator.globals.get(name);
  if (datum !== undefined) return isFunction(datum) ? datum : undefined;
  return functions.has(name) && !constants.has(name) ? { kind: 'builtin', name } : undefined;
}

function ofFunction(evaluator: Evaluator, fn: FunctionValue, wrt: readonly Name[] | undefined, operand: Expr): Subject {
  const params = paramsOf(fn);
  const text = functionText(fn);
  const by = wrt ?? params.map((name): Name => ({ kind: 'name', name, span: operand.span }));
  for (const { name, span } of by) {
    if (!params.includes(name)) {
      fail('wrt/unknown', `${name} is not a parameter of ${text}: it has ${params.join(', ')}`, { span });
    }
  }
  if (by.length === 0) fail('wrt/none', `${text} has no parameters to differentiate by`, { span: operand.span });
  const body =
    fn.kind === 'function' && !fn.locals ? fn.body : fn.kind === 'builtin' ? callOf(fn.name, params) : undefined;
  return {
    name: text,
    text,
    params,
    by: by.map(({ name }) => name),
    formula: body ? inlineCalls(body, evaluator.globals, { names: params, local: true }) : unsupported(text),
    value: (around, args, others) => {
      const { inner, frame } = withNames(around, text, others);
      const datum = callFunction(inner, fn, args, { place: operand.span, frame, args: [] });
      return isNumeric(datum) ? datum : unsupported(text);
    },
  };
}

const callOf = (text: string, params: readonly string[]): Expr => formula(`${text}(${params.join(', ')})`);

function ofExpression({ evaluator, source }: RecordContext, operand: Expr, wrt: readonly Name[] | undefined): Subject {
  const passed = passedNames(operand);
  if (
    operand.kind === 'name' &&
    !wrt &&
    evaluator.globals.get(operand.name) === undefined &&
    !constants.has(operand.name)
  ) {
    const { name, span } = operand;
    const near = nearest(name, [...evaluator.globals.names(), ...functions.keys()]);
    fail('name/unknown', `${name} is not defined`, {
      span,
      help: near
        ? `Did you mean ${near}?`
        : `Define it first: ${name}(x) = ...; by itself it is :diff ${name} wrt=${name}.`,
    });
  }
  const params = passed ?? (wrt ?? [variable(evaluator, operand)]).map((n) => n.name);
  const by = wrt?.map((n) => n.name) ?? params;
  const all = [...params, ...by.filter((n) => !params.includes(n))];
  return {
    text: source.slice(...operand.span),
    params: all,
    by,
    formula: inlineCalls(operand, evaluator.globals, { names: all, local: false }),
    value: (around, args, others) => {
      const names = new Map([...others, ...all.map((n, i) => [n, args[i]!] as const)]);
      const { inner, frame } = withNames(around, source, names);
      return numeric(inner, operand, frame);
    },
  };
}

/** The one name that is meant; a point, which would tell it elsewhere, is no help to a formula. */
function variable(evaluator: Evaluator, operand: Expr): Name {
  try {
    return onlyFreeName(evaluator, operand);
  } catch (error) {
    if (!(error instanceof Fault) || error.data.code !== 'wrt/ambiguous') throw error;
    const all = freeNames(operand).read.filter((n) => !constants.has(n));
    throw new Fault({ ...error.data, help: `Say wrt=${all[0]}, or wrt=${all.join(',')} for all.` });
  }
}

/** `f(x, y)`: the names that a function is called with, where they are all of it and different. */
function passedNames(operand: Expr): readonly string[] | undefined {
  if (operand.kind !== 'call') return undefined;
  const names = operand.args.flatMap((arg) => (arg.kind === 'name' && !constants.has(arg.name) ? [arg.name] : []));
  return names.length === operand.args.length && new Set(names).size === names.length ? names : undefined;
}
