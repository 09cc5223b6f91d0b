import type { Code } from '../base/codes/codes.ts';
import { counted } from '../base/counted.ts';
import { fail, Fault } from '../base/fault.ts';
import type { Span } from '../base/span.ts';
import { type Numeric, present, Traced } from '../graph/trace.ts';
import type { Expr } from '../lang/ast.ts';
import { entryAt } from '../ops/build.ts';
import type { Builtin, Call } from '../ops/builtin.ts';
import { functions } from '../ops/functions.ts';
import { reshape } from '../ops/core.ts';
import { checkedShape } from '../tensor/limits.ts';
import type { Sparse } from '../tensor/sparse.ts';
import { sameShape, type Shape, shapeText, sizeOf, tensor } from '../tensor/tensor.ts';
import { describe, functionText, isFunction, paramsOf, wayOut } from './datum.ts';
import { derivativeAt } from './derivative/operator.ts';
import { type Frame, type Evaluator, placeOf } from './evaluator.ts';
import { normalQuantile } from '../tensor/special/normal.ts';
import { nonzeroCount, sparseFunction } from './sparse/functions.ts';
import { dense, numericOf } from './sparse/value.ts';
import { stack } from './stack.ts';
import { type Datum, type FunctionValue, isSparse, type UserFunction } from './value.ts';

/** Where a call stands. */
export interface Site {
  /** The place of the call in the current input. */
  readonly place: Span;
  readonly frame: Frame;
  /** The arguments as written, for pointing at one. */
  readonly args: readonly Expr[];
}

/** A function that is more than an op: it calls others, draws random numbers, or knows of sparse arrays. */
interface Form {
  readonly usage: string;
  readonly summary: string;
  call(evaluator: Evaluator, args: readonly Datum[], site: Site): Datum;
}

const drawing =
  (name: 'random' | 'randn'): Form['call'] =>
  (evaluator, args, site) => {
    const extents = numbers(args, site);
    return evaluator.$.holding(() => drawn(evaluator, name, extents));
  };

const ofOneArray =
  (name: string, answer: (evaluator: Evaluator, x: Numeric | Sparse) => Numeric): Form['call'] =>
  (evaluator, args, site) => {
    checkArity(name, ['A'], args.length, site);
    const [x] = args;
    return answer(evaluator, isSparse(x!) ? x : numbers(args, site)[0]!);
  };

/** Functions that are more than ops, by name. */
export const forms: ReadonlyMap<string, Form> = new Map(
  Object.entries({
    map: {
      usage: 'map(x, .., f)',
      summary:
        'f at every entry of x, in the shape of x, or at the entries of several arrays of one shape: map(x, f(u) = u^2), map(x, y, f(u, v) = u*v).',
      call: map,
    },
    full: {
      usage: 'full(A)',
      summary:
        'A sparse array with all its zeros, as functions take it that know of no other; others stay as they are.',
      call: ofOneArray('full', (_, x) => dense(x)),
    },
    nnz: { usage: 'nnz(A)', summary: 'How many entries of A are not 0.', call: ofOneArray('nnz', nonzeroCount) },
    random: {
      usage: 'random(m, n, ..)',
      summary: 'Random numbers uniform in (0, 1), or one of them: random(). :set seed=1 starts them anew.',
      call: drawing('random'),
    },
    randn: {
      usage: 'randn(m, n, ..)',
      summary: 'Random numbers of the standard normal distribution. :set seed=1 starts them anew.',
      call: drawing('randn'),
    },
  }),
);

/** A function's value at arguments. */
export function callFunction(evaluator: Evaluator, fn: FunctionValue, args: readonly Datum[], site: Site): Datum {
  switch (fn.kind) {
    case 'function':
      return callUser(evaluator, fn, args, site);
    case 'derived': {
      const params = paramsOf(fn.of, args.length);
      checkArity(functionText(fn), params, args.length, site);
      const inner = (xs: readonly Datum[]): Datum => callFunction(evaluator, fn.of, xs, site);
      return derivativeAt(evaluator, fn, params, numbers(args, site), (xs) => asNumber(inner(xs), site));
    }
    case 'builtin':
      return callBuiltin(evaluator, fn.name, args, site);
  }
}

function checkArity(name: string, params: readonly string[], count: number, site: Site): void {
  if (count === params.length) return;
  fail(
    count < params.length ? 'arity/too-few' : 'arity/too-many',
    `${name} takes ${counted(params.length, 'argument')} (${params.join(', ')}); ${count} given`,
    { span: site.place, help: `Call it as ${name}(${params.join(', ')}).` },
  );
}

function callUser(evaluator: Evaluator, fn: UserFunction, args: readonly Datum[], site: Site): Datum {
  checkArity(fn.name, fn.params, args.length, site);
  const own = new Map(fn.params.map((p, i) => [p, args[i]!]));
  // An inline function also sees itself under its name, so that it can recur.
  if (fn.locals && !own.has(fn.name)) own.set(fn.name, fn);
  const frame: Frame = {
    scope: (fn.locals ?? evaluator.globals).with(own),
    source: fn.source,
    call: { name: fn.name, span: site.place },
    depth: site.frame.depth + 1,
  };
  try {
    return evaluator.evaluate(fn.body, frame);
  } catch (error) {
    if (frame.depth < DEEP || !isOverflow(error)) throw error;
    throw tooDeep(site);
  }
}

/** An overflow of the stack within fewer calls than these is not the doing of a recursion. */
const DEEP = 16;

// At the end of the stack even a regular expression fails to compile, with a SyntaxError that says why.
const isOverflow = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('Maximum call stack size exceeded');

const tooDeep = ({ place }: Site): Fault =>
  new Fault({
    code: 'limit/recursion',
    message: 'functions call one another too deeply',
    span: place,
    help: 'A recursion needs a case that ends it, reached within some hundreds of calls.',
  });

const asNumber = (datum: Datum, site: Site): Numeric =>
  numericOf(datum) ??
  fail('type/not-a-number', `a number or an array is needed here, not ${describe(datum)}`, {
    span: site.place,
    help: wayOut(datum),
  });

const numbers = (args: readonly Datum[], site: Site): readonly Numeric[] =>
  args.map(
    (arg, i) =>
      numericOf(arg) ??
      fail('type/not-a-number', `a number or an array is needed here, not ${describe(arg)}`, {
        span: site.args[i] ? placeOf(site.frame, site.args[i]) : site.place,
        help: wayOut(arg),
      }),
  );

function callBuiltin(evaluator: Evaluator, name: string, args: readonly Datum[], site: Site): Datum {
  const form = forms.get(name);
  if (form) return form.call(evaluator, args, site);
  const [first] = args;
  const sparse = first && isSparse(first) ? sparseFunction(evaluator, name, args) : undefined;
  if (sparse) return sparse;
  const builtin = functions.get(name);
  if (!builtin) return fromLibrary(evaluator, name, numbers(args, site), site);
  const word = wordIn(builtin, args);
  checkCount(builtin, args, site);
  const xs = numbers(word ? args.slice(0, -1) : args, site);
  const { undifferentiated } = builtin;
  if (undifferentiated !== undefined) return ofValues(evaluator, name, undifferentiated, xs, site, builtin.call);
  return evaluator.$.holding(() => (word ?? builtin.call)(evaluator.$, ...xs));
}

/** What the last argument asks for, where it is one of the function's words. */
function wordIn({ name, words }: Builtin, args: readonly Datum[]): Call | undefined {
  const last = args.at(-1);
  if (!words || !last || !('kind' in last) || last.kind !== 'text') return undefined;
  return Object.hasOwn(words, last.text)
    ? words[last.text]
    : fail('value/word', `${name} knows no word "${last.text}"`, {
        help: `Its words are ${Object.keys(words)
          .map((word) => `"${word}"`)
          .join(', ')}.`,
      });
}

function checkCount({ name, usage, arity: [least, most] }: Builtin, args: readonly Datum[], site: Site): void {
  if (args.length < least || args.length > most) {
    const wanted = least === most ? counted(least, 'argument') : `${least} to ${counted(most, 'argument')}`;
    fail(args.length < least ? 'arity/too-few' : 'arity/too-many', `${name} takes ${wanted}; ${args.length} given`, {
      span: site.place,
      help: `Call it as ${usage}.`,
    });
  }
}

/** `map(x, .., f)`: f at the entries of arrays of one shape, in that shape. */
function map(evaluator: Evaluator, args: readonly Datum[], site: Site): Numeric {
  const fn = args.at(-1);
  const given = args.slice(0, -1).map(numericOf);
  if (given.length === 0 || !given.every((x) => x !== undefined) || !fn || !isFunction(fn)) {
    fail('arity/map', 'map takes arrays and a function: map(x, f), map(x, f(u) = u^2) or map(x, y, f(u, v) = u*v)', {
      span: site.place,
    });
  }
  const { $ } = evaluator;
  const shapes = given.map($.shape);
  const [shape] = shapes as [Shape, ...Shape[]];
  if (!shapes.every((other) => sameShape(other, shape))) {
    fail('shape/mismatch', `map takes arrays of one shape; these are ${shapes.map(shapeText).join(' and ')}`, {
      span: site.place,
    });
  }
  const op = fn.kind === 'builtin' ? functions.get(fn.name)?.op : undefined;
  if (op?.value?.length === given.length) return $(op, ...given);
  const flat = given.map((x) => $(reshape([sizeOf(shape)]), x));
  const ys = Array.from({ length: sizeOf(shape) }, (_, i) => {
    const entries = flat.map((x) => entryAt($, x, i));
    return asNumber(callFunction(evaluator, fn, entries, site), site);
  });
  if (ys.length === 0) return given[0]!;
  const y = stack($, ys);
  return $(reshape([...shape, ...$.shape(y).slice(1)]), y);
}

/** `random()`, `random(m, n, ..)` uniform in (0, 1); `randn` standard normal. */
function drawn(evaluator: Evaluator, name: string, args: readonly Numeric[]): Numeric {
  const shape = checkedShape(args.flatMap((a) => Array.from(evaluator.$.concrete(a).data)));
  if (!shape.every((d) => Number.isInteger(d) && d >= 0))
    fail('value/not-whole', `the extents of ${name} must be whole numbers from 0`, {
      help: 'As in random(2, 3).',
    });
  const uniform = evaluator.random(sizeOf(shape));
  return tensor(shape, name === 'random' ? uniform : uniform.map(normalQuantile));
}

/** A function that has no derivative, on plain values; what is not finite in its answer is noted. */
function ofValues(
  evaluator: Evaluator,
  name: string,
  why: string,
  args: readonly Numeric[],
  { place }: Site,
  call: Call,
  [nan, infinite]: readonly [Code, Code] = ['value/nan', 'value/infinite'],
): Numeric {
  if (args.some((a) => a instanceof Traced)) {
    fail('derivative/unsupported', `${name} has no derivative: ${why}`, {
      span: place,
      help: 'Leave what it depends on out of wrt, or write the function with others that Nabla has (:help functions).',
    });
  }
  const value = present(call(evaluator.$, ...args));
  evaluator.notes.began({ text: name, origin: { text: name, span: place }, nan, infinite }, args.map(present), value);
  return value;
}

const fromLibrary = (evaluator: Evaluator, name: string, args: readonly Numeric[], site: Site): Numeric =>
  ofValues(
    evaluator,
    name,
    'it is computed by mathjs',
    args,
    site,
    ($, ...xs) => $.constant(evaluator.library.call(name, xs.map($.concrete))),
    ['library/nan', 'library/infinite'],
  );
