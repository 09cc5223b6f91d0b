import { type Numeric, Traced } from '../graph/trace.ts';
import { functions } from '../ops/functions.ts';
import { type Datum, type FunctionValue, isSparse, type Value } from './value.ts';

export const isNumeric = (datum: Datum): datum is Numeric => datum instanceof Traced || 'data' in datum;

export const isFunction = (datum: Datum): datum is FunctionValue =>
  !isNumeric(datum) &&
  !isSparse(datum) &&
  (datum.kind === 'function' || datum.kind === 'derived' || datum.kind === 'builtin');

/** What a value is, in few words: `vector [3]`, `sparse matrix [2,3]`, `text`, `function`. */
export function kindText(datum: Datum): string {
  if (!isNumeric(datum) && !isSparse(datum)) return datum.kind === 'text' ? 'text' : 'function';
  const { shape } = datum instanceof Traced ? datum.value : datum;
  if (shape.length === 0) return 'number';
  const kind = shape.length === 2 ? 'matrix' : shape.length === 1 && !isSparse(datum) ? 'vector' : 'array';
  return `${isSparse(datum) ? 'sparse ' : ''}${kind} [${shape.join(',')}]`;
}

/** What a datum is, in a message: `a vector [3]`, `the function f`. */
export function describe(datum: Datum): string {
  if (isFunction(datum)) return `the function ${functionText(datum)}`;
  const kind = kindText(datum);
  return `${kind.startsWith('array') ? 'an' : 'a'} ${kind}`;
}

/** What to do about a datum that stands where a number or an array is needed. */
export const wayOut = (datum: Datum): string =>
  'kind' in datum && datum.kind === 'text'
    ? 'Text can be named and shown, but not computed with.'
    : 'Call it with its arguments, as in f(1, 2).';

/** A function as it would be typed: its name, or `jac(f, x)`. */
export function functionText(fn: FunctionValue): string {
  if (fn.kind !== 'derived') return fn.name;
  return `${fn.operator}(${[functionText(fn.of), ...(fn.wrt ?? [])].join(', ')})`;
}

/** The names of a function's arguments; a builtin, which names none, gets as many as `count` says, or as it needs. */
export function paramsOf(fn: FunctionValue, count?: number): readonly string[] {
  if (fn.kind === 'function') return fn.params;
  if (fn.kind === 'derived') return paramsOf(fn.of, count);
  const n = count ?? Math.max(1, functions.get(fn.name)?.arity[0] ?? 1);
  return n <= 3 ? ['x', 'y', 'z'].slice(0, n) : Array.from({ length: n }, (_, i) => `x${i + 1}`);
}

/** The values that have no recorded part, for storing; a recorded value stands for what it is now. */
export const settled = (datum: Datum): Value => (datum instanceof Traced ? datum.value : datum);
