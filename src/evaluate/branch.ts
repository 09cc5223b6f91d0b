import { opOf } from '../graph/builder.ts';
import { type Numeric, present, Traced } from '../graph/trace.ts';
import type { Expr } from '../lang/ast.ts';
import { truth, and, equal, or, not, unequal } from '../ops/scalar/comparison.ts';
import { truthOf } from '../ops/build.ts';
import { where } from '../ops/scalar/choice.ts';
import { sub } from '../ops/core.ts';
import { undecided } from '../ops/undecided.ts';
import { full, scalar, type Tensor, tensor } from '../tensor/tensor.ts';
import { fail } from '../base/fault.ts';
import { type Frame, located, type Evaluator, placeOf } from './evaluator.ts';
import { numericOf } from './sparse/value.ts';
import type { Datum } from './value.ts';

/**
 * A test with what it would be if every tie within it (`a == b` where they are equal) were broken: where that differs,
 * the branch holds at this point only, and its formula says nothing of the derivative by what `ties` depend on.
 */
interface Test {
  readonly value: Numeric;
  readonly broken: Numeric;
  /** The differences a - b that are 0. */
  readonly ties: readonly Numeric[];
}

function examine(evaluator: Evaluator, expr: Expr, frame: Frame): Test {
  const { $ } = evaluator;
  if (expr.kind === 'paren') return examine(evaluator, expr.inner, frame);
  if (expr.kind === 'prefix' && expr.op === 'not') {
    const inner = examine(evaluator, expr.arg, frame);
    return located(evaluator, frame, expr, () => ({
      value: $(not, inner.value),
      broken: $(not, inner.broken),
      ties: inner.ties,
    }));
  }
  if (expr.kind === 'binary' && (expr.op === 'and' || expr.op === 'or')) {
    const op = expr.op === 'and' ? and : or;
    const [a, b] = [examine(evaluator, expr.left, frame), examine(evaluator, expr.right, frame)];
    return located(evaluator, frame, expr, () => ({
      value: $(op, a.value, b.value),
      broken: $(op, a.broken, b.broken),
      ties: [...a.ties, ...b.ties],
    }));
  }
  if (expr.kind === 'binary' && (expr.op === '==' || expr.op === '!=')) {
    const [a, b] = [number(evaluator, expr.left, frame), number(evaluator, expr.right, frame)];
    return located(evaluator, frame, expr, () => {
      const value = $(expr.op === '==' ? equal : unequal, a, b);
      return { value, broken: always(value, expr.op === '==' ? 0 : 1), ties: [$(sub, a, b)] };
    });
  }
  const value = number(evaluator, expr, frame);
  if (!isSmooth(value)) return { value, broken: value, ties: [] };
  // A number as a test is asked whether it differs from 0; NaN stays NaN.
  return located(evaluator, frame, expr, () => {
    const test = truthOf($, value);
    return { value: test, broken: always(test, 1), ties: [value] };
  });
}

const always = (like: Numeric, x: number): Tensor => full(present(like).shape, x);

/** Whether a value is recorded and can change by degrees: no comparison. */
function isSmooth(value: Numeric): boolean {
  if (!(value instanceof Traced)) return false;
  const node = value.trace.$.node(value.ref);
  return node.kind === 'input' || (node.kind === 'op' && opOf(node).jvp !== undefined);
}

function number(evaluator: Evaluator, expr: Expr, frame: Frame): Numeric {
  const datum = evaluator.evaluate(expr, frame);
  return (
    numericOf(datum) ??
    fail('type/not-a-number', 'a test needs a number or an array', {
      span: placeOf(frame, expr),
      help: 'As in x > 0 ? a : b.',
    })
  );
}

/** `test ? a : b`: one branch for a number, which is all that is evaluated; entry by entry for an array. A test that is NaN decides nothing. */
export function choose(evaluator: Evaluator, expr: Expr & { kind: 'conditional' }, frame: Frame): Datum {
  const { $ } = evaluator;
  const test = examine(evaluator, expr.test, frame);
  const { shape, data } = present(test.value);
  let result: Datum;
  if (shape.length === 0) {
    $.guard(test.value, present(test.value));
    result = Number.isNaN(data[0]) ? scalar(NaN) : evaluator.evaluate(data[0] ? expr.then : expr.otherwise, frame);
  } else {
    const [a, b] = [number(evaluator, expr.then, frame), number(evaluator, expr.otherwise, frame)];
    result = located(evaluator, frame, expr, () => $(where, test.value, a, b));
  }
  const mask = differing(present(test.value), present(test.broken));
  const chosen = mask && numericOf(result);
  if (!chosen) return result;
  // Each tie stands before and after every other, so that a derivative by one stays undecided by the others.
  const around = test.ties.length > 1 ? [...test.ties, ...test.ties] : test.ties;
  return located(evaluator, frame, expr.test, () => around.reduce((v, d) => $(undecided, v, d, mask), chosen));
}

/** 1 where the two tests differ; undefined if nowhere. */
function differing(a: Tensor, b: Tensor): Tensor | undefined {
  const data = a.data.map((x, i) => (truth(x) === truth(b.data[i]!) ? 0 : 1));
  return data.includes(1) ? tensor(a.shape, data) : undefined;
}
