import { Fault } from '../base/fault.ts';
import type { Span } from '../base/span.ts';
import type { Runtime } from '../compile/runtime.ts';
import type { Tracer } from '../graph/trace.ts';
import type { Expr } from '../lang/ast.ts';
import type { Library } from './library.ts';
import type { Notes } from './notes.ts';
import { settled } from './datum.ts';
import { assured } from './digits.ts';
import { type Datum, isTensor, type Names, type Value } from './value.ts';

/** Where an expression stands: whose text its spans point into, and the call in the current input that led there. */
export interface Frame {
  readonly scope: Names;
  readonly source: string;
  /** Inside a function: its name, and the place of the call in the current input. */
  readonly call?: { readonly name: string; readonly span: Span };
  readonly depth: number;
}

/** What the evaluation of one input works with. */
export interface Evaluator {
  readonly runtime: Runtime;
  readonly $: Tracer;
  readonly notes: Notes;
  /** The session's names. */
  readonly globals: Names;
  /** mathjs's functions, if they have been loaded. */
  readonly library: Library;
  /** The next random numbers of the session, uniform in (0, 1). */
  random(count: number): Float64Array;
  evaluate(expr: Expr, frame: Frame): Datum;
}

/** Where the expressions of an input stand that are within no function: they see the evaluator's names. */
export const topFrame = ({ globals }: Evaluator, source: string): Frame => ({ scope: globals, source, depth: 0 });

/** The value of an expression of an input, which a name can hold; notes where rounding took digits from it. */
export function valueOf(evaluator: Evaluator, source: string, expr: Expr): Value {
  const value = settled(evaluator.evaluate(expr, topFrame(evaluator, source)));
  return isTensor(value) ? assured(evaluator, value) : value;
}

/** The evaluator where some of the session's names have other values, and where expressions stand that see those. */
export function withNames(
  evaluator: Evaluator,
  source: string,
  names: ReadonlyMap<string, Datum>,
): { readonly inner: Evaluator; readonly frame: Frame } {
  const inner = { ...evaluator, globals: evaluator.globals.with(names) };
  return { inner, frame: topFrame(inner, source) };
}

/** The place of an expression in the current input. */
export const placeOf = (frame: Frame, expr: { readonly span: Span }): Span => frame.call?.span ?? expr.span;

const LONGEST = 60;

const textOf = (frame: Frame, [start, end]: Span): string => {
  const text = frame.source.slice(start, Math.min(end, start + LONGEST)).replace(/\s+/g, ' ');
  return end - start > LONGEST ? `${text}...` : text;
};

/** Runs `body` with its ops marked as coming from `expr`, and gives faults without a place that of `expr`. */
export function located<T>(evaluator: Evaluator, frame: Frame, expr: { readonly span: Span }, body: () => T): T {
  const span = placeOf(frame, expr);
  const text = textOf(frame, expr.span);
  evaluator.$.mark({ text: frame.call ? `${text} in ${frame.call.name}` : text, span }, false);
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Fault) || error.data.span) throw error;
    const message =
      frame.call && error.data.code !== 'interrupted'
        ? `${error.data.message} (at ${text} in ${frame.call.name})`
        : error.data.message;
    throw new Fault({ ...error.data, message, span });
  }
}
