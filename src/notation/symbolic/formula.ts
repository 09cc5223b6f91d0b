import { invariant } from '../../base/invariant.ts';
import type { Expr, Name } from '../../lang/ast.ts';
import { parseExpressions } from '../../lang/parse.ts';
import { rewrite } from '../../lang/rewrite.ts';

/** Formulas that are made, not typed: their places say nothing. */
const nowhere = [0, 0] as const;

/** The tree of a formula's text. */
export function formula(text: string): Expr {
  const { exprs, faults } = parseExpressions(text, 0);
  invariant(exprs.length === 1 && faults.length === 0, `a formula that was made parses: ${text}`);
  return exprs[0]!;
}

export const name = (text: string): Name => ({ kind: 'name', name: text, span: nowhere });

export const array = (items: readonly Expr[]): Expr => ({ kind: 'array', items, span: nowhere });

const operation = (op: '+' | '*', left: Expr, right: Expr): Expr => ({
  kind: 'binary',
  op,
  left: asOperand(left),
  right: asOperand(right),
  implicit: false,
  opSpan: nowhere,
  span: nowhere,
});

/** A number as an operand. */
export const constant = (x: number): Expr => formula(x < 0 ? `(${x})` : String(x));

/** An expression as an operand: in parentheses unless it is one token, a call or an array. */
export function asOperand(expr: Expr): Expr {
  const bare = expr.kind === 'name' || expr.kind === 'number' || expr.kind === 'call' || expr.kind === 'array';
  return bare || expr.kind === 'paren' ? expr : { kind: 'paren', inner: expr, span: nowhere };
}

/** The expression within parentheses. */
export const withoutParentheses = (expr: Expr): Expr => (expr.kind === 'paren' ? withoutParentheses(expr.inner) : expr);

const isNumber = (expr: Expr, value: number): boolean => expr.kind === 'number' && expr.value === value;

export const isZero = (expr: Expr): boolean => isNumber(withoutParentheses(expr), 0);

export function sum(left: Expr, right: Expr): Expr {
  if (isZero(left)) return right;
  return isZero(right) ? left : operation('+', left, right);
}

export function product(left: Expr, right: Expr): Expr {
  if (isZero(left) || isZero(right)) return constant(0);
  if (isNumber(withoutParentheses(left), 1)) return right;
  return isNumber(withoutParentheses(right), 1) ? left : operation('*', left, right);
}

/** The formula with expressions in the place of names. */
export function substitute(expr: Expr, values: ReadonlyMap<string, Expr>): Expr {
  if (expr.kind === 'name') {
    const value = values.get(expr.name);
    return value ? asOperand(value) : expr;
  }
  return rewrite(expr, (e) => substitute(e, values));
}

/** Operators that answer whether something holds. */
export const decisions: readonly string[] = ['==', '!=', '<', '<=', '>', '>=', 'and', 'or', 'xor'];

/** Operators that bind more tightly than a sum. */
const tight: readonly string[] = ['*', '/', '^'];

/** A term of a sum without parentheses that it does not need there; only the first may be a sum itself. */
function term(expr: Expr, first: boolean): Expr {
  const inner = withoutParentheses(expr);
  const bare = inner.kind === 'binary' && (tight.includes(inner.op) || (first && '+-'.includes(inner.op)));
  return withFewestParentheses(bare ? inner : expr);
}

/** The formula without parentheses that group one token, one call, a whole argument, or a product in a sum. */
export function withFewestParentheses(expr: Expr): Expr {
  if (expr.kind === 'paren') {
    const inner = withFewestParentheses(withoutParentheses(expr));
    return asOperand(inner);
  }
  const whole = (e: Expr): Expr => withFewestParentheses(withoutParentheses(e));
  if (expr.kind === 'call') return { ...expr, args: expr.args.map(whole) };
  if (expr.kind === 'array') return { ...expr, items: expr.items.map(whole) };
  if (expr.kind === 'binary' && '+-'.includes(expr.op)) {
    return { ...expr, left: term(expr.left, true), right: term(expr.right, false) };
  }
  return rewrite(expr, withFewestParentheses);
}
