import { freeNames } from '../../lang/free.ts';
import type { BinaryOperator, Expr } from '../../lang/ast.ts';
import { printExpr } from '../../lang/print.ts';
import { rewrite } from '../../lang/rewrite.ts';
import type { Symbolic } from '../../mathjs/symbolic.ts';
import { constants } from '../../evaluate/constants.ts';
import {
  formula,
  asOperand,
  decisions,
  isZero,
  name,
  product,
  substitute,
  sum,
  withFewestParentheses,
  withoutParentheses,
} from './formula.ts';
import { unsupported } from './inline.ts';
import { known, partialsOf } from './rules.ts';

/** Texts of formulas up to this length are simplified within a fraction of a second, and cleared up to the other. */
const SHORT = 200;
const LONG = 3000;

/** Answers the derivative of a formula of numbers by a name. */
export type Differentiate = (expr: Expr, by: string) => Expr;

/** Names that mathjs takes for numbers of its own, and those for which it has none; a formula may mean others by them. */
const reserved = (text: string): boolean => constants.has(text) || ['i', 'undefined', 'null'].includes(text);

/** A part of a formula that mathjs need not look into, and its derivative. */
interface Atom {
  readonly symbol: string;
  readonly expr: Expr;
}

/**
 * Symbolic derivatives by mathjs's rules, and by {@link partialsOf} where it has none: such a part u is a name to mathjs, and
 * the chain rule adds (d/du) du/dx.
 */
export function differentiator(
  symbolic: Symbolic,
  open: readonly string[],
  simplify: (formula: string) => string,
): Differentiate {
  const meant = new Set(open.filter(reserved));

  /** Text for mathjs, in which parts are symbols, and what they stand for. */
  const abstracted = (expr: Expr, isAtom: (e: Expr) => boolean) => {
    const atoms = new Map<string, Atom>();
    const walk = (e: Expr): Expr => {
      if (!isAtom(e)) return rewrite(e.kind === 'binary' ? { ...e, op: plainOperator(e.op) } : e, walk);
      const key = printExpr(e);
      const found = atoms.get(key) ?? { symbol: `atom_${atoms.size + 1}_`, expr: e };
      atoms.set(key, found);
      return name(found.symbol);
    };
    const text = printExpr(walk(expr));
    const parts = [...atoms.values()];
    const back = (found: Expr): Expr => substitute(found, new Map(parts.map((atom) => [atom.symbol, atom.expr])));
    return { text, parts, back };
  };

  const derive: Differentiate = (expr, by) => {
    if (!freeNames(expr).read.includes(by)) return formula('0');
    const own = (e: Expr): boolean => isRuled(e) || (e.kind === 'name' && meant.has(e.name));
    const { text, parts, back } = abstracted(expr, own);
    let total = meant.has(by) ? formula('0') : back(formula(symbolic.derivative(text, by)));
    for (const { symbol, expr: part } of parts) {
      const inner = part.kind === 'name' ? formula(part.name === by ? '1' : '0') : derivedPart(part, by);
      if (isZero(inner)) continue;
      total = sum(total, product(back(formula(symbolic.derivative(text, symbol))), inner));
    }
    return short(total);
  };

  const derivedPart = (part: Expr, by: string): Expr => {
    const choice = choiceOf(part);
    if (choice) {
      const [then, otherwise] = [derive(choice.then, by), derive(choice.otherwise, by)];
      return isZero(then) && isZero(otherwise) ? then : { ...choice, then, otherwise };
    }
    const { rule, args } = ruleOf(part);
    const values = new Map(args.map((arg, i) => [['u', 'v'][i]!, arg]));
    return rule.reduce<Expr>((total, partial, i) => {
      const inner = derive(args[i]!, by);
      return isZero(inner) ? total : sum(total, product(substitute(formula(partial), values), inner));
    }, formula('0'));
  };

  /** mathjs's simplification, with parts that it would turn into decimals or misread kept from it. */
  const short = (expr: Expr): Expr => {
    const { text, back } = abstracted(
      withFewestParentheses(expr),
      (e) => isRuled(e) || isConstantCall(e) || isMeant(e) || isTest(e),
    );
    return withFewestParentheses(back(shortened(formula(text))));
  };
  /** Simplifying takes time exponential in the number of terms: a long sum is simplified term by term. */
  const shortened = (expr: Expr): Expr => {
    const e = withoutParentheses(expr);
    const text = printExpr(e);
    if (text.length <= SHORT) return formula(simplify(text));
    if (e.kind === 'binary' && (e.op === '+' || e.op === '-')) {
      return { ...e, left: asOperand(shortened(e.left)), right: asOperand(shortened(e.right)) };
    }
    return text.length <= LONG ? formula(symbolic.clear(text)) : e;
  };
  const isMeant = (e: Expr): boolean => e.kind === 'name' && meant.has(e.name);

  return derive;
}

/** On numbers, operators on entries are those of mathjs on numbers. */
const plainOperator = (op: BinaryOperator): BinaryOperator => numberOperators[op] ?? op;

const numberOperators: Partial<Record<BinaryOperator, BinaryOperator>> = { '.*': '*', './': '/', '.^': '^' };

/** `log(2)` is not to become 0.6931471805599453. */
const isConstantCall = (e: Expr): boolean =>
  e.kind === 'call' &&
  e.args.every((arg) => freeNames(arg).read.every((n) => constants.has(n))) &&
  printExpr(e) !== 'log(e)';

const isTest = (e: Expr): boolean =>
  e.kind === 'chain' ||
  e.kind === 'conditional' ||
  (e.kind === 'binary' && decisions.includes(e.op)) ||
  (e.kind === 'prefix' && e.op === 'not');

const isRuled = (e: Expr): boolean =>
  isTest(e) ||
  (e.kind === 'postfix' && e.op === '!') ||
  (e.kind === 'binary' && (e.op === '%' || e.op === 'mod')) ||
  (e.kind === 'call' && (e.callee.kind !== 'name' || !known.has(e.callee.name) || isLogToBase(e)));

const isLogToBase = (e: Expr & { kind: 'call' }): boolean =>
  e.callee.kind === 'name' && e.callee.name === 'log' && e.args.length === 2;

/** A ternary, or `where` with a test. */
function choiceOf(e: Expr): (Expr & { kind: 'conditional' }) | undefined {
  if (e.kind === 'conditional') return e;
  if (e.kind !== 'call' || e.callee.kind !== 'name' || e.callee.name !== 'where' || e.args.length !== 3)
    return undefined;
  const [test, then, otherwise] = e.args as [Expr, Expr, Expr];
  return { kind: 'conditional', test, then, otherwise, span: e.span };
}

function ruleOf(e: Expr): { readonly rule: readonly string[]; readonly args: readonly Expr[] } {
  if (isTest(e)) return { rule: [], args: [] };
  if (e.kind === 'postfix') return { rule: partialsOf('factorial')!, args: [e.arg] };
  if (e.kind === 'binary') return { rule: partialsOf('mod')!, args: [e.left, e.right] };
  if (e.kind !== 'call' || e.callee.kind !== 'name') return unsupported(printExpr(e));
  const rule = isLogToBase(e) ? ['1/(u*log(v))', '-log(u)/(v*log(v)^2)'] : partialsOf(e.callee.name);
  if (!rule || (rule.length > 0 && rule.length !== e.args.length)) return unsupported(e.callee.name);
  return { rule, args: e.args };
}
