import { invariant } from '../base/invariant.ts';
import type { Numeric, Tracer } from '../graph/trace.ts';
import type { BinaryOperator } from '../lang/ast.ts';
import { add, mul, sub } from '../ops/core.ts';
import { divide, multiply, power } from '../ops/matrix/operators.ts';
import type { Op } from '../ops/op.ts';
import { div } from '../ops/scalar/arithmetic.ts';
import * as comparison from '../ops/scalar/comparison.ts';
import { pow } from '../ops/scalar/power.ts';
import { mod } from '../ops/scalar/rounding.ts';

/** Operators that work entry by entry. */
const elementwise: Partial<Record<BinaryOperator, Op>> = {
  '+': add,
  '-': sub,
  '.*': mul,
  './': div,
  '.^': pow,
  '%': mod,
  mod,
  '==': comparison.equal,
  '!=': comparison.unequal,
  '<': comparison.smaller,
  '<=': comparison.smallerEq,
  '>': comparison.larger,
  '>=': comparison.largerEq,
  and: comparison.and,
  or: comparison.or,
  xor: comparison.xor,
};

/** Whether an operator works entry by entry, and not by linear algebra. */
export const isEntrywise = (operator: BinaryOperator): boolean => operator in elementwise;

/** What an operator between two values answers. */
export function operate($: Tracer, operator: BinaryOperator, a: Numeric, b: Numeric): Numeric {
  if (operator === '*') return multiply($, a, b);
  if (operator === '/') return divide($, a, b);
  if (operator === '^') return $.holding(() => power($, a, b));
  const op = elementwise[operator];
  invariant(op, `operator ${operator} has an op`);
  return $(op, a, b);
}
