import { invariant } from '../../base/invariant.ts';
import type { Expr } from '../../lang/ast.ts';
import { array, asOperand, withoutParentheses } from './formula.ts';
import { unsupported } from './inline.ts';
import { known, partialsOf } from './rules.ts';

/** The formula of a number, or of each entry of an array. */
export type Entries = Expr | readonly Entries[];

/** Whether it is an array's. */
export const isArray = (entries: Entries): entries is readonly Entries[] => Array.isArray(entries);

/** Of one array they are a number, unlike functions that work entry by entry. */
const extremes: readonly string[] = ['min', 'max'];

/** A formula of an array as an array of formulas of numbers: arrays that are written out, and work on their entries. */
export function entriesOf(expr: Expr): Entries {
  switch (expr.kind) {
    case 'paren': {
      const inner = entriesOf(expr.inner);
      return isArray(inner) ? inner : asOperand(inner);
    }
    case 'array':
      return expr.items.map(entriesOf);
    case 'prefix':
      return over([entriesOf(expr.arg)], ([arg]) => ({ ...expr, arg: arg! }));
    case 'postfix':
      return over([entriesOf(expr.arg)], ([arg]) => ({ ...expr, arg: arg! }));
    case 'binary': {
      const [left, right] = [entriesOf(expr.left), entriesOf(expr.right)];
      const ofMatrices =
        (expr.op === '*' && isArray(left) && isArray(right)) ||
        (expr.op === '/' && isArray(right)) ||
        (expr.op === '^' && (isArray(left) || isArray(right)));
      if (ofMatrices) return unsupported(`${expr.op} of arrays`);
      return over([left, right], ([a, b]) => ({ ...expr, left: a!, right: b! }));
    }
    case 'conditional': {
      const parts = [entriesOf(expr.test), entriesOf(expr.then), entriesOf(expr.otherwise)];
      return over(parts, ([test, then, otherwise]) => ({ ...expr, test: test!, then: then!, otherwise: otherwise! }));
    }
    case 'call': {
      const args = expr.args.map(entriesOf);
      const name = expr.callee.kind === 'name' ? expr.callee.name : '';
      if (args.some(isArray) && (extremes.includes(name) || !(known.has(name) || partialsOf(name)))) {
        return unsupported(`${name} of an array`);
      }
      return over(args, (given) => ({ ...expr, args: given }));
    }
    default:
      return expr;
  }
}

/** Applies `make` to corresponding entries; numbers stand beside every entry. */
function over(parts: readonly Entries[], make: (parts: readonly Expr[]) => Expr): Entries {
  const arrays = parts.filter(isArray);
  if (arrays.length === 0) return make(parts as readonly Expr[]);
  const { length } = arrays[0]!;
  if (arrays.some((a) => a.length !== length)) return unsupported('work on arrays of different shapes');
  return Array.from({ length }, (_, i) =>
    over(
      parts.map((part) => (isArray(part) ? part[i]! : part)),
      make,
    ),
  );
}

/** Every entry replaced. */
export const mapEntries = (entries: Entries, f: (e: Expr) => Entries): Entries =>
  isArray(entries) ? entries.map((e) => mapEntries(e, f)) : f(withoutParentheses(entries));

/** The array as one formula. */
export function written(entries: Entries): Expr {
  if (!isArray(entries)) return withoutParentheses(entries as Expr);
  invariant(entries.length > 0, 'an array has entries');
  return array(entries.map(written));
}
