import { parseExpressions } from '../lang/parse.ts';
import { sameShape, type Tensor } from '../tensor/tensor.ts';
import { dense } from '../evaluate/sparse/value.ts';
import { isTensor, type Value } from '../evaluate/value.ts';

/** A number that ends in `...`: its digits so far, the last of which may be rounded. */
const OPEN_NUMBER = /((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\.\.\./g;

/** An expression with its open numbers (`3.142...`) closed (`3.142`). */
const closeNumbers = (text: string): string => text.replaceAll(OPEN_NUMBER, '$1');

/** The items of a list of expressions, `(A, B)` or `A, B`, as typed. */
export function listItems(text: string): string[] {
  // Dots become blanks, so that spans still point into `text`.
  const { exprs } = parseExpressions(text.replaceAll(OPEN_NUMBER, '$1   '));
  return exprs.map(({ span: [start, end] }) => text.slice(start, text.startsWith('...', end) ? end + 3 : end));
}

/**
 * The value of an expression that may hold open numbers, and by how much each entry moves in all when the last digit of each of
 * them moves by one; undefined where the value is no tensor.
 */
export function evaluateOpen(
  text: string,
  evaluate: (text: string) => Value,
): { expected: Tensor; tolerance: Float64Array } | undefined {
  const expected = dense(evaluate(closeNumbers(text)));
  if (!isTensor(expected)) return undefined;
  const tolerance = new Float64Array(expected.data.length);
  const open = text.match(OPEN_NUMBER)?.length ?? 0;
  for (let i = 0; i < open; i++) {
    const moved = evaluate(moveNumber(text, i));
    if (!isTensor(moved) || !sameShape(moved.shape, expected.shape)) continue;
    for (const [k, x] of moved.data.entries())
      tolerance[k] = (tolerance[k] ?? 0) + Math.abs(x - (expected.data[k] ?? 0));
  }
  return { expected, tolerance };
}

/** The expression with the last digit of its open number `index` one higher: `3.142...` becomes `(3.142+1e-3)`. */
function moveNumber(text: string, index: number): string {
  let n = 0;
  return text.replaceAll(OPEN_NUMBER, (_, digits: string) => {
    if (n++ !== index) return digits;
    const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
    const decimals = mantissa.split('.')[1]?.length ?? 0;
    return `(${digits}+1e${Number(exponent) - decimals})`;
  });
}
