import { isOperator } from '../../lang/alphabet.ts';
import { fail } from '../../base/fault.ts';
import { nearest } from '../../base/nearest.ts';
import type { BinaryOperator, Expr } from '../../lang/ast.ts';
import { rewrite } from '../../lang/rewrite.ts';
import { present } from '../../graph/trace.ts';
import { borrowed } from '../../mathjs/borrowed.ts';
import { refused } from '../../mathjs/refused.ts';
import { functions } from '../../ops/functions.ts';
import { forms } from '../../evaluate/call.ts';
import { describe, isFunction, isNumeric } from '../../evaluate/datum.ts';
import type { Names } from '../../evaluate/value.ts';
import { constant, asOperand } from './formula.ts';

/** Functions of functions, and formulas that double at every step, end here. */
const DEEPEST = 50;
const LONGEST = 1000;

/** Says that a formula holds something that has no symbolic derivative here. */
export const unsupported = (what: string): never =>
  fail('symbolic/unsupported', `${what} has no symbolic derivative here`, {
    help: 'Its exact value at a point is there all the same: :jac f(1).',
  });

/** The names that a formula is a function of. */
export interface Open {
  readonly names: readonly string[];
  /** Parameters of a function, which the functions that it calls do not see; else names of the session, which they do. */
  readonly local: boolean;
}

interface Around {
  readonly names: Names;
  readonly open: Open;
  readonly depth: number;
}

/**
 * A formula in which no function of the user and no block is left: their bodies stand in their place. Names of the
 * session stay names.
 */
export function inlineCalls(expr: Expr, names: Names, open: Open): Expr {
  const whole = inline(expr, new Map(), { names, open, depth: 0 });
  if (sizeOf(whole, new Map()) > LONGEST) {
    fail('limit/symbolic', `the formula is too long: more than ${LONGEST} parts when its functions are written out`);
  }
  return whole;
}

/** How many parts a formula has when it is written out; parts that stand in several places are counted in each. */
function sizeOf(expr: Expr, known: Map<Expr, number>): number {
  const found = known.get(expr);
  if (found !== undefined) return found;
  let size = 1;
  rewrite(expr, (part) => {
    size += sizeOf(part, known);
    return part;
  });
  known.set(expr, size);
  return size;
}

function inline(expr: Expr, bound: ReadonlyMap<string, Expr>, around: Around): Expr {
  const within = (e: Expr): Expr => inline(e, bound, around);
  switch (expr.kind) {
    case 'name':
      return bound.get(expr.name) ?? sessionName(expr.name, expr, around);
    case 'block': {
      const inside = new Map(bound);
      for (const { name, value } of expr.lets) inside.set(name.name, asOperand(inline(value, inside, around)));
      return asOperand(inline(expr.value, inside, around));
    }
    case 'call':
      return called(expr, bound, around);
    case 'lambda':
      return unsupported('an inline function');
    case 'index':
      return unsupported('an entry of an array');
    case 'range':
      return unsupported('a range');
    case 'string':
      return unsupported('a text');
    case 'postfix':
      return expr.op === "'" ? unsupported('a transpose') : rewrite(expr, within);
    default:
      return rewrite(expr, within);
  }
}

/** A name that no function binds: the session's, or one that has no value yet. */
function sessionName(name: string, expr: Expr, { names, open, depth }: Around): Expr {
  const isOpen = open.names.includes(name);
  if (isOpen && (depth === 0 || !open.local)) return expr;
  const value = names.get(name);
  if (value === undefined) return expr;
  if (!isNumeric(value)) return unsupported(`${name}, ${describe(value)} as a value,`);
  const { shape, data } = present(value);
  if (shape.length > 0) return unsupported(`${name}, ${describe(value)},`);
  // The body of a function means the session's name, not the parameter of the same name around its call.
  return isOpen ? constant(data[0]!) : expr;
}

/** Operators that are called by names, beside those of entries, which are ops. */
const spelledOperators: ReadonlyMap<string, BinaryOperator> = new Map([
  ['multiply', '*'],
  ['divide', '/'],
  ['pow', '^'],
]);

const operation = (op: BinaryOperator, [left, right]: readonly [Expr, Expr], { span }: Expr): Expr => ({
  kind: 'binary',
  op,
  left: asOperand(left),
  right: asOperand(right),
  implicit: false,
  opSpan: span,
  span,
});

function called(expr: Expr & { kind: 'call' }, bound: ReadonlyMap<string, Expr>, around: Around): Expr {
  const { callee, args } = expr;
  if (callee.kind !== 'name') return unsupported('a derivative within a formula');
  const { name } = callee;
  if (bound.has(name)) return unsupported(`${name}, an argument that is called,`);
  const given = args.map((arg) => inline(arg, bound, around));
  const fn = around.names.get(name);
  if (fn === undefined) {
    const operator = spelledOperators.get(name);
    if (operator && given.length === 2) return operation(operator, given as [Expr, Expr], expr);
    if (functions.has(name)) return { ...expr, args: given };
    if (isOperator(name)) return unsupported(`${name}(..), a derivative,`);
    if (borrowed.has(name) || refused.has(name) || forms.has(name)) return unsupported(name);
    const near = nearest(name, [...around.names.names(), ...functions.keys()]);
    fail('name/unknown', `${name} is not defined`, {
      help: near ? `Did you mean ${near}?` : `Define it first: ${name}(x) = ...`,
    });
  }
  if (!isFunction(fn)) return unsupported(`${name}, ${describe(fn)} that is called,`);
  if (fn.kind === 'builtin' && functions.has(fn.name)) {
    return { ...expr, callee: { ...callee, name: fn.name }, args: given };
  }
  if (fn.kind !== 'function' || fn.locals) return unsupported(name);
  if (given.length !== fn.params.length) {
    const code = given.length < fn.params.length ? 'arity/too-few' : 'arity/too-many';
    fail(code, `${name} takes ${fn.params.join(', ')}; ${given.length} given`);
  }
  if (around.depth >= DEEPEST) return unsupported(`${name}, which calls itself,`);
  const own = new Map(fn.params.map((param, i) => [param, asOperand(given[i]!)]));
  return asOperand(inline(fn.body, own, { ...around, depth: around.depth + 1 }));
}
