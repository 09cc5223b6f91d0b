import { type DerivativeOperator, isOperator } from '../lang/alphabet.ts';
import { fail } from '../base/fault.ts';
import { present, type Numeric, type Tracer } from '../graph/trace.ts';
import type { Expr } from '../lang/ast.ts';
import * as comparison from '../ops/scalar/comparison.ts';
import { transposeFirst } from '../ops/build.ts';
import { neg } from '../ops/core.ts';
import { rangeOf } from '../ops/array/shape-functions.ts';
import { factorial } from '../ops/scalar/special.ts';
import { scalar, shapeText } from '../tensor/tensor.ts';
import { isEntrywise, operate } from './arithmetic.ts';
import type { Sparse } from '../tensor/sparse.ts';
import { choose } from './branch.ts';
import { callFunction } from './call.ts';
import { describe, isNumeric, wayOut } from './datum.ts';
import { type Index, select } from './indexing.ts';
import { lookUp } from './name.ts';
import { stack } from './stack.ts';
import { type Frame, located, type Evaluator, placeOf } from './evaluator.ts';
import { sparseBinary, sparseNegative, sparseTranspose } from './sparse/arithmetic.ts';
import { sparseSelect } from './sparse/indexing.ts';
import { dense } from './sparse/value.ts';
import { type Datum, isSparse } from './value.ts';

/** The value of an expression. */
export function evaluate(evaluator: Evaluator, expr: Expr, frame: Frame): Datum {
  const { $ } = evaluator;
  const at = <T>(body: () => T): T => located(evaluator, frame, expr, body);
  const value = (e: Expr): Numeric => numeric(evaluator, e, frame);
  switch (expr.kind) {
    case 'number':
      if (!Number.isFinite(expr.value)) {
        evaluator.notes.add({
          code: 'value/infinite',
          message: `${expr.text} is larger than any number that a double holds`,
          span: placeOf(frame, expr),
          entries: 1,
        });
      }
      return scalar(expr.value);
    case 'string':
      return { kind: 'text', text: expr.value };
    case 'name':
      return at(() => lookUp(evaluator, expr.name, frame));
    case 'paren':
      return evaluate(evaluator, expr.inner, frame);
    case 'prefix': {
      const x = array(evaluator, expr.arg, frame);
      if (expr.op === '+') return x;
      if (isSparse(x) && expr.op === '-') return sparseNegative(x);
      return at(() => $(expr.op === '-' ? neg : comparison.not, dense(x)));
    }
    case 'postfix': {
      const x = array(evaluator, expr.arg, frame);
      const turned = isSparse(x) && expr.op === "'" ? sparseTranspose(x) : undefined;
      if (turned) return turned;
      return at(() => {
        const all = dense(x);
        return expr.op === '!' ? $(factorial, all) : transposeFirst($, all);
      });
    }
    case 'binary':
      return binary(evaluator, expr, frame);
    case 'chain': {
      const xs = expr.args.map(value);
      return at(() =>
        expr.ops.map((op, i) => operate($, op, xs[i]!, xs[i + 1]!)).reduce((all, next) => $(comparison.and, all, next)),
      );
    }
    case 'conditional':
      return choose(evaluator, expr, frame);
    case 'array':
      return arrayOf(evaluator, expr, frame);
    case 'range': {
      const bounds = [value(expr.start), expr.step ? value(expr.step) : scalar(1), value(expr.stop)];
      return at(() =>
        $.holding(() => {
          const [start, step, stop] = bounds.map((v) => single($, v, 'a range'));
          return rangeOf(start!, step!, stop!);
        }),
      );
    }
    case 'index':
      return indexed(evaluator, expr, frame);
    case 'call':
      return call(evaluator, expr, frame);
    case 'lambda':
      return {
        kind: 'function',
        name: expr.name.name,
        params: expr.params.map((p) => p.name),
        body: expr.body,
        source: frame.source,
        locals: frame.scope,
      };
    case 'block': {
      let inner = frame;
      for (const { name, value: bound } of expr.lets) {
        const datum = evaluate(evaluator, bound, inner);
        if (isNumeric(datum)) $.label(datum, name.name);
        inner = { ...inner, scope: inner.scope.with(new Map([[name.name, datum]])) };
      }
      return evaluate(evaluator, expr.value, inner);
    }
    case 'all':
    case 'missing':
      fail('syntax/missing', 'an expression is missing here', { span: placeOf(frame, expr) });
  }
}

/** The value of an expression that must be a number or an array; a sparse one is written out. */
export function numeric(evaluator: Evaluator, expr: Expr, frame: Frame): Numeric {
  const x = array(evaluator, expr, frame);
  return isSparse(x) ? located(evaluator, frame, expr, () => dense(x)) : x;
}

/** The value of an expression that must be a number or an array, sparse or not. */
function array(evaluator: Evaluator, expr: Expr, frame: Frame): Numeric | Sparse {
  const datum = evaluate(evaluator, expr, frame);
  if (isNumeric(datum) || isSparse(datum)) return datum;
  fail('type/not-a-number', `a number or an array is needed here, not ${describe(datum)}`, {
    span: placeOf(frame, expr),
    help: wayOut(datum),
  });
}

/** The number that a scalar has now. */
const single = ($: Tracer, v: Numeric, what: string): number => {
  const { shape, data } = $.concrete(v);
  return data.length === 1
    ? data[0]!
    : fail('shape/not-scalar', `${what} needs numbers, not an array ${shapeText(shape)}`);
};

function binary(evaluator: Evaluator, expr: Expr & { kind: 'binary' }, frame: Frame): Datum {
  const { $ } = evaluator;
  // Long sums lean to the left: they are walked, not recursed into, so that their length cannot exhaust the stack.
  const spine: (Expr & { kind: 'binary' })[] = [];
  let leftmost: Expr = expr;
  while (leftmost.kind === 'binary') {
    spine.push(leftmost);
    leftmost = leftmost.left;
  }
  let left = array(evaluator, leftmost, frame);
  for (let k = spine.length - 1; k >= 0; k--) {
    const node = spine[k]!;
    const [a, b] = [left, array(evaluator, node.right, frame)];
    left = located(evaluator, frame, node, () => {
      const found = isSparse(a) || isSparse(b) ? sparseBinary($, node.op, a, b) : undefined;
      if (found) return found;
      const [before, right] = [dense(a), dense(b)];
      if (isEntrywise(node.op)) noteOuter(evaluator, node, frame, before, right);
      return operate($, node.op, before, right);
    });
  }
  return left;
}

/** Work between [n] and [n,1] is an outer one, which is rarely meant. */
function noteOuter(evaluator: Evaluator, expr: Expr, frame: Frame, a: Numeric, b: Numeric): void {
  const [sa, sb] = [present(a).shape, present(b).shape];
  const [vector, column] = sa.length === 1 ? [sa, sb] : [sb, sa];
  if (vector.length === 1 && column.length === 2 && column[1] === 1 && vector[0] === column[0] && vector[0]! > 1) {
    evaluator.notes.add({
      code: 'shape/outer',
      message: `a vector ${shapeText(vector)} with a column ${shapeText(column)} gives every pair of entries: [${column[0]},${vector[0]}]`,
      span: placeOf(frame, expr),
    });
  }
}

function arrayOf(evaluator: Evaluator, expr: Expr & { kind: 'array' }, frame: Frame): Numeric {
  const { $ } = evaluator;
  const items = expr.items.map((item) => numeric(evaluator, item, frame));
  return located(evaluator, frame, expr, () => stack($, items));
}

function indexed(evaluator: Evaluator, expr: Expr & { kind: 'index' }, frame: Frame): Datum {
  const { $ } = evaluator;
  const target = array(evaluator, expr.target, frame);
  const shape = isSparse(target) ? target.shape : $.shape(target);
  const indices = expr.indices.map((index, axis): Numeric | 'all' => {
    if (index.kind === 'all') return 'all';
    const end = new Map([['end', scalar(shape[axis] ?? 0)]]);
    return numeric(evaluator, index, { ...frame, scope: frame.scope.with(end) });
  });
  const places = (): readonly Index[] => indices.map((index) => (index === 'all' ? index : $.concrete(index)));
  return located(evaluator, frame, expr, () => {
    const found = isSparse(target) ? sparseSelect(target, places()) : undefined;
    return found ?? $.holding(() => select($, dense(target), places()));
  });
}

function call(evaluator: Evaluator, expr: Expr & { kind: 'call' }, frame: Frame): Datum {
  const { callee } = expr;
  const place = placeOf(frame, expr);
  if (callee.kind === 'name' && isOperator(callee.name) && frame.scope.get(callee.name) === undefined) {
    return derived(evaluator, callee.name, expr, frame);
  }
  const fn = callee.kind === 'name' ? locatedName(evaluator, callee, frame) : evaluate(evaluator, callee, frame);
  if (isNumeric(fn) || isSparse(fn) || fn.kind === 'text') {
    const name = callee.kind === 'name' ? callee.name : 'this';
    const indexable = isSparse(fn) || (isNumeric(fn) && present(fn).shape.length > 0);
    fail('call/not-a-function', `${name} is ${describe(fn)}, not a function`, {
      span: frame.call?.span ?? callee.span,
      help: indexable ? `Entries are ${name}[i]; a product is ${name} * (..).` : `A product is ${name} * (..).`,
    });
  }
  const args = expr.args.map((arg) => evaluate(evaluator, arg, frame));
  return located(evaluator, frame, expr, () => callFunction(evaluator, fn, args, { place, frame, args: expr.args }));
}

const locatedName = (evaluator: Evaluator, name: Expr & { kind: 'name' }, frame: Frame): Datum =>
  located(evaluator, frame, name, () => lookUp(evaluator, name.name, frame));

/** `jac(f)`, `jac(f, x)`: a function of the same arguments. */
function derived(
  evaluator: Evaluator,
  operator: DerivativeOperator,
  expr: Expr & { kind: 'call' },
  frame: Frame,
): Datum {
  const [first, ...rest] = expr.args;
  if (!first) fail('arity/too-few', `${operator} needs a function: ${operator}(f)`, { span: placeOf(frame, expr) });
  const of = evaluate(evaluator, first, frame);
  if (isNumeric(of) || isSparse(of) || of.kind === 'text') {
    fail('operator/no-function', `${operator} needs a function, not ${describe(of)}`, {
      span: placeOf(frame, first),
      help: `Define one first, f(x) = ..., then ${operator}(f)(1).`,
    });
  }
  const wrt = rest.map((e) =>
    e.kind === 'name'
      ? e.name
      : fail('operator/no-name', 'the name of a parameter is needed here', { span: placeOf(frame, e) }),
  );
  return { kind: 'derived', operator, of, ...(wrt.length > 0 && { wrt }) };
}
