import { fail } from '../../base/fault.ts';
import { type Shape, shapeText, sizeOf } from '../../tensor/tensor.ts';
import { matrixPower, transposeFirst } from '../build.ts';
import { type Builtin, type Call, type Concrete, define, doc, MANY } from '../builtin.ts';
import { mul, reshape } from '../core.ts';
import type { Apply } from '../op.ts';
import { div } from '../scalar/arithmetic.ts';
import { pow } from '../scalar/power.ts';
import { inv, matmul } from './matrix.ts';

/** Operators whose meaning depends on the shapes of their operands, and the names by which they are called. */

/** `a * b` as mathjs has it: scaling, scalar product of vectors, matrix products. */
export function multiply<V>($: Apply<V>, a: V, b: V): V {
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
export function divide<V>($: Apply<V>, a: V, b: V): V {
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
export function power<V>($: Concrete<V>, a: V, b: V): V {
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

const same: Call = (_, x) => x!;

/** The operators by their names. */
export const operatorFunctions: readonly Builtin[] = [
  define(
    'multiply(a, b, ..)',
    [2, MANY],
    doc('arithmetic', 'a * b, as the operator has it, from left to right.'),
    ($, first, ...rest) => rest.reduce((a, b) => multiply($, a, b), first!),
  ),
  define('divide(a, b)', [2, 2], doc('arithmetic', 'a / b, as the operator has it.', '\\frac{#1}{#2}'), divide),
  define('pow(a, b)', [2, 2], doc('arithmetic', 'a ^ b, as the operator has it.', '{#1}^{#2}'), power),
  define('unaryPlus(x)', [1, 1], doc('arithmetic', 'The number or array itself.', '#1'), same),
  define('ctranspose(A)', [1, 1], doc('shape', 'The transpose, as entries are real.', '#1^{\\top}'), transposeFirst),
];
