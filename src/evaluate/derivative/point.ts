import { fail } from '../../base/fault.ts';
import type { Span } from '../../base/span.ts';
import type { Numeric } from '../../graph/trace.ts';
import type { CommandCall, Expr, Name } from '../../lang/ast.ts';
import { freeNames } from '../../lang/free.ts';
import { functions } from '../../ops/functions.ts';
import { callFunction, forms } from '../call.ts';
import { constants } from '../constants.ts';
import { functionText, isFunction, isNumeric, paramsOf } from '../datum.ts';
import { evaluate, numeric } from '../evaluate.ts';
import { located, type Evaluator, topFrame, withNames } from '../evaluator.ts';
import { numericOf } from '../sparse/value.ts';
import { type Datum, type FunctionValue, isSparse } from '../value.ts';
import type { AtPoint } from './local.ts';

/** What a command differentiates: a function at a point, by some of its arguments or of the session's names. */
export interface Point extends AtPoint {
  /** The function's name, or `out` for an expression: what its axes are called. */
  readonly name: string;
  /** What a title calls it: the name, or the expression as typed. */
  readonly text: string;
  /** What was typed, and the values that at gives beside it. */
  readonly operand: Expr;
  readonly given: ReadonlyMap<string, Datum>;
}

/** How the names of a call are read. */
export interface Reading {
  /** The session's names that are passed are meant, and all of them where there is no `wrt`: `:train loss(W, b)`. */
  readonly sessionNames?: boolean;
}

/** An expression to be differentiated as it was typed: with its title, its point and the names that it is differentiated by. */
interface Typed extends Pick<CommandCall, 'at'> {
  readonly operand: Expr;
  readonly text: string;
  readonly wrt: readonly Name[] | undefined;
}

/**
 * An expression of `source` as a function at a point. A call of a function is its own point, `wrt` names its parameters
 * or session names; another expression takes its point from `at` or from the session.
 */
export function pointOf(evaluator: Evaluator, source: string, typed: Typed, reading: Reading): Point {
  const { operand, at, wrt } = typed;
  const called = at.length === 0 && operand.kind === 'call' ? calledFunction(evaluator, source, operand) : undefined;
  return called
    ? callPoint(evaluator, source, operand as Call, called, wrt, reading)
    : expressionPoint(evaluator, source, typed);
}

type Call = Expr & { kind: 'call' };

/** The function whose call the operand is, if the call is the point. */
function calledFunction(evaluator: Evaluator, source: string, { callee, args }: Call): FunctionValue | undefined {
  const fn = evaluate(evaluator, callee, topFrame(evaluator, source));
  if (!isFunction(fn)) return undefined;
  // A builtin applied to names is an expression of those names: sum(x.^2) is meant by x, not by the squares.
  const open = fn.kind === 'builtin' && args.some((arg) => isOpen(evaluator, arg));
  return open ? undefined : fn;
}

const isOpen = (evaluator: Evaluator, expr: Expr): boolean =>
  freeNames(expr).read.some((name) => evaluator.globals.get(name) !== undefined || !constants.has(name));

function callPoint(
  evaluator: Evaluator,
  source: string,
  operand: Call,
  fn: FunctionValue,
  wrt: readonly Name[] | undefined,
  { sessionNames = false }: Reading,
): Point {
  const { args, span } = operand;
  const actual = args.map((arg) => evaluate(evaluator, arg, topFrame(evaluator, source)));
  const all = paramsOf(fn, args.length);
  const passed = all.slice(0, args.length);
  const names =
    wrt ??
    (sessionNames ? passedNames(evaluator, operand) : passed.map((name): Name => ({ kind: 'name', name, span })));
  const params = sessionNames ? [] : all;
  const by = names.map((name) => {
    // A parameter, else a name of the session, wherever the call passes it and the body reads it.
    const index = sessionNames ? -1 : passed.indexOf(name.name);
    const value = numberUnder(name, index >= 0 ? actual[index] : evaluator.globals.get(name.name), {
      unknown: `is not ${params.length > 0 ? `a parameter (${params.join(', ')}), ` : ''}passed here or a name of the session`,
      help: params.length > 0 ? `Write wrt=${params.join(',')}.` : `Store a value first: ${name.name} = 1.`,
      place: args[index]?.span ?? name.span,
      instead: 'Say which arguments are meant with wrt=..',
    });
    return { name: name.name, value, index };
  });
  const changing = by.flatMap(({ name, index }) => (index < 0 ? [name] : []));
  const moves = args.map((arg) => readsAny(evaluator, arg, changing));
  const body = (xs: readonly Numeric[]): Numeric => {
    const changed = by.flatMap(({ name, index }, k) => (index < 0 ? [[name, xs[k]!] as const] : []));
    const { inner, frame } = withNames(evaluator, source, new Map(changed));
    const now = actual.map((x, i) => {
      const k = by.findIndex(({ index }) => index === i);
      return xs[k] ?? (moves[i] ? evaluate(inner, args[i]!, frame) : x);
    });
    const y = located(inner, frame, operand, () => callFunction(inner, fn, now, { place: span, frame, args }));
    return (
      numericOf(y) ??
      fail('type/not-a-number', 'this does not answer a number or an array', {
        span,
        help: 'Only numbers have derivatives; call the function with all its arguments.',
      })
    );
  };
  const name = functionText(fn);
  return { name, text: name, by: by.map(({ name, value }) => ({ name, value })), body, operand, given: new Map() };
}

/** The session's names that a call passes, each once. */
function passedNames(evaluator: Evaluator, operand: Call): readonly Name[] {
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

/** The number or array that a name in `wrt` has, or what is wrong. */
function numberUnder(
  { name, span }: Name,
  found: Datum | undefined,
  say: { readonly unknown: string; readonly help: string; readonly place?: Span; readonly instead?: string },
): Numeric {
  if (found === undefined) fail('wrt/unknown', `${name} ${say.unknown}`, { span, help: say.help });
  const { place = span, instead } = say;
  return (
    numericOf(found) ??
    fail(
      'wrt/not-a-number',
      `${name} is ${isFunction(found) ? 'a function' : 'a text'}: only numbers and arrays can be differentiated by`,
      { span: place, ...(instead && { help: instead }) },
    )
  );
}

function expressionPoint(evaluator: Evaluator, source: string, { operand, text, at, wrt }: Typed): Point {
  const given = new Map<string, Datum>();
  for (const { name, value } of at) {
    if (given.has(name.name))
      fail('at/twice', `${name.name} is given twice`, { span: name.span, help: 'Keep one of them.' });
    given.set(name.name, numeric(evaluator, value, topFrame(evaluator, source)));
  }
  const names = wrt ?? (at.length > 0 ? at.map((a) => a.name) : [onlyFreeName(evaluator, operand)]);
  const by = names.map((name) => ({
    name: name.name,
    value: numberUnder(name, given.get(name.name) ?? evaluator.globals.get(name.name), {
      unknown: 'has no value here',
      help: `Give it one: at ${name.name}=1`,
    }),
  }));
  const body = (xs: readonly Numeric[]): Numeric => {
    const moved = by.map(({ name }, i) => [name, xs[i]!] as const);
    const { inner, frame } = withNames(evaluator, source, new Map([...given, ...moved]));
    return numeric(inner, operand, frame);
  };
  return { name: 'out', text, by, body, operand, given };
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
