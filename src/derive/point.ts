import { fail } from '../base/fault.ts';
import type { Span } from '../base/span.ts';
import type { Numeric } from '../graph/trace.ts';
import type { CommandCall, Expr, Name } from '../lang/ast.ts';
import { freeNames } from '../lang/free.ts';
import { functions } from '../ops/functions.ts';
import { callFunction, forms } from '../evaluate/call.ts';
import type { RecordContext, Takes } from '../command/command.ts';
import { constants } from '../evaluate/constants.ts';
import { functionText, isFunction, isNumeric, paramsOf } from '../evaluate/datum.ts';
import { evaluate, numeric } from '../evaluate/evaluate.ts';
import { type Local, localise } from '../evaluate/derivative/local.ts';
import { located, type Evaluator, topFrame } from '../evaluate/evaluator.ts';
import { exactlyOne, titleText } from '../command/operands.ts';
import { numericOf } from '../evaluate/sparse/value.ts';
import { type Datum, type FunctionValue, isSparse } from '../evaluate/value.ts';

/** What a command differentiates: a function at a point, by some of its arguments or of the session's names. */
export interface Point {
  /** The function's name, or `out` for an expression: what its axes are called. */
  readonly name: string;
  /** What a title calls it: the name, or the expression as typed. */
  readonly text: string;
  /** What it is differentiated by, in order, with the values there. */
  readonly by: readonly { readonly name: string; readonly value: Numeric }[];
  /** The value for other values of `by`. */
  readonly body: (xs: readonly Numeric[]) => Numeric;
  /** What was typed, and the values that at gives beside it. */
  readonly operand: Expr;
  readonly given: ReadonlyMap<string, Datum>;
  readonly span: Span;
}

/** Records the point's function there. */
export const localiseAt = (evaluator: Evaluator, point: Point): Local => localise(evaluator, point.by, point.body);

/** How a command reads the names of a call. */
export interface Reading {
  /** The session's names that are passed are meant, and all of them where there is no `wrt`: `:train loss(W, b)`. */
  readonly sessionNames?: boolean;
  /** A name may stand several times in `wrt`. */
  readonly repeats?: boolean;
}

/** What a command differentiates by, from its `wrt`. */
export interface By {
  readonly wrt: readonly Name[] | undefined;
}

/** A function at a point. */
export const functionAtPoint = (reading: Reading = {}): Takes<Point, By> => ({
  usage: 'f(x, y) [at x=1, y=2]',
  operands: 'expressions',
  read: (call, context, { wrt }) => pointOf(context, call, wrt, reading),
});

/**
 * Reads a command's operand as a function at a point. A call of a function is its own point, `wrt` names its parameters
 * or session names; an expression takes its point from `at` or from the session.
 */
function pointOf(context: RecordContext, call: CommandCall, wrt: By['wrt'], reading: Reading): Point {
  if (wrt && !reading.repeats) checkOnce(wrt);
  const operand = exactlyOne(call, context, 'something to differentiate', {
    missing: `Write a call or an expression behind it: :${context.command.name} f(1, 2)`,
    extra: 'For several outputs write an array: [a, b].',
  });
  const called = call.at.length === 0 ? calledFunction(context, operand) : undefined;
  return called
    ? callPoint(context, operand as Expr & { kind: 'call' }, called, wrt, reading)
    : expressionPoint(context, call, operand, wrt);
}

function checkOnce(names: readonly Name[]): void {
  const again = names.find(({ name }, i) => names.findIndex((other) => other.name === name) < i);
  if (!again) return;
  fail('wrt/twice', `${again.name} is given twice`, {
    span: again.span,
    help: 'Keep one of them; :partial takes a name for each differentiation.',
  });
}

/** The function whose call the operand is, if the call is the point. */
function calledFunction({ evaluator, source }: RecordContext, operand: Expr): FunctionValue | undefined {
  if (operand.kind !== 'call') return undefined;
  const { callee, args } = operand;
  const fn = evaluate(evaluator, callee.kind === 'name' ? operand.callee : callee, topFrame(evaluator, source));
  if (!isFunction(fn)) return undefined;
  // A builtin applied to names is an expression of those names: sum(x.^2) is meant by x, not by the squares.
  const open = fn.kind === 'builtin' && args.some((arg) => isOpen(evaluator, arg));
  return open ? undefined : fn;
}

const isOpen = (evaluator: Evaluator, expr: Expr): boolean =>
  freeNames(expr).read.some((name) => evaluator.globals.get(name) !== undefined || !constants.has(name));

function callPoint(
  context: RecordContext,
  operand: Expr & { kind: 'call' },
  fn: FunctionValue,
  wrt: readonly Name[] | undefined,
  { sessionNames = false }: Reading,
): Point {
  const { evaluator, source } = context;
  const frame = topFrame(evaluator, source);
  const args = operand.args.map((arg) => evaluate(evaluator, arg, frame));
  const params = paramsOf(fn, operand.args.length);
  const names =
    wrt ??
    (sessionNames
      ? passedNames(evaluator, operand)
      : params.slice(0, args.length).map((name): Name => ({ kind: 'name', name, span: operand.span })));
  const sources = names.map((name) => sourceOf(evaluator, name, sessionNames ? [] : params, operand, args));
  const changing = sources.flatMap((s) => (s.kind === 'global' ? [s.name] : []));
  const moves = operand.args.map((arg) => readsAny(evaluator, arg, changing));
  const body = (xs: readonly Numeric[]): Numeric => {
    const globals = new Map<string, Datum>();
    sources.forEach((s, k) => {
      if (s.kind === 'global') globals.set(s.name, xs[k]!);
    });
    const inner = globals.size > 0 ? { ...evaluator, globals: evaluator.globals.with(globals) } : evaluator;
    const site = { place: operand.span, frame: { ...frame, scope: inner.globals }, args: operand.args };
    const actual = args.map((arg, i) => {
      const k = sources.findIndex((s) => s.kind === 'argument' && s.index === i);
      if (k >= 0) return xs[k]!;
      return moves[i] ? evaluate(inner, operand.args[i]!, site.frame) : arg;
    });
    return asNumber(
      located(inner, site.frame, operand, () => callFunction(inner, fn, actual, site)),
      operand,
    );
  };
  return {
    name: functionText(fn),
    text: functionText(fn),
    by: sources.map(({ name, value }) => ({ name, value })),
    body,
    operand,
    given: new Map(),
    span: operand.span,
  };
}

/** The session's names that a call passes, each once. */
function passedNames(evaluator: Evaluator, operand: Expr & { kind: 'call' }): readonly Name[] {
  const names = operand.args.filter(
    (arg): arg is Name => arg.kind === 'name' && evaluator.globals.get(arg.name) !== undefined,
  );
  const first = names.filter((n, i) => names.findIndex((m) => m.name === n.name) === i);
  return first.length > 0
    ? first
    : fail('wrt/none', 'no name of the session is passed here, so there is nothing to change', {
        span: operand.span,
        help: 'Store the starting values under names and pass those: W = .., then loss(W).',
      });
}

const asNumber = (datum: Datum, expr: Expr): Numeric =>
  numericOf(datum) ??
  fail('type/not-a-number', 'this does not answer a number or an array', {
    span: expr.span,
    help: 'Only numbers have derivatives; call the function with all its arguments.',
  });

type Source =
  | { readonly kind: 'argument'; readonly index: number; readonly name: string; readonly value: Numeric }
  | { readonly kind: 'global'; readonly name: string; readonly value: Numeric };

/** Whether the value of an expression can depend on one of the session's `names`, also through the functions that it names. */
function readsAny(evaluator: Evaluator, expr: Expr, names: readonly string[], seen = new Set<string>()): boolean {
  const { read, called } = freeNames(expr);
  return [...read, ...called].some((name) => {
    if (names.includes(name)) return true;
    if (names.length === 0 || seen.has(name)) return false;
    seen.add(name);
    let value = evaluator.globals.get(name);
    while (value !== undefined && isFunction(value) && value.kind === 'derived') value = value.of;
    return value !== undefined && isFunction(value) && value.kind === 'function'
      ? readsAny(evaluator, value.body, names, seen)
      : false;
  });
}

/** What a name in `wrt` means: a parameter, else a name of the session, wherever the call passes it and the body reads it. */
function sourceOf(
  evaluator: Evaluator,
  name: Name,
  params: readonly string[],
  operand: Expr & { kind: 'call' },
  args: readonly Datum[],
): Source {
  const index = params.slice(0, args.length).indexOf(name.name);
  const given = index >= 0 ? args[index] : evaluator.globals.get(name.name);
  const value = given && (numericOf(given) ?? given);
  if (value === undefined) {
    const parameters = params.length > 0 ? `a parameter (${params.join(', ')}), ` : '';
    fail('wrt/unknown', `${name.name} is not ${parameters}passed here or a name of the session`, {
      span: name.span,
      help: params.length > 0 ? `Write wrt=${params.join(',')}.` : `Store a value first: ${name.name} = 1.`,
    });
  }
  if (!isNumeric(value)) {
    fail(
      'wrt/not-a-number',
      `${name.name} is ${isFunction(value) ? 'a function' : 'a text'}: only numbers and arrays can be differentiated by`,
      {
        span: operand.args[index]?.span ?? name.span,
        help: 'Say which arguments are meant with wrt=..',
      },
    );
  }
  return index >= 0 ? { kind: 'argument', index, name: name.name, value } : { kind: 'global', name: name.name, value };
}

function expressionPoint(
  { evaluator, source }: RecordContext,
  call: CommandCall,
  operand: Expr,
  wrt: readonly Name[] | undefined,
): Point {
  const frame = topFrame(evaluator, source);
  const given = new Map<string, Datum>();
  for (const { name, value } of call.at) {
    if (given.has(name.name))
      fail('at/twice', `${name.name} is given twice`, { span: name.span, help: 'Keep one of them.' });
    given.set(name.name, numeric(evaluator, value, frame));
  }
  const names = wrt ?? (call.at.length > 0 ? call.at.map((a) => a.name) : [onlyFreeName(evaluator, operand)]);
  const by = names.map((name) => {
    const found = given.get(name.name) ?? evaluator.globals.get(name.name);
    const value = found && (numericOf(found) ?? found);
    if (value === undefined) {
      fail('wrt/unknown', `${name.name} has no value here`, {
        span: name.span,
        help: `Give it one: at ${name.name}=1`,
      });
    }
    return isNumeric(value)
      ? { name: name.name, value }
      : fail(
          'wrt/not-a-number',
          `${name.name} is ${isFunction(value) ? 'a function' : 'a text'}: only numbers and arrays can be differentiated by`,
          {
            span: name.span,
          },
        );
  });
  const body = (xs: readonly Numeric[]): Numeric => {
    const bound = new Map(given);
    by.forEach(({ name }, i) => {
      bound.set(name, xs[i]!);
    });
    const globals = evaluator.globals.with(bound);
    return numeric({ ...evaluator, globals }, operand, { ...frame, scope: globals });
  };
  return { name: 'out', text: titleText(source, operand), by, body, operand, given, span: operand.span };
}

/** The one name that an expression without `wrt` and `at` can be meant by. */
export function onlyFreeName(evaluator: Evaluator, operand: Expr): Name {
  const candidates = freeNames(operand).read.filter((name) => {
    const value = evaluator.globals.get(name);
    if (value !== undefined) return isNumeric(value) || isSparse(value);
    return !constants.has(name) && !functions.has(name) && !forms.has(name);
  });
  const [name] = candidates;
  if (candidates.length === 1 && name !== undefined) return { kind: 'name', name, span: operand.span };
  if (candidates.length === 0) {
    const fn = operand.kind === 'name' ? evaluator.globals.get(operand.name) : undefined;
    if (fn !== undefined && isFunction(fn)) {
      fail('wrt/no-point', `${functionText(fn)} is a function: a derivative is taken at a point`, {
        span: operand.span,
        help: `Call it there: ${functionText(fn)}(${paramsOf(fn).join(', ')}).`,
      });
    }
    fail('wrt/none', 'there is no name here to differentiate by', {
      span: operand.span,
      help: 'Use a name: :jac x^2 at x=3, or define a function and call it: :jac f(3).',
    });
  }
  fail('wrt/ambiguous', `differentiate by which name? This reads ${candidates.join(', ')}`, {
    span: operand.span,
    help: `Say wrt=${candidates[0]}, or give a point: at ${candidates.map((c) => `${c}=..`).join(', ')}.`,
  });
}
