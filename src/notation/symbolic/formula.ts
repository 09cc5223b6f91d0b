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
  left: grouped(left),
  right: grouped(right),
  implicit: false,
  opSpan: nowhere,
  span: nowhere,
});

/** A number as an operand. */
export const constant = (x: number): Expr => formula(x < 0 ? `(${x})` : String(x));

/** An expression as an operand: in parentheses unless it is one token, a call or an array. */
export function grouped(expr: Expr): Expr {
  const bare = expr.kind === 'name' || expr.kind === 'number' || expr.kind === 'call' || expr.kind === 'array';
  return bare || expr.kind === 'paren' ? expr : { kind: 'paren', inner: expr, span: nowhere };
}

/** The expression within parentheses. */
export const ungrouped = (expr: Expr): Expr => (expr.kind === 'paren' ? ungrouped(expr.inner) : expr);

const isNumber = (expr: Expr, value: number): boolean => expr.kind === 'number' && expr.value === value;

export const isZero = (expr: Expr): boolean => isNumber(ungrouped(expr), 0);

export function sum(left: Expr, right: Expr): Expr {
  if (isZero(left)) return right;
  return isZero(right) ? left : operation('+', left, right);
}

export function product(left: Expr, right: Expr): Expr {
  if (isZero(left) || isZero(right)) return constant(0);
  if (isNumber(ungrouped(left), 1)) return right;
  return isNumber(ungrouped(right), 1) ? left : operation('*', left, right);
}

/** The formula with expressions in the place of names. */
export function substituted(expr: Expr, values: ReadonlyMap<string, Expr>): Expr {
  if (expr.kind === 'name') {
    const value = values.get(expr.name);
    return value ? grouped(value) : expr;
  }
  return rewrite(expr, (e) => substituted(e, values));
}

/** Operators that bind more tightly than a sum. */
const tight: readonly string[] = ['*', '/', '^'];

/** A term of a sum without parentheses that it does not need there; only the first may be a sum itself. */
function term(expr: Expr, first: boolean): Expr {
  const inner = ungrouped(expr);
  const bare = inner.kind === 'binary' && (tight.includes(inner.op) || (first && '+-'.includes(inner.op)));
  return tidied(bare ? inner : expr);
}

/** The formula without parentheses that group one token, one call, a whole argument, or a product in a sum. */
export function tidied(expr: Expr): Expr {
  if (expr.kind === 'paren') {
    const inner = tidied(ungrouped(expr));
    return grouped(inner);
  }
  const whole = (e: Expr): Expr => tidied(ungrouped(e));
  if (expr.kind === 'call') return { ...expr, args: expr.args.map(whole) };
  if (expr.kind === 'array') return { ...expr, items: expr.items.map(whole) };
  if (expr.kind === 'binary' && '+-'.includes(expr.op)) {
    return { ...expr, left: term(expr.left, true), right: term(expr.right, false) };
  }
  return rewrite(expr, tidied);
}
