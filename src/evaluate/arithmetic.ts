import { fail } from '../base/fault.ts';
import { invariant } from '../base/invariant.ts';
import type { Numeric, Tracer } from '../graph/trace.ts';
import type { BinaryOperator } from '../lang/ast.ts';
import { matrixPower } from '../ops/build.ts';
import { add, mul, reshape, sub } from '../ops/core.ts';
import { inv, matmul } from '../ops/matrix/matrix.ts';
import type { Op } from '../ops/op.ts';
import { div } from '../ops/scalar/arithmetic.ts';
import * as comparison from '../ops/scalar/comparison.ts';
import { pow } from '../ops/scalar/power.ts';
import { mod } from '../ops/scalar/rounding.ts';
import { type Shape, shapeText, sizeOf } from '../tensor/tensor.ts';

/** `a * b` as mathjs has it: scaling, scalar product of vectors, matrix products. */
function multiply($: Tracer, a: Numeric, b: Numeric): Numeric {
  const [sa, sb] = [$.shape(a), $.shape(b)];
  if (sa.length === 0 || sb.length === 0) return $(mul, a, b);
  if (sa.at(-1) !== (sb.length === 1 ? sb[0] : sb.at(-2))) {
    fail(
      'shape/product',
      `${shapeText(sa)} * ${shapeText(sb)}: the inner extents ${sa.at(-1)} and ${sb.length === 1 ? sb[0] : sb.at(-2)} differ`,
      {
        help: 'A matrix product needs as many columns on the left as rows on the right; .* multiplies entry by entry.',
      },
    );
  }
  const left = sa.length === 1 ? $(reshape([1, ...sa]), a) : a;
  const right = sb.length === 1 ? $(reshape([...sb, 1]), b) : b;
  const y = $(matmul, left, right);
  const rows = $.shape(y).slice(0, sa.length === 1 ? -2 : -1);
  const out: Shape =
    sa.length === 1 ? [...rows, ...(sb.length === 1 ? [] : [sb.at(-1)!])] : sb.length === 1 ? rows : $.shape(y);
  return $(reshape(out), y);
}

const square = (s: Shape): boolean => s.length === 2 && s[0] === s[1];

/** `a / b`: entry by entry by a number; by a square matrix, a times its inverse. */
function divide($: Tracer, a: Numeric, b: Numeric): Numeric {
  const sb = $.shape(b);
  if (sb.length === 0) return $(div, a, b);
  if (!square(sb)) {
    fail('shape/not-square', `cannot divide by an array ${shapeText(sb)}: only by a number or a square matrix`, {
      help: './ divides entry by entry.',
    });
  }
  return multiply($, a, $(inv, b));
}

/** `a ^ b`: numbers, or a square matrix to a whole power. */
function power($: Tracer, a: Numeric, b: Numeric): Numeric {
  const [sa, sb] = [$.shape(a), $.shape(b)];
  if (sa.length === 0 && sb.length === 0) return $(pow, a, b);
  const help = '.^ raises entry by entry.';
  if (sb.length > 0) fail('shape/power', `cannot raise to an array ${shapeText(sb)}`, { help });
  if (!square(sa)) {
    fail('shape/not-square', `${shapeText(sa)} ^ number: only a square matrix has powers`, { help });
  }
  const exponent = $.concrete(b).data[0]!;
  if (!Number.isInteger(exponent)) {
    fail('value/not-whole', `a matrix can be raised to whole powers only, not to ${exponent}`, {
      help: 'sqrtm(A) is the square root.',
    });
  }
  if (sizeOf(sa) === 0) return a;
  return matrixPower($, a, exponent, (x) => $(inv, x));
}

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
