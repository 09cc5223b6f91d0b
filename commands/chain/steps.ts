import { fail } from '../../src/base/fault.ts';
import type { Numeric } from '../../src/graph/trace.ts';
import type { CommandCall, Expr } from '../../src/lang/ast.ts';
import { freeNames } from '../../src/lang/free.ts';
import { printExpr } from '../../src/lang/print.ts';
import { reshape } from '../../src/ops/core.ts';
import { concat } from '../../src/ops/array/moves.ts';
import { sizeOf } from '../../src/tensor/tensor.ts';
import { callFunction } from '../../src/evaluate/call.ts';
import type { RecordContext, Takes } from '../../src/command/command.ts';
import { exactlyOne, onOneLine } from '../../src/command/operands.ts';
import type { By } from '../../src/derive/point.ts';
import type { AtPoint } from '../../src/evaluate/derivative/local.ts';
import { functionText, isFunction, isNumeric, paramsOf } from '../../src/evaluate/datum.ts';
import { evaluate, numeric } from '../../src/evaluate/evaluate.ts';
import { type Frame, located, type Evaluator, topFrame, withNames } from '../../src/evaluate/evaluator.ts';
import { numericOf } from '../../src/evaluate/sparse/value.ts';
import type { Datum, FunctionValue } from '../../src/evaluate/value.ts';

/** A function of a composition at its point, named, or by the expression that stands for it: a factor of the chain rule is its derivative. */
export interface Link extends AtPoint {
  /** Names of the value's entries, where they have their own. */
  readonly labels?: readonly string[];
  /** A function that the user defined. */
  readonly isOwn?: boolean;
  /** It has other arguments, which do not vary. */
  readonly isPartial?: boolean;
}

/** How far functions are taken apart: down to those that the user defined, or to builtins. */
type Grain = 'coarse' | 'fine';

/** A composition: its links, the outermost first; each one's point is the value of the next. */
export interface Chain {
  /** The whole: `h`, or `f(g(1))` as typed. */
  readonly text: string;
  readonly links: readonly Link[];
}

type Call = Expr & { kind: 'call' };

/** More links than anyone reads. */
const MOST = 100;

const bare = (expr: Expr): Expr => (expr.kind === 'paren' ? bare(expr.inner) : expr);

const reads = (expr: Expr, names: readonly string[]): boolean =>
  freeNames(expr).read.some((name) => names.includes(name));

const around = (evaluator: Evaluator, frame: Frame, names: ReadonlyMap<string, Datum>): [Evaluator, Frame] => {
  // A name of the session may be read inside functions too.
  if (frame.call) return [evaluator, { ...frame, scope: frame.scope.with(names) }];
  const { inner, frame: there } = withNames(evaluator, frame.source, names);
  return [inner, there];
};

/** The function that a call calls, if it is one of functions. */
function calledIn(evaluator: Evaluator, expr: Call, frame: Frame): FunctionValue | undefined {
  const fn = located(evaluator, frame, expr, () => evaluate(evaluator, expr.callee, frame));
  return isFunction(fn) ? fn : undefined;
}

/** The value of a variable where the chain is taken. */
function valueOf(name: string, frame: Frame): Numeric {
  const value = frame.scope.get(name);
  if (!value) fail('name/unknown', `${name} is not defined`, { help: `Give its value: at ${name}=1.` });
  return (
    numericOf(value) ??
    fail('type/not-a-number', `${name} is not a number or an array`, {
      help: 'Only those can be differentiated by.',
    })
  );
}

/** An expression of the variables, as one function. */
function expressionLink(
  evaluator: Evaluator,
  expr: Expr,
  frame: Frame,
  variables: readonly string[],
  name = printExpr(expr),
): Link {
  return {
    name,
    by: variables.map((v) => ({ name: v, value: valueOf(v, frame) })),
    body: (xs) => {
      const [inner, at] = around(evaluator, frame, new Map(variables.map((v, i) => [v, xs[i]!])));
      return numeric(inner, expr, at);
    },
  };
}

/** A function at given arguments, of which those at `moving` vary: its own chain where its body is a composition. */
function functionLinks(
  evaluator: Evaluator,
  fn: FunctionValue,
  args: readonly Datum[],
  moving: readonly number[],
  call: Call,
  frame: Frame,
  grain: Grain,
): readonly Link[] {
  const params = paramsOf(fn, args.length);
  const names = moving.map((i) => params[i] ?? `x${i + 1}`);
  if (fn.kind === 'function' && args.length === params.length) {
    const inner: Frame = {
      scope: (fn.locals ?? evaluator.globals).with(new Map(params.map((p, i) => [p, args[i]!]))),
      source: fn.source,
      call: { name: fn.name, span: frame.call?.span ?? call.span },
      depth: frame.depth + 1,
    };
    const own = expressionLinks(evaluator, fn.body, inner, names, grain);
    if (own.length > 1 && (grain === 'fine' || own.some((link) => link.isOwn))) return own;
  }
  const site = { place: frame.call?.span ?? call.span, frame, args: call.args };
  const by = moving.map((i, k) => ({ name: names[k]!, value: numberAt(args[i]!, call.args[i] ?? call) }));
  const body = (xs: readonly Numeric[]): Numeric =>
    located(evaluator, frame, call, () => {
      const actual = args.map((arg, i) => (moving.includes(i) ? xs[moving.indexOf(i)]! : arg));
      return numberAt(callFunction(evaluator, fn, actual, site), call);
    });
  return [{ name: functionText(fn), by, body, isOwn: fn.kind !== 'builtin', isPartial: moving.length < args.length }];
}

const numberAt = (datum: Datum, expr: Expr): Numeric =>
  numericOf(datum) ?? fail('type/not-a-number', 'a number or an array is needed here', { span: expr.span });

/** The links of an expression as a function of variables: f(g(t)) has two. */
function expressionLinks(
  evaluator: Evaluator,
  whole: Expr,
  frame: Frame,
  variables: readonly string[],
  grain: Grain,
): readonly Link[] {
  const expr = bare(whole);
  const single = (): readonly Link[] => [expressionLink(evaluator, expr, frame, variables)];
  if (expr.kind !== 'call' || frame.depth > MOST) return single();
  const fn = calledIn(evaluator, expr, frame);
  if (!fn) return single();
  const moving = expr.args.flatMap((arg, i) => (reads(arg, variables) ? [i] : []));
  const [first] = moving;
  if (first === undefined || expr.args.some((arg) => arg.kind === 'lambda')) return single();
  const args = expr.args.map((arg) => evaluate(evaluator, arg, frame));
  const parts = moving.map((i) => bare(expr.args[i]!));
  const outer = (): readonly Link[] => functionLinks(evaluator, fn, args, moving, expr, frame, grain);
  if (parts.every((part) => part.kind === 'name')) {
    const isSame =
      parts.length === variables.length && parts.every((part, i) => part.kind === 'name' && part.name === variables[i]);
    return isSame ? renamed(outer(), variables) : single();
  }
  if (parts.length === 1) return [...outer(), ...expressionLinks(evaluator, parts[0]!, frame, variables, grain)];
  return [...outer(), ...tuple(evaluator, parts, frame, variables)];
}

/** The innermost link differentiates by the variables, whatever the called function calls them. */
const renamed = (links: readonly Link[], variables: readonly string[]): readonly Link[] =>
  links.map((link, i) =>
    i < links.length - 1 ? link : { ...link, by: link.by.map((b, k) => ({ ...b, name: variables[k]! })) },
  );

/** Several arguments that vary at once, as one function with all their entries in a vector. */
function tuple(
  evaluator: Evaluator,
  parts: readonly Expr[],
  frame: Frame,
  variables: readonly string[],
): readonly Link[] {
  const { $ } = evaluator;
  const links = parts.map((part) => expressionLink(evaluator, part, frame, variables));
  const scalars = parts.every((part) => $.shape(numeric(evaluator, part, frame)).length === 0);
  return [
    {
      name: `(${links.map((link) => link.name).join(', ')})`,
      by: links[0]!.by,
      ...(scalars && { labels: links.map((link) => link.name) }),
      body: (xs) => {
        const values = links.map((link) => link.body(xs));
        return $(concat(0), ...values.map((v) => $(reshape([sizeOf($.shape(v))]), v)));
      },
    },
  ];
}

/** The innermost call of a function of the user's: of f(g(1)), g(1). */
function innermost(evaluator: Evaluator, expr: Expr, frame: Frame): readonly Call[] {
  const call = bare(expr);
  if (call.kind !== 'call') return [];
  const fn = calledIn(evaluator, call, frame);
  if (!fn) return [];
  const nested = call.args.map((arg) => innermost(evaluator, arg, frame)).filter((calls) => calls.length > 0);
  const [inner] = nested;
  if (nested.length === 1 && inner) return [call, ...inner];
  return fn.kind === 'builtin' && nested.length === 0 ? [] : [call];
}

/** A composition: of named variables (`at`, `wrt`), else down to the innermost call. */
export const composition: Takes<Chain, By> = {
  usage: 'h(1), f(g(1)) or sin(x^2) [at x=3]',
  operands: 'expressions',
  read: (call, context, { wrt }) => chainOf(context, call, wrt),
};

function chainOf(context: RecordContext, call: CommandCall, wrt: By['wrt']): Chain {
  const { evaluator, source } = context;
  const operand = exactlyOne(call, context, 'a composition', {
    missing: 'Write one behind it: :chain f(g(1)), or :chain h(1) for h(t) = f(g(t)).',
  });
  const frame = topFrame(evaluator, source);
  const text = onOneLine(source, operand);
  const calls = call.at.length > 0 ? [] : innermost(evaluator, operand, frame);
  const paramsAt = (each: Call): readonly string[] => paramsOf(calledIn(evaluator, each, frame)!, each.args.length);
  const last = calls.at(-1);
  const names = wrt?.map((n) => n.name);
  const isParams = names !== undefined && last !== undefined && names.every((n) => paramsAt(last).includes(n));
  if (call.at.length > 0 || (names && !isParams)) {
    const given = new Map(call.at.map(({ name, value }) => [name.name, numeric(evaluator, value, frame)]));
    const [inner, at] = around(evaluator, frame, given);
    const variables = names ?? call.at.map(({ name }) => name.name);
    return { text, links: composed((grain) => expressionLinks(inner, operand, at, variables, grain), operand, text) };
  }
  if (calls.length === 0) {
    fail('chain/none', 'no function of yours is called here, so there is no point to start from', {
      span: operand.span,
      help: 'Call a composition, as in f(g(1)), or give a point: :chain sin(x^2) at x=3.',
    });
  }
  const linksOf = (grain: Grain): readonly Link[] =>
    calls.flatMap((each, k) => {
      const fn = calledIn(evaluator, each, frame)!;
      const args = each.args.map((arg) => evaluate(evaluator, arg, frame));
      const next = calls[k + 1];
      const chosen = (i: number): boolean => !names || names.includes(paramsAt(each)[i] ?? '');
      const moving = args.flatMap((arg, i) =>
        (next ? bare(each.args[i]!) === next : isNumeric(arg) && chosen(i)) ? [i] : [],
      );
      return functionLinks(evaluator, fn, args, moving, each, frame, grain);
    });
  const links = composed(linksOf, operand, text);
  return { text: calls.length === 1 ? functionText(calledIn(evaluator, calls[0]!, frame)!) : text, links };
}

function composed(linksOf: (grain: Grain) => readonly Link[], operand: Expr, text: string): readonly Link[] {
  const coarse = linksOf('coarse');
  if (coarse.length > 1) return coarse;
  const fine = linksOf('fine');
  if (fine.length > 1) return fine;
  fail('chain/single', `${text} is one function, not a composition`, {
    span: operand.span,
    help: 'The chain rule needs a function of a function: h(t) = f(g(t)), or f(g(1)). :tape shows the steps within one.',
  });
}
